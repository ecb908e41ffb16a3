import type { ProjectProblem } from '#domain/scheduling/project/problem';
import type { BenchInstance, ScheduleFault } from './instance';
import { capacityFaults, lengthFaults, startFaults } from './schedule-faults';
import { InstanceFault, TokenReader } from './tokens';

/** One file in Patterson's format, as read. Successors count from 1. */
export interface PattersonFile {
  readonly capacities: readonly number[];
  readonly tasks: readonly {
    readonly duration: number;
    readonly demands: readonly number[];
    readonly successors: readonly number[];
  }[];
}

/** Reads Patterson's format: "n R", capacities, then for each activity: duration, R demands, number of successors, successors. */
export function readPatterson(text: string): PattersonFile {
  const reader = TokenReader.of(text);
  const count = reader.int('the number of activities');
  const resources = reader.int('the number of resources');
  const capacities = reader.ints(resources, 'a capacity');
  const tasks = Array.from({ length: count }, () => {
    const duration = reader.int('a duration');
    const demands = reader.ints(resources, 'a demand');
    const successors = reader.ints(reader.int('the number of successors'), 'a successor');
    for (const next of successors) if (next < 1 || next > count) throw new InstanceFault(`Activity ${next} does not exist.`);
    return { duration, demands, successors };
  });
  return { capacities, tasks };
}

/** As the engine's input: each successor after the end of its predecessor, the last end to be made small. */
export function psplibInstance(text: string): BenchInstance {
  const file = readPatterson(text);
  const idOf = (number: number): string => `activity ${number}`;
  const problem: ProjectProblem = {
    activities: file.tasks.map(({ duration, demands }, index) => ({ id: idOf(index + 1), duration, demands })),
    lags: file.tasks.flatMap(({ duration, successors }, index) =>
      [...new Set(successors)].map((next) => ({
        id: `${index + 1} -> ${next}`,
        from: idOf(index + 1),
        to: idOf(next),
        lag: duration,
      })),
    ),
    resources: file.capacities.map((capacity, resource) => ({ id: `resource ${resource + 1}`, capacity })),
  };
  return {
    problem,
    count: file.tasks.length,
    startsOf: (starts) => starts.slice(0, file.tasks.length),
    objectiveOf: (starts) => Math.max(0, ...starts.map((start, index) => start + (file.tasks[index]?.duration ?? 0))),
    check: (starts) => checkPatterson(file, starts),
  };
}

/** Every violation of the format's rules by these starts (in file order). */
export function checkPatterson({ tasks, capacities }: PattersonFile, starts: readonly number[]): ScheduleFault[] {
  const length = lengthFaults(tasks.length, starts);
  if (length.length > 0) return length;
  const faults = startFaults(starts);
  for (const [index, { duration, successors }] of tasks.entries()) {
    const end = (starts[index] ?? Number.NaN) + duration;
    for (const next of successors) {
      if ((starts[next - 1] ?? Number.NaN) >= end) continue;
      faults.push({ kind: 'precedence', message: `${next} starts at ${starts[next - 1]}, before ${index + 1} ends at ${end}` });
    }
  }
  return [...faults, ...capacityFaults(tasks, capacities, starts)];
}
