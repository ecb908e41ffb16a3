import { createRandom } from '../shared/random';
import { Evolution } from './evolution';
import { ExactSearch } from './exact/exact-search';
import { lowerBound } from './lower-bounds';
import type { ProjectModel } from './project-model';
import { Unscheduling } from './unscheduling';

/** What is settled about a problem: nothing yet, that its best known schedule cannot be beaten, that there is none. */
export type ProjectProof = 'none' | 'optimal' | 'infeasible';

/** The state of one worker after an epoch. Plain data, fit to be sent between threads. */
export interface ProjectProgress {
  /** The start of every node, the sink last; null while no schedule is known. */
  readonly starts: Int32Array | null;
  readonly objective: number;
  readonly lowerBound: number;
  readonly proof: ProjectProof;
}

export interface SearchSeat {
  readonly seed: number;
  /** Number of this worker, from 0, and of all workers: they divide the methods between them. */
  readonly worker: number;
  readonly workers: number;
}

/** Beyond this many nodes the complete search learns too slowly to be worth its share. */
const exactNodes = 250;
/** Up to so many nodes the first of several workers does nothing but learn. */
const learningNodes = 80;
const conflictsTimesNodes = 6_000;
const placementsAnEpoch = 60_000;
/** The quick way to a first schedule is given up after so many tries: then the complete search is the better one. */
const attemptsAnEpoch = 5;
const attemptEpochs = 4;
/** Local search with maximum gaps: pairs of nodes looked at in an epoch, which a try does for all of them. */
const rearrangedPairs = 1_000_000;

/**
 * One worker's search, in numbered epochs of fixed work: the same model, seat and incumbents give the same progress anywhere.
 * Whoever runs it may stop between epochs only.
 */
export class ProjectSearch {
  private epoch = 0;
  private readonly exact: ExactSearch | null;
  private readonly evolution: Evolution | null;
  private readonly builder: Unscheduling | null;
  private readonly bound: number;
  private best: Int32Array | null = null;
  private proof: ProjectProof = 'none';

  constructor(
    private readonly model: ProjectModel,
    private readonly seat: SearchSeat,
  ) {
    const random = createRandom(seat.seed).fork(seat.worker);
    const isPlain = !model.hasLongestGaps;
    const hasExact = isPlain ? model.nodes <= exactNodes && seat.worker === 0 : true;
    this.bound = lowerBound(model);
    this.evolution = isPlain ? new Evolution(model, random.fork(1)) : null;
    this.builder = isPlain ? null : new Unscheduling(model, random.fork(2));
    this.exact = hasExact
      ? new ExactSearch(model, random.fork(3), seat.worker % 2 === 0 ? 'starts_first' : 'orders_first')
      : null;
  }

  /** Runs the next epoch, from a schedule found elsewhere when that is better. */
  runEpoch(incumbent: Int32Array | null): ProjectProgress {
    if (incumbent !== null && this.isBetter(incumbent)) this.take(incumbent);
    if (this.proof === 'none') this.work();
    this.epoch += 1;
    return this.progress();
  }

  private work(): void {
    // Without a schedule the first epoch only looks for one, so that it is reported at once.
    if (this.best === null && this.evolution) this.evolve(1);
    else if (this.best === null && this.builder && this.epoch < attemptEpochs && this.build(this.builder)) return;
    else if (this.builder && this.best && this.isTurnOfBuilder()) this.rearrange(this.builder, this.best);
    else if (this.exact && this.isTurnOfExact()) this.prove(this.exact);
    else this.evolve(placementsAnEpoch);
  }

  private build(builder: Unscheduling): boolean {
    for (let attempt = 0; attempt < attemptsAnEpoch; attempt += 1) {
      const starts = builder.attempt(this.epoch * attemptsAnEpoch + attempt + (this.seat.worker === 0 ? 0 : 1));
      if (starts === null) continue;
      this.take(starts);
      return true;
    }
    return false;
  }

  private isTurnOfExact(): boolean {
    if (!this.evolution || this.epoch % 2 === 1) return true;
    return this.seat.workers > 1 && this.model.nodes <= learningNodes;
  }

  /** The last worker shares its time between learning and local search; on large problems, where less is learned, all do. */
  private isTurnOfBuilder(): boolean {
    const { worker, workers } = this.seat;
    if (worker === workers - 1 && workers > 1) return this.epoch % 2 === 0;
    return (workers === 1 || this.model.nodes > learningNodes) && this.epoch % 3 === 0;
  }

  private rearrange(builder: Unscheduling, best: Int32Array): void {
    const better = builder.improve(best, Math.max(5, Math.floor(rearrangedPairs / this.model.nodes ** 2)));
    if (better) this.take(better);
  }

  private evolve(placements: number): void {
    const { evolution } = this;
    if (!evolution) return;
    evolution.run(placements);
    if (this.isBetter(evolution.best)) this.take(evolution.best);
  }

  private prove(exact: ExactSearch): void {
    const wasKnown = this.best !== null;
    const end = exact.conflicts + Math.max(20, Math.floor(conflictsTimesNodes / this.model.nodes));
    while (exact.conflicts < end) {
      const outcome = exact.run(end - exact.conflicts);
      if (outcome === 'exhausted') {
        this.proof = this.best === null ? 'infeasible' : 'optimal';
        return;
      }
      if (outcome === 'budget_spent') return;
      this.take(exact.found);
      if (!wasKnown) return;
    }
  }

  private isBetter(starts: Int32Array): boolean {
    return this.best === null || starts[this.model.nodes - 1]! < this.best[this.model.nodes - 1]!;
  }

  private take(starts: Int32Array): void {
    const { evolution, exact, model } = this;
    this.best = starts.slice();
    if (starts !== evolution?.best) evolution?.adopt(this.best);
    if (starts !== exact?.found) exact?.adopt(this.best);
    if (this.best[model.nodes - 1] === this.bound) this.proof = 'optimal';
  }

  private progress(): ProjectProgress {
    const { best, proof, bound } = this;
    const objective = best === null ? 0x7fff_ffff : best[this.model.nodes - 1]!;
    return {
      starts: best,
      objective,
      lowerBound: proof === 'optimal' ? objective : Math.max(bound, this.exact?.lowerBound ?? 0),
      proof,
    };
  }
}
