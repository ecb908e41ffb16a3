/** One mark of the path: solid = it happened, gold = now, dotted = will happen and why. */
export type PathState = 'done' | 'now' | 'ahead' | 'skipped' | 'missed';

export interface PathStep {
  readonly key: string | number;
  readonly state: PathState;
  /** What happened or will happen, in words. */
  readonly label: string;
  /** When, already formatted for the reader's zone ("Wed 16:12", "Now"). */
  readonly time?: string;
  /** Why, for steps ahead; more detail for steps behind. */
  readonly detail?: string;
}

/** The line that leaves a step is solid only when the next one is reached as well. */
export const lineAfter = (steps: readonly PathStep[], index: number): 'solid' | 'dotted' | 'none' => {
  const next = steps[index + 1];
  if (!next) return 'none';
  return next.state === 'ahead' || (next.state === 'now' && steps[index]?.state === 'now') ? 'dotted' : 'solid';
};

/** In the week the open session is still ahead of the patient: the line into it is dotted, as in the timeline into a future step. */
export const weekLineAfter = (steps: readonly PathStep[], index: number): 'solid' | 'dotted' | 'none' => {
  const next = steps[index + 1];
  if (!next) return 'none';
  return next.state === 'done' || next.state === 'skipped' || next.state === 'missed' ? 'solid' : 'dotted';
};
