import type { ProjectProgress } from './project-search';

/** The best of what the workers know after an epoch: least objective, then lowest place in the list; any proof counts. Throws on none. */
export function mergeProgress(all: readonly ProjectProgress[]): ProjectProgress {
  const [first, ...others] = all;
  if (first === undefined) throw new Error('Nothing to merge');
  const best = others.reduce((winner, other) => (other.objective < winner.objective ? other : winner), first);
  const bound = all.reduce((most, { lowerBound }) => Math.max(most, lowerBound), 0);
  const proven = all.find(({ proof }) => proof !== 'none')?.proof ?? 'none';
  const proof = proven === 'none' && best.starts !== null && bound >= best.objective ? 'optimal' : proven;
  return { starts: best.starts, objective: best.objective, lowerBound: Math.min(bound, best.objective), proof };
}
