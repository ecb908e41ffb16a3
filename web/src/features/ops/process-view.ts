import type { TimelineStep } from '../../api/types';
import type { TimelineWords } from '../../shared/process-words';
import type { Process, ProcessDetail } from './ops.api';

/** A timer may be a little late without anything being wrong: the worker needs a moment. */
export const lateAfterMs = 60_000;

export const overdueTimers = (process: Pick<Process, 'status' | 'timers'>, now: number): Process['timers'] =>
  process.status === 'closed' ? [] : process.timers.filter((timer) => Date.parse(timer.due_at) < now - lateAfterMs);

const human = (code: string): string => code.slice(code.indexOf('.') + 1).replaceAll(/[._]/gu, ' ');

/** Words for every code: what has no sentence yet is shown as it is called, because operations must miss nothing. */
export const completeWords = (words: TimelineWords): TimelineWords => ({
  ...words,
  te: (key) => (key.startsWith('app.why.') ? words.te(key) : true),
  t: (key, params, plural) => (words.te(key) ? words.t(key, params, plural) : human(key.replace(/^app\.(event|timer)\./u, ''))),
});

/** Steps as the shared timeline wants them; operations see no names. */
export const stepsOf = (detail: ProcessDetail): TimelineStep[] =>
  detail.timeline.map((step) => ({
    at: step.at,
    tense: step.tense,
    code: step.code.includes('.') ? step.code : `${detail.process.kind}.${step.code}`,
    params: { ...step.params },
    actor_name: null,
  }));
