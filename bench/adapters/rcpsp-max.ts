import type { ProjectProblem } from '#domain/scheduling/project/problem';
import type { BenchInstance, ScheduleFault } from './instance';
import { capacityFaults, lengthFaults, startFaults } from './schedule-faults';
import { InstanceFault, TokenReader } from './tokens';

/** One ProGen/max file, as read: nothing is derived. */
export interface RcpspMaxFile {
  readonly capacities: readonly number[];
  readonly durations: readonly number[];
  readonly demands: readonly (readonly number[])[];
  /** `start(to) - start(from) >= lag`. */
  readonly lags: readonly { readonly from: number; readonly to: number; readonly lag: number }[];
}

/**
 * Reads ProGen/max (.sch): "n R 0 0"; n + 2 rows "id modes k succ_1..succ_k [lag_1]..[lag_k]"; n + 2 rows "id mode duration
 * r_1..r_R"; capacities. Activity 0 is the source, n + 1 the sink. Line breaks and the kind of white space do not matter.
 */
export function readRcpspMax(text: string): RcpspMaxFile {
  const reader = TokenReader.of(text);
  const count = reader.int('the number of activities') + 2;
  const resources = reader.int('the number of renewable resources');
  if (reader.int('0') !== 0 || reader.int('0') !== 0) throw new InstanceFault('Only renewable resources are read.');
  const lags: { from: number; to: number; lag: number }[] = [];
  for (let row = 0; row < count; row += 1) {
    const from = activityNumber(reader, row);
    if (reader.int('the number of modes') !== 1) throw new InstanceFault(`Activity ${from} has several modes.`);
    const successors = reader.ints(reader.int('the number of successors'), 'a successor');
    for (const to of successors) {
      if (to < 0 || to >= count) throw new InstanceFault(`Activity ${from} is followed by ${to}, which does not exist.`);
      lags.push({ from, to, lag: reader.int('a time lag') });
    }
  }
  const durations: number[] = [];
  const demands: number[][] = [];
  for (let row = 0; row < count; row += 1) {
    activityNumber(reader, row);
    reader.int('the mode');
    durations.push(reader.int('a duration'));
    demands.push(reader.ints(resources, 'a demand'));
  }
  return { capacities: reader.ints(resources, 'a capacity'), durations, demands, lags };
}

function activityNumber(reader: TokenReader, expected: number): number {
  const number = reader.int('an activity number');
  if (number !== expected) throw new InstanceFault(`Activity ${expected} should follow, not ${number}.`);
  return number;
}

/** As the engine's input: the source fixed at time zero, the start of the sink to be made small. */
export function rcpspMaxInstance(text: string): BenchInstance {
  const file = readRcpspMax(text);
  const idOf = (activity: number): string => `activity ${activity}`;
  const problem: ProjectProblem = {
    activities: file.durations.map((duration, activity) => ({
      id: idOf(activity),
      duration,
      demands: file.demands[activity] ?? [],
      ...(activity === 0 ? { latestStart: 0 } : {}),
    })),
    lags: file.lags.map(({ from, to, lag }, index) => ({
      id: `arc ${index}: ${from} -> ${to}`,
      from: idOf(from),
      to: idOf(to),
      lag,
    })),
    resources: file.capacities.map((capacity, resource) => ({ id: `resource ${resource + 1}`, capacity })),
    objectiveActivity: idOf(file.durations.length - 1),
  };
  return {
    problem,
    count: file.durations.length,
    startsOf: (starts) => starts.slice(0, file.durations.length),
    objectiveOf: (starts) => starts.at(-1) ?? 0,
    check: (starts) => checkRcpspMax(file, starts),
  };
}

/** Every violation of the format's rules by these starts (in file order): lags, capacities, source at zero, whole numbers. */
export function checkRcpspMax(file: RcpspMaxFile, starts: readonly number[]): ScheduleFault[] {
  const { durations, demands, capacities, lags } = file;
  const length = lengthFaults(durations.length, starts);
  if (length.length > 0) return length;
  const faults = startFaults(starts);
  if (starts[0] !== 0) faults.push({ kind: 'source', message: `the source starts at ${starts[0]}` });
  for (const { from, to, lag } of lags) {
    if ((starts[to] ?? Number.NaN) - (starts[from] ?? Number.NaN) >= lag) continue;
    faults.push({ kind: 'lag', message: `${to} starts at ${starts[to]}, less than ${lag} after ${from} at ${starts[from]}` });
  }
  const tasks = durations.map((duration, activity) => ({ duration, demands: demands[activity] ?? [] }));
  return [...faults, ...capacityFaults(tasks, capacities, starts)];
}
