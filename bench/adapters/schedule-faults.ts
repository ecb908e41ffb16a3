import type { ScheduleFault } from './instance';

/** A fault when there is not one start for each activity of the file. */
export function lengthFaults(count: number, starts: readonly number[]): ScheduleFault[] {
  return starts.length === count ? [] : [{ kind: 'length', message: `${starts.length} starts for ${count} activities` }];
}

/** Starts that are no whole numbers of 0 or more. */
export function startFaults(starts: readonly number[]): ScheduleFault[] {
  return starts.flatMap((start, index) =>
    Number.isInteger(start) && start >= 0
      ? []
      : [{ kind: 'start' as const, message: `activity at place ${index} starts at ${start}` }],
  );
}

/** Moments at which a resource is asked for more than it has. Use only rises at starts, so starts are the moments looked at. */
export function capacityFaults(
  tasks: readonly { readonly duration: number; readonly demands: readonly number[] }[],
  capacities: readonly number[],
  starts: readonly number[],
): ScheduleFault[] {
  const faults: ScheduleFault[] = [];
  for (const moment of new Set(starts)) {
    const running = tasks.filter(({ duration }, index) => {
      const start = starts[index] ?? Number.NaN;
      return start <= moment && moment < start + duration;
    });
    for (const [resource, capacity] of capacities.entries()) {
      const used = running.reduce((sum, { demands }) => sum + (demands[resource] ?? 0), 0);
      if (used > capacity) {
        faults.push({
          kind: 'capacity',
          message: `resource ${resource + 1} has ${capacity} and is asked for ${used} at ${moment}`,
        });
      }
    }
  }
  return faults;
}
