import type { Move } from '../model/compiled';
import { compareScores } from '../score/score';
import { shuffle, type Random } from '../shared/random';
import type { ScheduleState } from '../state/schedule-state';
import { construct, dependents } from './constructor';
import { placeByEjection } from './eject';
import { NEIGHBOURHOODS, pickSessions } from './neighbourhoods';
import { giveUpAgain, relocate, strands, type Relocation } from './relocate';
import { patientsInOrder } from './session-order';

/** Iterations of one epoch. Between epochs a run may be stopped without becoming unrepeatable. */
const EPOCH = 32;
/** Late acceptance: as good as the schedule this many iterations ago is good enough (Burke, Bykov 2017). */
const MEMORY = 50;
/** Every so many iterations a few sessions without a place are tried by ejection chains, which cost little when they fail. */
const CHASE_EVERY = 4;
const CHASED = 150;
const CHAIN = { depth: 1, tries: 12, days: 40 };
const LEARN_EVERY = 64;
const HIGHEST_WEIGHT = 1000;

/**
 * Large neighbourhood search (Shaw 1998; adaptive: Ropke, Pisinger 2006): takes a few related sessions out, places them anew in
 * another order, keeps the result when it is good enough, else rolls back. Weights of the neighbourhoods and all scores are integers;
 * with the same seed it takes the same way everywhere.
 */
export class Improver {
  private readonly weights = NEIGHBOURHOODS.map(() => 100);
  private readonly gains = NEIGHBOURHOODS.map(() => 0);
  private readonly uses = NEIGHBOURHOODS.map(() => 0);
  private readonly memory: Float64Array[];
  private readonly mayMove: ReadonlySet<number>;
  private iteration = 0;
  private chased = 0;
  private best: { readonly score: Float64Array; readonly moves: readonly (Move | null)[] };
  /** Changes accepted so far. */
  private accepted = 0;

  constructor(
    private readonly state: ScheduleState,
    private readonly random: Random,
    private readonly movable: readonly number[],
  ) {
    this.mayMove = new Set(movable);
    this.memory = Array.from({ length: MEMORY }, () => state.score.slice());
    this.best = this.snapshot();
  }

  /** Goes on from a schedule that was changed from outside, which is the best there is. */
  begin(): void {
    this.best = this.snapshot();
  }

  /**
   * One epoch, from the best schedule on: neighbourhoods, and chains for those without a place in between.
   * O(iterations × construction of the sessions taken out).
   */
  epoch(): void {
    this.restoreBest();
    let chasedAt = -1;
    for (let i = 0; i < EPOCH && this.movable.length > 0; i += 1) {
      // What failed fails again until something has moved.
      if (i % CHASE_EVERY === 0 && chasedAt !== this.accepted) {
        this.chase();
        chasedAt = this.accepted;
      }
      this.iterate();
    }
  }

  /** Puts the best schedule that was seen back into the state. */
  restoreBest(): void {
    const { state, best } = this;
    const changed = this.movable.filter((session) => state.move(session) !== best.moves[session]);
    relocate(
      state,
      changed.map((session): Relocation => ({ session, move: best.moves[session] ?? null })),
    );
  }

  /** Tries the next few sessions without a place by ejection chains; each that succeeds is a better schedule. */
  private chase(): void {
    const { state } = this;
    const lost = this.movable.filter((session) => state.move(session) === null);
    for (let i = 0; i < Math.min(CHASED, lost.length); i += 1) {
      const session = lost[(this.chased + i) % lost.length] ?? 0;
      if (state.move(session) === null && placeByEjection(state, session, { ...CHAIN, movable: this.mayMove })) this.keep();
    }
    this.chased += CHASED;
  }

  /** Accepts the schedule as it is now. */
  private keep(): void {
    const { state } = this;
    state.settle();
    this.accepted += 1;
    if (compareScores(state.score, this.best.score) < 0) this.best = this.snapshot();
  }

  private iterate(): void {
    const { state, random } = this;
    const chosen = this.draw();
    const neighbourhood = NEIGHBOURHOODS[chosen];
    if (neighbourhood === undefined) return;
    const picked = pickSessions(neighbourhood, state, random, this.movable);
    if (picked.length === 0) return this.learn(chosen, 0);
    const before = state.score.slice();
    const mark = state.mark();
    const dropped = this.takeOut(picked);
    this.placeAnew(dropped);
    const slot = this.iteration % MEMORY;
    const late = this.memory[slot] ?? before;
    const better = compareScores(state.score, before);
    if (!strands(state, dropped) && (better <= 0 || compareScores(state.score, late) <= 0)) {
      this.keep();
    } else {
      state.rollback(mark);
      giveUpAgain(state, dropped);
    }
    this.memory[slot] = state.score.slice();
    this.learn(chosen, better < 0 ? 1 : 0);
  }

  /** Removes the sessions and those that may not be held without them; answers all that have no place now. */
  private takeOut(picked: readonly number[]): readonly number[] {
    const all = new Set(picked);
    for (const session of picked) for (const follower of dependents(this.state, session, this.mayMove)) all.add(follower);
    for (const session of all) this.state.remove(session);
    return [...all];
  }

  private placeAnew(sessions: readonly number[]): void {
    const { state, random } = this;
    const groups = patientsInOrder(state, sessions);
    const order = random.below(3) === 0 ? groups : shuffle([...groups], random);
    // One time in four buffers give way first, so that somebody else fits; later rounds grow them again.
    const tight = random.below(4) === 0;
    for (const group of order) construct(state, group, { nodes: group.length * 3 + 4, days: 1 + random.below(3), tight });
  }

  private draw(): number {
    let left = this.random.below(this.weights.reduce((sum, weight) => sum + weight, 0));
    for (const [i, weight] of this.weights.entries()) {
      left -= weight;
      if (left < 0) return i;
    }
    return 0;
  }

  private learn(chosen: number, gain: number): void {
    this.iteration += 1;
    this.uses[chosen] = (this.uses[chosen] ?? 0) + 1;
    this.gains[chosen] = (this.gains[chosen] ?? 0) + gain;
    if (this.iteration % LEARN_EVERY !== 0) return;
    for (const [i, weight] of this.weights.entries()) {
      const uses = this.uses[i] ?? 0;
      if (uses > 0) {
        const rate = Math.trunc(((this.gains[i] ?? 0) * HIGHEST_WEIGHT) / uses);
        this.weights[i] = Math.max(10, Math.trunc((weight * 3 + rate) / 4));
      }
      this.uses[i] = 0;
      this.gains[i] = 0;
    }
  }

  private snapshot(): { readonly score: Float64Array; readonly moves: readonly (Move | null)[] } {
    return { score: this.state.score.slice(), moves: this.state.clinic.sessions.map(({ index }) => this.state.move(index)) };
  }
}
