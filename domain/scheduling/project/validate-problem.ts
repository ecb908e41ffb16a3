import { err, ok, type Result } from '../../shared/result';
import { projectLimits, type ProjectActivity, type ProjectProblem } from './problem';
import type { ProblemRefusal, RefusalCode } from './refusal';

/**
 * Checks everything that can be said about a problem without planning: sizes, numbers, ids, demands, windows. Contradictory gaps
 * are found by `compileProblem`. Stops at the first fault. O(activities × resources + lags).
 */
export function validateProblem(problem: ProjectProblem): Result<{ readonly horizon: number }, ProblemRefusal> {
  const { activities, lags, resources } = problem;
  const tooMany =
    limit('/activities', activities.length, projectLimits.activities) ??
    limit('/lags', lags.length, projectLimits.lags) ??
    limit('/resources', resources.length, projectLimits.resources);
  if (tooMany) return err(tooMany);
  for (const [index, { capacity }] of resources.entries()) {
    const fault = count(capacity, '/resources', index, 'capacity');
    if (fault) return err(fault);
  }
  for (const [index, activity] of activities.entries()) {
    const fault = activityFault(problem, activity, `/activities/${index}`);
    if (fault) return err(fault);
  }
  const ids = new Set(activities.map(({ id }) => id));
  const fault =
    duplicate('/activities', activities) ??
    duplicate('/resources', resources) ??
    duplicate('/lags', lags) ??
    lagFault(problem, ids);
  if (fault) return err(fault);
  if (problem.objectiveActivity !== undefined && !ids.has(problem.objectiveActivity)) {
    return err(unknownId('/objectiveActivity', problem.objectiveActivity));
  }
  return horizonOf(problem);
}

function activityFault(problem: ProjectProblem, activity: ProjectActivity, pointer: string): ProblemRefusal | null {
  const { duration, demands, earliestStart = 0, latestStart = earliestStart } = activity;
  const numbers =
    count(duration, pointer, 'duration') ??
    count(earliestStart, pointer, 'earliestStart') ??
    count(latestStart, pointer, 'latestStart');
  if (numbers) return numbers;
  if (latestStart < earliestStart) {
    return refusal(
      `${pointer}/latestStart`,
      'empty_window',
      `The latest start of ${activity.id} lies before its earliest start.`,
    );
  }
  if (demands.length !== problem.resources.length) {
    return refusal(`${pointer}/demands`, 'demand_count', `Give ${problem.resources.length} demands, one for each resource.`);
  }
  for (let index = 0; index < demands.length; index += 1) {
    const demand = demands[index]!;
    const fault = count(demand, pointer, 'demands', index);
    if (fault) return fault;
    const { id, capacity } = problem.resources[index]!;
    if (demand > capacity && duration > 0) {
      const message = `${activity.id} needs ${demand} of ${id}, which has ${capacity}. Lower the demand or raise the capacity.`;
      return refusal(`${pointer}/demands/${index}`, 'demand_exceeds_capacity', message);
    }
  }
  return null;
}

function lagFault(problem: ProjectProblem, ids: ReadonlySet<string>): ProblemRefusal | null {
  for (const [index, { from, to, lag }] of problem.lags.entries()) {
    if (!ids.has(from)) return unknownId(`/lags/${index}/from`, from);
    if (!ids.has(to)) return unknownId(`/lags/${index}/to`, to);
    if (!Number.isSafeInteger(lag)) return refusal(`/lags/${index}/lag`, 'not_an_integer', 'A lag is a whole number of cells.');
  }
  return null;
}

/** No optimal schedule ends later than this: everything one after the other, with every gap waited out. */
function horizonOf(problem: ProjectProblem): Result<{ readonly horizon: number }, ProblemRefusal> {
  const longestLag = new Map<string, number>();
  for (const { from, lag } of problem.lags) longestLag.set(from, Math.max(longestLag.get(from) ?? 0, lag));
  let horizon = 0;
  let lastRelease = 0;
  for (const { id, duration, earliestStart = 0 } of problem.activities) {
    horizon += Math.max(duration, longestLag.get(id) ?? 0);
    lastRelease = Math.max(lastRelease, earliestStart);
  }
  horizon += lastRelease;
  if (horizon <= projectLimits.horizon) return ok({ horizon });
  const message = `The plan may span ${horizon} cells, at most ${projectLimits.horizon} are planned. Use a coarser grid or plan in parts.`;
  return err(refusal('/activities', 'horizon_too_long', message));
}

function duplicate(pointer: string, items: readonly { readonly id: string }[]): ProblemRefusal | null {
  const seen = new Set<string>();
  for (const [index, { id }] of items.entries()) {
    if (seen.has(id)) return refusal(`${pointer}/${index}/id`, 'duplicate_id', `The id ${id} is used twice.`);
    seen.add(id);
  }
  return null;
}

function limit(pointer: string, length: number, most: number): ProblemRefusal | null {
  return length <= most
    ? null
    : refusal(pointer, 'too_many', `There are ${length} entries, at most ${most} are planned at once.`);
}

/** The pointer is only put together for a fault: there are thousands of numbers, and nearly all of them are right. */
function count(value: number, ...path: readonly (string | number)[]): ProblemRefusal | null {
  if (!Number.isSafeInteger(value)) return refusal(path.join('/'), 'not_an_integer', 'Give a whole number.');
  return value < 0 ? refusal(path.join('/'), 'negative_number', 'Give a number of 0 or more.') : null;
}

function unknownId(pointer: string, id: string): ProblemRefusal {
  return refusal(pointer, 'unknown_id', `There is no ${id} in this problem.`);
}

function refusal(pointer: string, code: RefusalCode, message: string): ProblemRefusal {
  return { pointer, code, message };
}
