import type { Timer } from '../api/types';
import type { PathStep } from '../ui/path-steps';

interface Words {
  readonly t: (key: string, params: Record<string, unknown>, plural: number) => string;
  readonly te: (key: string) => boolean;
  readonly when: (iso: string) => string;
}

/** "Because …" for an armed timer; empty when the code has no sentence for the reader. */
export const whyOf = (timer: Timer, { t, te }: Words): string => {
  const key = `app.why.${timer.why_code}`;
  const left = timer.why_params['left'];
  return te(key) ? t(key, { ...timer.why_params }, typeof left === 'number' ? left : 1) : '';
};

/** The timers of a process as the dotted end of its path: the first one is what happens next. */
export const timerSteps = (timers: readonly Timer[], words: Words): PathStep[] =>
  timers.flatMap((timer, index) => {
    const key = `app.timer.${timer.kind}`;
    if (!words.te(key)) return [];
    const why = whyOf(timer, words);
    return [{ key: `${timer.kind}-${timer.due_at}`, state: index === 0 ? 'now' : 'ahead', time: words.when(timer.due_at), label: words.t(key, {}, 1), ...(why === '' ? {} : { detail: why }) } satisfies PathStep];
  });
