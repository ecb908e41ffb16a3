import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { solveProject, type ProjectPool } from '#core/scheduling/solve-project';
import { compileProblem } from '#domain/scheduling/project/compile-problem';
import { findProjectConflict } from '#domain/scheduling/project/project-conflict';
import type { BenchInstance } from '../adapters/instance';
import { mplibInstance } from '../adapters/rcmpsp-mplib';
import { psplibInstance } from '../adapters/psplib';
import { rcpspMaxInstance } from '../adapters/rcpsp-max';
import type { FileSet, PlannerOptions } from './options';

/** One line of the output file. `conflict` names activities and arcs that cannot hold together. */
export interface PlannerLine {
  readonly instance: string;
  readonly status: 'feasible' | 'infeasible' | 'unknown';
  readonly objective: number | null;
  readonly starts: readonly number[] | null;
  readonly first_feasible_ms: number | null;
  readonly wall_ms: number;
  readonly epochs: number;
  readonly conflict?: readonly string[];
  readonly conflict_is_minimal?: boolean;
  /** When infeasibility was proven; the rest of the time went into the conflict. */
  readonly proven_ms?: number;
  readonly is_optimal?: boolean;
  readonly lower_bound?: number;
  /** When each better schedule was known, for time-to-target curves: pairs of ms and objective. */
  readonly trace?: readonly (readonly [number, number])[];
}

/** How a file of each set is read. */
export const instanceReaders: Record<FileSet, (text: string) => BenchInstance> = {
  'rcpsp-max': rcpspMaxInstance,
  'rcmpsp-mplib': mplibInstance,
  psplib: psplibInstance,
};

export function readInstance(set: PlannerOptions['set'], file: string): BenchInstance {
  if (set === 'clinic') throw new Error('The clinics are not read from files and have no peer.');
  return instanceReaders[set](readFileSync(file, 'utf8'));
}

/** Plans one file; times count from before it is opened. Throws when the schedule breaks a rule of the format. */
export async function runInstance(pool: ProjectPool, options: PlannerOptions, name: string): Promise<PlannerLine> {
  const began = performance.now();
  const sinceOpened = (): number => Math.round((performance.now() - began) * 10) / 10;
  const isOver = (): boolean => performance.now() - began >= options.seconds * 1_000;
  const instance = readInstance(options.set, `${options.dir}/${name}`);
  const model = compileProblem(instance.problem);
  if (!model.ok) {
    if (model.error.code !== 'contradictory_gaps') throw new Error(`${name} ${model.error.pointer}: ${model.error.message}`);
    const conflict = model.error.members ?? [];
    return { ...nothing(name), status: 'infeasible', wall_ms: sinceOpened(), epochs: 0, conflict, conflict_is_minimal: true };
  }
  const trace: (readonly [number, number])[] = [];
  let first: Int32Array | null = null;
  const result = await solveProject(pool, model.value, {
    seed: options.seed,
    shouldStop: (_epochs, { starts, objective }) => {
      first ??= starts;
      if (starts !== null && objective !== trace.at(-1)?.[1]) trace.push([sinceOpened(), objective]);
      return isOver();
    },
  });
  if (result.proof === 'infeasible') {
    const proven = sinceOpened();
    const finding = findProjectConflict(instance.problem, { seed: options.seed, shouldStop: isOver });
    const explained = finding === null ? {} : { conflict: finding.members, conflict_is_minimal: finding.isMinimal };
    return {
      ...nothing(name),
      status: 'infeasible',
      wall_ms: sinceOpened(),
      epochs: result.epochs,
      proven_ms: proven,
      ...explained,
    };
  }
  if (result.starts === null) return { ...nothing(name), status: 'unknown', wall_ms: sinceOpened(), epochs: result.epochs };
  if (result.objective !== trace.at(-1)?.[1]) trace.push([sinceOpened(), result.objective]);
  const wall = sinceOpened();
  const starts = instance.startsOf([...result.starts]);
  const [fault] = [starts, instance.startsOf([...(first ?? result.starts)])].flatMap(instance.check);
  if (fault) throw new Error(`${name}: the schedule is wrong: ${fault.message}`);
  return {
    instance: name,
    status: 'feasible',
    objective: instance.objectiveOf(starts),
    starts,
    first_feasible_ms: trace[0]?.[0] ?? wall,
    wall_ms: wall,
    epochs: result.epochs,
    is_optimal: result.proof === 'optimal',
    lower_bound: result.lowerBound,
    trace,
  };
}

const nothing = (instance: string) => ({ instance, objective: null, starts: null, first_feasible_ms: null });
