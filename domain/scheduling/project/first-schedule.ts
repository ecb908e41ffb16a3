import { createRandom, type Random } from '../shared/random';
import { Evolution } from './evolution';
import { ExactSearch } from './exact/exact-search';
import { lowerBound } from './lower-bounds';
import type { ProjectModel } from './project-model';
import type { ProjectProgress, ProjectProof } from './project-search';
import { Unscheduling } from './unscheduling';

/** Beyond this many nodes, longest paths between all pairs take too long for a caller that waits. */
const pairedNodes = 250;
/** Budget of the complete search: conflicts times nodes. */
const conflictsTimesNodes = 6_000;
/** Fork of the seed that no worker uses. */
const ownFork = 0xffff;

/**
 * A first schedule, made where the caller is, before any search is set up: by latest starts, and where gaps in both directions
 * defeat that by the complete search with a small budget, which may also prove that there is none. `starts` is null when the
 * budget was not enough, or the problem has longest gaps and more than 250 nodes.
 *
 * The same model and seed give the same answer. O(nodes × cells passed) without longest gaps, else O(nodes³) and the budget.
 */
export function firstSchedule(model: ProjectModel, seed: number): ProjectProgress {
  const bound = lowerBound(model);
  const random = createRandom(seed).fork(ownFork);
  if (!model.hasLongestGaps) return progressOf(model, bound, listSchedule(model, random));
  if (model.nodes > pairedNodes) return progressOf(model, bound, null);
  const attempt = new Unscheduling(model, random.fork(0)).attempt(0);
  if (attempt !== null) return progressOf(model, bound, attempt);
  const exact = new ExactSearch(model, random.fork(1), 'starts_first');
  const outcome = exact.run(Math.max(20, Math.floor(conflictsTimesNodes / model.nodes)));
  return progressOf(
    model,
    Math.max(bound, exact.lowerBound),
    outcome === 'improved' ? exact.found : null,
    outcome === 'exhausted' ? 'infeasible' : 'none',
  );
}

function listSchedule(model: ProjectModel, random: Random): Int32Array {
  const evolution = new Evolution(model, random);
  evolution.run(1);
  return evolution.best;
}

function progressOf(
  model: ProjectModel,
  bound: number,
  starts: Int32Array | null,
  proof: ProjectProof = 'none',
): ProjectProgress {
  if (starts === null) return { starts, objective: 0x7fff_ffff, lowerBound: bound, proof };
  const objective = starts[model.nodes - 1]!;
  return { starts, objective, lowerBound: Math.min(bound, objective), proof: bound >= objective ? 'optimal' : proof };
}
