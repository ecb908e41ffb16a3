import type { ProjectPool } from '#core/scheduling/solve-project';
import { median, quantile } from '../measure';
import { runCpSatCore, type InstanceParts, type PeerCore } from '../peers/python-peer';
import type { BestValue } from './best-values';
import type { PlannerOptions } from './options';
import { readInstance, runInstance, type PlannerLine } from './run-instance';

/** Why one instance has no schedule: ours, the peer's core, and the peer's verdict on ours. */
export interface ConflictLine extends PeerCore {
  readonly instance: string;
  readonly size: number | null;
  readonly says_minimal: boolean;
  readonly is_verified: boolean;
  readonly wall_ms: number;
}

/** Asks ours and then the peer about every instance that the best file calls infeasible. `onLine` hears each as it comes. */
export async function compareConflicts(
  pool: ProjectPool,
  options: PlannerOptions,
  names: readonly string[],
  best: ReadonlyMap<string, BestValue>,
  onLine: (line: ConflictLine) => void,
): Promise<readonly ConflictLine[]> {
  const lines: ConflictLine[] = [];
  for (const name of names.filter((each) => best.get(each)?.kind === 'infeasible')) {
    const ours = await runInstance(pool, options, name);
    const parts = partsOf(options, name, ours);
    const peer = await runCpSatCore(options, `${options.dir}/${name}`, parts);
    const size = ours.conflict?.length ?? null;
    const line = {
      instance: name,
      size,
      says_minimal: ours.conflict_is_minimal === true,
      is_verified: size !== null && peer.given_fails && peer.given_needed === size,
      wall_ms: ours.wall_ms,
      ...peer,
    };
    if (line.says_minimal && size !== null && !line.is_verified) console.error(`${name}: the peer does not confirm the set.`);
    onLine(line);
    lines.push(line);
  }
  return lines;
}

function partsOf({ set, dir }: PlannerOptions, name: string, { conflict = [] }: PlannerLine): InstanceParts {
  const named = new Set(conflict);
  const { activities, lags } = readInstance(set, `${dir}/${name}`).problem;
  const placesOf = (all: readonly { readonly id: string }[]): number[] =>
    all.flatMap(({ id }, place) => (named.has(id) ? [place] : []));
  return { activities: placesOf(activities), lags: placesOf(lags) };
}

/** Counts, middles, and how often ours is no larger than a core of the peer that fails indeed. */
export function conflictFigures(lines: readonly ConflictLine[]): Record<string, number | null> {
  const pairs = lines.flatMap(({ size, core_size: core, core_fails: fails }) =>
    size !== null && core !== null && fails ? [[size, core] as const] : [],
  );
  const figure = (values: readonly number[], of: (values: readonly number[]) => number): number | null =>
    values.length === 0 ? null : of(values);
  return {
    infeasible: lines.length,
    proven_ours: lines.filter(({ size }) => size !== null).length,
    proven_peer: lines.filter(({ core_size: core }) => core !== null).length,
    said_minimal_ours: lines.filter(({ says_minimal: says }) => says).length,
    verified_minimal_ours: lines.filter(({ is_verified: is }) => is).length,
    cores_that_fail_peer: lines.filter(({ core_fails: fails }) => fails).length,
    compared: pairs.length,
    ours_not_larger: pairs.filter(([ours, core]) => ours <= core).length,
    size_ours: figure(
      pairs.map(([ours]) => ours),
      median,
    ),
    size_peer: figure(
      pairs.map(([, core]) => core),
      median,
    ),
    ms_ours: figure(
      lines.map(({ wall_ms: ms }) => ms),
      median,
    ),
    ms_ours_p90: figure(
      lines.map(({ wall_ms: ms }) => ms),
      (values) => quantile(values, 0.9),
    ),
    ms_peer: figure(
      lines.map(({ core_ms: ms }) => ms),
      median,
    ),
  };
}
