import type { ProjectProblem } from '#domain/scheduling/project/problem';

/** The least objective over all whole-number schedules within the horizon, by trying them all; null when there is none. */
export function bruteForceOptimum(problem: ProjectProblem, horizon: number): number | null {
  const starts: number[] = [];
  let best: number | null = null;
  const search = (): void => {
    if (starts.length === problem.activities.length) {
      const value = objectiveOf(problem, starts);
      if (best === null || value < best) best = value;
      return;
    }
    for (let start = 0; start <= horizon; start += 1) {
      starts.push(start);
      if (brokenRule(problem, starts) === null) search();
      starts.pop();
    }
  };
  search();
  return best;
}

/** The problem's objective at these starts. */
export function objectiveOf({ activities, objectiveActivity }: ProjectProblem, starts: readonly number[]): number {
  const chosen = activities.findIndex(({ id }) => id === objectiveActivity);
  if (chosen >= 0) return starts[chosen] ?? 0;
  return Math.max(0, ...activities.map(({ duration }, index) => (starts[index] ?? 0) + duration));
}

/** The first rule that these starts of the first activities break; null when they break none. Written from the problem's docstrings. */
export function brokenRule({ activities, lags, resources }: ProjectProblem, starts: readonly number[]): string | null {
  const startOf = new Map(activities.slice(0, starts.length).map(({ id }, index) => [id, starts[index] ?? 0]));
  for (const { id, earliestStart = 0, latestStart = Infinity } of activities.slice(0, starts.length)) {
    const start = startOf.get(id) ?? 0;
    if (start < earliestStart || start > latestStart) return `window of ${id}`;
  }
  for (const { id, from, to, lag } of lags) {
    const [first, second] = [startOf.get(from), startOf.get(to)];
    if (first !== undefined && second !== undefined && second < first + lag) return `lag ${id}`;
  }
  for (const moment of starts) {
    for (const [resource, { id, capacity }] of resources.entries()) {
      let used = 0;
      for (const [index, start] of starts.entries()) {
        const { duration = 0, demands = [] } = activities[index] ?? {};
        if (start <= moment && moment < start + duration) used += demands[resource] ?? 0;
      }
      if (used > capacity) return `capacity of ${id}`;
    }
  }
  return null;
}
