import type { TimelineStep } from '../api/types';
import type { PathStep } from '../ui/path-steps';

export interface TimelineWords {
  readonly t: (key: string, params: Record<string, unknown>, plural: number) => string;
  readonly te: (key: string) => boolean;
  readonly when: (iso: string) => string;
  /** Midnight as the end of the day before ("Sun 24:00"). */
  readonly whenEnd: (iso: string) => string;
}

const endsADay = ['week_close', 'end', 'grace_end'];
const count = (params: Readonly<Record<string, unknown>>): number => {
  const left = params['left'] ?? params['n'];
  return typeof left === 'number' ? left : 1;
};

/** The kind of a future step without its process: `enrollment.reminder` → `reminder`. */
export const kindOf = (step: TimelineStep): string => step.code.slice(step.code.indexOf('.') + 1);

/** "Because …" for an armed timer; empty when there is no sentence for it. */
export const whyOf = (step: TimelineStep, { t, te }: TimelineWords): string => {
  const key = `app.why.${String(step.params['why'])}`;
  return te(key) ? t(key, { ...step.params }, count(step.params)) : '';
};

const ahead = (step: TimelineStep, words: TimelineWords, isFirst: boolean): PathStep[] => {
  const key = `app.timer.${step.code}`;
  if (!words.te(key)) return [];
  const why = whyOf(step, words);
  const time = endsADay.includes(kindOf(step)) ? words.whenEnd(step.at) : words.when(step.at);
  return [
    {
      key: `${step.code}-${step.at}`,
      state: isFirst ? 'now' : 'ahead',
      time,
      label: words.t(key, {}, 1),
      ...(why === '' ? {} : { detail: why }),
    },
  ];
};

const behind = (step: TimelineStep, words: TimelineWords): PathStep[] => {
  const key = `app.event.${step.code}`;
  if (!words.te(key)) return [];
  return [
    {
      key: `${step.code}-${step.at}`,
      state: 'done',
      time: words.when(step.at),
      label: words.t(key, { ...step.params, who: step.actor_name ?? '' }, count(step.params)),
    },
  ];
};

/** The future of a process as a dotted path: the first timer is what happens next, in gold. */
export const stepsAhead = (timeline: readonly TimelineStep[], words: TimelineWords): PathStep[] =>
  timeline.filter((step) => step.tense === 'future').flatMap((step, index) => ahead(step, words, index === 0));

/** Past and future of a process as one path; codes without a sentence in `app.event` and `app.timer` are left out. */
export const timelineSteps = (timeline: readonly TimelineStep[], words: TimelineWords): PathStep[] => [
  ...timeline.filter((step) => step.tense === 'past').flatMap((step) => behind(step, words)),
  ...stepsAhead(timeline, words),
];
