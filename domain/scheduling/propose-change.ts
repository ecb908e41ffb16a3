import { err, ok, type Fault, type Result } from '#domain/shared/result';
import { explainUnplaced } from './explain/explain-unplaced';
import type { Reason, RuleCost, Score, UnplacedSession } from './model/clinic-plan';
import type { Assignment, ClinicProblem, Session } from './model/clinic-problem';
import { moveOf } from './model/compile-sessions';
import type { CompiledSession, Move } from './model/compiled';
import { misshapenFields } from './model/validate-clinic';
import { withChange, type ClinicChange } from './repair/clinic-change';
import { repairSchedule, type RepairOptions } from './repair/repair-schedule';
import { costsOf, scoreOf } from './score/score';
import { assignmentOf } from './search/build-plan';
import { openSchedule } from './search/open-schedule';
import { isMoved } from './rules/published-change';
import type { ScheduleState } from './state/schedule-state';

/** One session that would change its place. */
export interface ProposedMove {
  readonly sessionId: string;
  /** Null: it had no place. */
  readonly from: Assignment | null;
  /** Null: it loses its place (see `unplaced`). */
  readonly to: Assignment | null;
  /** Why it cannot stay where it is, after the change. Empty for a session that moves to make room, or is new. */
  readonly reasons: readonly Reason[];
}

/** What one rule costs the whole clinic if nothing is done, and with the moves. */
export interface RuleChange extends Omit<RuleCost, 'amount'> {
  readonly before: number;
  readonly after: number;
}

/** What could be done about a change: to be looked at, accepted and undone. */
export interface Proposal {
  readonly change: ClinicChange;
  readonly moves: readonly ProposedMove[];
  readonly patientsTouched: readonly string[];
  readonly unplaced: readonly UnplacedSession[];
  /** If nothing is done: the sessions that lost their place have none. */
  readonly scoreBefore: Score;
  readonly scoreAfter: Score;
  /** What each rule costs before and after; the two columns add up to the two scores. Rules that cost nothing in either are left out. */
  readonly costs: readonly RuleChange[];
  readonly seed: number;
  readonly epochs: number;
}

/**
 * Proposes what to do about a change with the least disturbance: fewest sessions without a place, then fewest patients touched, then
 * fewest minutes, then fewest new hands. Pinned sessions never move. The problem holds today's assignments; it is not changed.
 * Deterministic in (problem, change, seed, epochs).
 */
export function proposeChange(
  problem: ClinicProblem,
  change: ClinicChange,
  options: RepairOptions,
): Result<Proposal, readonly Fault[]> {
  // The change is made on the rows: they must be rows.
  const misshapen = misshapenFields(problem);
  if (misshapen.length > 0) return err(misshapen);
  const opened = openSchedule(withChange(problem, change));
  return opened.ok ? ok(makeProposal(opened.value, change, options)) : opened;
}

/** The proposal for a change that the schedule knows already: those who lost their place have none. Leaves the schedule repaired. */
export function makeProposal(state: ScheduleState, change: ClinicChange, options: RepairOptions): Proposal {
  const before = { score: scoreOf(state.score), costs: costsOf(state) };
  const lost = new Set(state.clinic.sessions.filter(({ index }) => state.move(index) === null).map(({ index }) => index));
  const epochs = repairSchedule(state, options);
  const unplaced = explainUnplaced(state);
  const moves = movesOf(state, lost);
  const touched = moves
    .map(({ sessionId }) => state.session(state.clinic.sessionIndex.get(sessionId) ?? 0))
    .filter((session) => touches(session, state.move(session.index)))
    .map(({ row }) => row.patientId);
  return {
    change,
    moves,
    patientsTouched: [...new Set(touched)].sort(),
    unplaced,
    scoreBefore: before.score,
    scoreAfter: scoreOf(state.score),
    costs: changeOf(before.costs, costsOf(state)),
    seed: options.seed,
    epochs,
  };
}

function changeOf(before: readonly RuleCost[], after: readonly RuleCost[]): readonly RuleChange[] {
  const changes = new Map<string, RuleChange>();
  for (const { amount, ...rule } of before) changes.set(rule.rule, { ...rule, before: amount, after: 0 });
  for (const { amount, ...rule } of after) {
    changes.set(rule.rule, { ...rule, before: changes.get(rule.rule)?.before ?? 0, after: amount });
  }
  return [...changes.values()];
}

/** Whether the patient has to be told: buffers and lengths that give way are the business of the house alone. */
const touches = (session: CompiledSession, move: Move | null): boolean =>
  session.published === null || move === null || isMoved(session, move);

function movesOf(state: ScheduleState, lost: ReadonlySet<number>): readonly ProposedMove[] {
  return state.clinic.sessions.flatMap((session): ProposedMove[] => {
    const { index, id, pinned, published, row } = session;
    const move = state.move(index);
    if (pinned || (published === null && !lost.has(index)) || isSame(published, move)) return [];
    const to = move === null ? null : assignmentOf(state.clinic, move);
    return [{ sessionId: id, from: row.assignment, to, reasons: lost.has(index) ? whyNotThere(state, index) : [] }];
  });
}

/** What is against the old place in the schedule as proposed, the session itself aside. */
function whyNotThere(state: ScheduleState, session: number): readonly Reason[] {
  const old = moveOf(state.clinic, session);
  return old === null ? [] : state.without(session, () => state.rules.blame(state, old));
}

/** The problem once a proposal is accepted: the change has happened and the moves are made. */
export function acceptProposal(problem: ClinicProblem, { change, moves }: Pick<Proposal, 'change' | 'moves'>): ClinicProblem {
  const to = new Map(moves.map((move) => [move.sessionId, move.to]));
  const changed = withChange(problem, change);
  return {
    ...changed,
    sessions: changed.sessions.map((session) => (to.has(session.id) ? placed(session, to.get(session.id) ?? null) : session)),
  };
}

/** Takes the moves of an accepted proposal back. What happened (the sick leave, the cancellation) stays happened. */
export function undoProposal(accepted: ClinicProblem, { moves }: Pick<Proposal, 'moves'>): ClinicProblem {
  const back = new Map(moves.map((move) => [move.sessionId, move.from]));
  return {
    ...accepted,
    sessions: accepted.sessions.map((session) =>
      back.has(session.id) ? placed(session, back.get(session.id) ?? null) : session,
    ),
  };
}

const placed = (session: Session, assignment: Assignment | null): Session => ({
  ...session,
  assignment,
  fixity: assignment === null ? 'free' : 'published',
});

/** Alike to the minute of a buffer: a place that differs in anything must be written back when the proposal is accepted. */
function isSame(a: Move | null, b: Move | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.start === b.start &&
    a.end === b.end &&
    a.room === b.room &&
    a.rest === b.rest &&
    a.clean === b.clean &&
    a.turn === b.turn &&
    isSameList(a.team, b.team) &&
    isSameList(a.pools, b.pools)
  );
}

const isSameList = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);
