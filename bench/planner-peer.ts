import { readdirSync, writeFileSync } from 'node:fs';
import { openProjectPool, type ProjectPool } from '#core/scheduling/solve-project';
import { median, quantile } from './measure';
import { ensurePeer, nameOf, runPeer, type PeerResult } from './peers/python-peer';
import { readBestValues, type BestValue } from './planner/best-values';
import { compareConflicts, conflictFigures } from './planner/compare-conflicts';
import { isInstance, plannerOptions, type PlannerOptions } from './planner/options';
import { readInstance, runInstance, type PlannerLine } from './planner/run-instance';
import { timeToTargetSvg } from './planner/time-to-target';
import { warmUp } from './planner/warm-up';

interface Pair {
  readonly ours: PlannerLine;
  readonly peer: PeerResult;
}

/**
 * Ours and a peer (CP-SAT, or with `--peer` HiGHS or Timefold) on the same instances, one after the other in turn, with the same threads
 * and seconds. `--out` takes the pairs as JSON lines; with `--svg` also the time-to-target curves (1 % above the best value known). With
 * `--compare conflicts` both are asked why the infeasible instances have no schedule.
 */
async function main(): Promise<void> {
  const options = plannerOptions(process.argv.slice(2));
  const { set } = options;
  if (set === 'clinic') throw new Error('The clinics have no peer. Choose rcpsp-max, rcmpsp-mplib or psplib.');
  if (options.compare === 'conflicts' && options.peer !== 'cp-sat') {
    throw new Error('Only cp-sat names what fails. Leave --peer out.');
  }
  ensurePeer(options.peer);
  const best = options.best === null ? new Map<string, BestValue>() : readBestValues(options.best);
  const names = readdirSync(options.dir)
    .filter(isInstance)
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .filter((_, index) => index % options.every === 0);
  const pool = openProjectPool(options.threads);
  try {
    console.error(await warmUp(pool, set));
    if (options.compare === 'conflicts') {
      const lines = await compareConflicts(pool, options, names, best, (line) => console.error(JSON.stringify(line)));
      writeFileSync(options.out, jsonLines(lines));
      console.log(JSON.stringify(conflictFigures(lines)));
      return;
    }
    const pairs = await comparePairs(pool, options, names);
    writeFileSync(options.out, jsonLines(pairs));
    console.log(JSON.stringify(figures(pairs, best)));
    if (options.svg !== null) writeFileSync(options.svg, curves(options, pairs, best));
  } finally {
    await pool.close();
  }
}

const jsonLines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

async function comparePairs(pool: ProjectPool, options: PlannerOptions, names: readonly string[]): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (const [index, name] of names.entries()) {
    const file = `${options.dir}/${name}`;
    const peerFirst = index % 2 === 1;
    const before = peerFirst ? await runPeer(options, file) : null;
    const ours = await runInstance(pool, options, name);
    const peer = before ?? (await runPeer(options, file));
    const faults = peer.starts === null ? [] : readInstance(options.set, file).check(peer.starts);
    if (faults.length > 0) throw new Error(`${name}: the peer's schedule is wrong: ${faults[0]?.message}`);
    pairs.push({ ours, peer });
    console.error(`${name}: ${ours.status} ${ours.objective} | ${peer.status} ${peer.objective}`);
  }
  return pairs;
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 100_000) / 100_000;
const middle = (values: readonly number[]): number | null => (values.length === 0 ? null : median(values));
const ninth = (values: readonly number[]): number | null => (values.length === 0 ? null : quantile(values, 0.9));

function figures(pairs: readonly Pair[], best: ReadonlyMap<string, BestValue>): Record<string, number | null> {
  const both = pairs.flatMap(({ ours, peer }) =>
    ours.objective !== null && peer.objective !== null ? [ours.objective / peer.objective] : [],
  );
  const gapsOf = (objective: (pair: Pair) => number | null): number[] =>
    pairs.flatMap((pair) => {
      const known = best.get(pair.ours.instance);
      const value = objective(pair);
      return value !== null && known?.kind === 'value' ? [value / known.best - 1] : [];
    });
  const firstOurs = pairs.flatMap(({ ours }) => ours.first_feasible_ms ?? []);
  const firstPeer = pairs.flatMap(({ peer }) => peer.trace[0]?.[0] ?? []);
  const firstPeerOpened = pairs.flatMap(({ peer }) => (peer.trace[0] ? [peer.trace[0][0] - peer.start_ms] : []));
  const firstRatios = pairs.flatMap(({ ours, peer }) =>
    ours.first_feasible_ms !== null && peer.trace[0] ? [ours.first_feasible_ms / (peer.trace[0][0] - peer.start_ms)] : [],
  );
  return {
    instances: pairs.length,
    solved_by_both: both.length,
    mean_ratio: mean(both),
    feasible_ours: pairs.filter(({ ours }) => ours.status === 'feasible').length,
    feasible_peer: pairs.filter(({ peer }) => peer.objective !== null).length,
    infeasible_ours: pairs.filter(({ ours }) => ours.status === 'infeasible').length,
    infeasible_peer: pairs.filter(({ peer }) => peer.status === 'infeasible').length,
    optimal_ours: pairs.filter(({ ours }) => ours.is_optimal === true).length,
    optimal_peer: pairs.filter(({ peer }) => peer.status === 'optimal').length,
    mean_gap_ours: mean(gapsOf(({ ours }) => ours.objective)),
    mean_gap_peer: mean(gapsOf(({ peer }) => peer.objective)),
    first_ms_ours: middle(firstOurs),
    first_ms_ours_p90: ninth(firstOurs),
    first_ms_peer_with_start: middle(firstPeer),
    first_ms_peer_from_open: middle(firstPeerOpened),
    first_ms_peer_from_open_p90: ninth(firstPeerOpened),
    first_ratio_from_open: middle(firstRatios),
    first_ratio_from_open_mean: mean(firstRatios),
    first_ratio_from_open_p90: ninth(firstRatios),
  };
}

/** A run reaches its target with the first schedule at most 1 % above the best value known; an infeasible row with its proof. */
function curves({ set, seconds, peer }: PlannerOptions, pairs: readonly Pair[], best: ReadonlyMap<string, BestValue>): string {
  const target = ({ ours, peer }: Pair): number => {
    const known = best.get(ours.instance);
    const reached = Math.min(ours.objective ?? Infinity, peer.objective ?? Infinity);
    return 1.01 * (known?.kind === 'value' ? Math.min(known.best, reached) : reached);
  };
  const reach = (pair: Pair, trace: PlannerLine['trace'], proven: number | null): number | null =>
    proven ?? trace?.find(([, objective]) => objective <= target(pair))?.[0] ?? null;
  return timeToTargetSvg(`${set}: within 1 % of the best known, or proven infeasible`, seconds, [
    { name: 'Pathwell', ms: pairs.map((pair) => reach(pair, pair.ours.trace, pair.ours.proven_ms ?? null)) },
    {
      name: nameOf(peer),
      ms: pairs.map((pair) => reach(pair, pair.peer.trace, pair.peer.status === 'infeasible' ? pair.peer.wall_ms : null)),
    },
  ]);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
