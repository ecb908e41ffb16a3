import { err, ok, type Fault, type Result } from '#domain/shared/result';
import { explainSession } from './explain/find-conflict';
import { fitsIf, type FitsIf } from './explain/fits-if';
import type { ClinicPlan, Reason } from './model/clinic-plan';
import type { Assignment, ClinicProblem, Minute } from './model/clinic-problem';
import type { CompiledSession, Move } from './model/compiled';
import { fillSchedule, type PlanOptions } from './plan-sessions';
import { compareScores, priceOfMove } from './score/score';
import { assignmentOf } from './search/build-plan';
import { candidatesIn, compareCandidates, daysOf, type Candidate } from './search/candidates';
import { openSchedule } from './search/open-schedule';
import type { ScheduleState } from './state/schedule-state';

/** What somebody would have liked. What is left out is as in the placement (or the first that could serve). */
export interface Wish {
  readonly start: Minute;
  readonly roomId?: string;
  readonly practitionerIds?: readonly string[];
}

/** Why a session is where it is: the wish, all that stands against it, what was chosen, and what the wish would have cost more. */
export interface PlacementReasons {
  readonly sessionId: string;
  readonly wished: Assignment;
  /** Empty: nothing is against it. */
  readonly reasons: readonly Reason[];
  readonly chosen: Assignment | null;
  /** Per level of the score: cost of the wish less cost of the chosen place; only where the wish is possible. */
  readonly costDifference: readonly number[] | null;
  /** Other places now, the best first. */
  readonly alternatives: readonly Assignment[];
}

/** Why a session has no place and what would give it one. */
export interface ImpossibleReasons {
  readonly sessionId: string;
  readonly reasons: readonly Reason[];
  /** Every reason was shown to be needed: without it the session fits. */
  readonly minimal: boolean;
  readonly options: readonly FitsIf[];
}

const ALTERNATIVES = 3;

/**
 * Answers "why?" about the assignments of a problem. Opened once per snapshot (validated and compiled); each question then costs
 * microseconds to milliseconds and leaves the schedule as it was.
 */
export class PlacementExplainer {
  private constructor(private readonly state: ScheduleState) {}

  static open(problem: ClinicProblem): Result<PlacementExplainer, readonly Fault[]> {
    const opened = openSchedule(problem);
    return opened.ok ? ok(new PlacementExplainer(opened.value)) : opened;
  }

  /** Plans a problem and stays open for questions about that plan: nothing is checked, compiled or placed twice. */
  static plan(
    problem: ClinicProblem,
    options: PlanOptions,
  ): Result<{ readonly plan: ClinicPlan; readonly explainer: PlacementExplainer }, readonly Fault[]> {
    const opened = openSchedule(problem);
    if (!opened.ok) return opened;
    const plan = fillSchedule(opened.value, options);
    return ok({ plan, explainer: new PlacementExplainer(opened.value) });
  }

  /** "Why not Tuesday 10:00 with T3?" against ALL rules. Without a wish: the wanted start (else the earliest), as placed otherwise. */
  whyNot(sessionId: string, wish?: Wish): Result<PlacementReasons, readonly Fault[]> {
    const session = this.find(sessionId);
    if (session === null) return unknown();
    const { state } = this;
    const chosen = state.move(session.index);
    const mark = state.mark();
    state.remove(session.index);
    const move = this.wished(session, chosen, wish ?? null);
    const reasons = state.rules.blame(state, move);
    const cost = chosen !== null && reasons.length === 0 ? difference(state, move, chosen) : null;
    const alternatives = this.alternatives(session).filter(({ move: other }) => other.start !== chosen?.start);
    state.rollback(mark);
    const { clinic } = state;
    return ok({
      sessionId,
      wished: assignmentOf(clinic, move),
      reasons,
      chosen: chosen === null ? null : assignmentOf(clinic, chosen),
      costDifference: cost,
      alternatives: alternatives.slice(0, ALTERNATIVES).map((one) => assignmentOf(clinic, one.move)),
    });
  }

  /** The minimal conflict of a session without a place, and what would make it fit. */
  whyImpossible(sessionId: string): Result<ImpossibleReasons, readonly Fault[]> {
    const session = this.find(sessionId);
    if (session === null) return unknown();
    const { state } = this;
    const { reasons, minimal, conflict } = explainSession(state, session, true, true);
    return ok({ sessionId, reasons, minimal, options: conflict === null ? [] : fitsIf(state, session, conflict) });
  }

  private find(sessionId: string): CompiledSession | null {
    return this.state.clinic.sessions[this.state.clinic.sessionIndex.get(sessionId) ?? -1] ?? null;
  }

  private wished(session: CompiledSession, chosen: Move | null, wish: Wish | null): Move {
    const { index } = this.state.clinic;
    const lengths = session.lengths[0];
    const start = wish?.start ?? session.published?.start ?? Math.max(session.row.target ?? session.notBefore, session.notBefore);
    const length = chosen === null ? (lengths?.minutes ?? session.therapy.duration.max) : chosen.end - chosen.start;
    const people = wish?.practitionerIds?.map((id) => index.people.get(id) ?? -1);
    const room = wish?.roomId === undefined ? undefined : (index.rooms.get(wish.roomId) ?? -1);
    return {
      session: session.index,
      start,
      end: start + length,
      room: room ?? chosen?.room ?? session.published?.room ?? session.rooms[0] ?? -1,
      team: people ?? chosen?.team ?? session.published?.team ?? session.seats.flatMap((seat) => seat[0] ?? []),
      pools: chosen?.pools ?? session.pools.flatMap((row) => row[0] ?? []),
      rest: chosen?.rest ?? lengths?.rest ?? 0,
      clean: chosen?.clean ?? lengths?.clean ?? 0,
      turn: chosen?.turn ?? lengths?.turn ?? 0,
    };
  }

  /** The best few places of the days that have any; the network leaves out what would strand a linked session. */
  private alternatives(session: CompiledSession): readonly Candidate[] {
    const found: Candidate[] = [];
    const [lengths] = session.lengths;
    if (lengths === undefined) return found;
    for (const day of daysOf(this.state, session)) {
      if (found.length > ALTERNATIVES) break;
      found.push(...candidatesIn(this.state, session, day, lengths, ALTERNATIVES));
    }
    return found.sort(compareCandidates);
  }
}

function difference(state: ScheduleState, wish: Move, chosen: Move): readonly number[] {
  const [a, b] = [priceOfMove(state, wish), priceOfMove(state, chosen)];
  return compareScores(a, b) === 0 ? [0, 0, 0, 0, 0, 0] : [...a].map((amount, level) => amount - (b[level] ?? 0));
}

const unknown = (): Result<never, readonly Fault[]> =>
  err([{ pointer: '/sessionId', code: 'unknown_reference', message: 'There is no session with this id.' }]);
