import type { Assignment, ClinicProblem, Minute } from '../model/clinic-problem';
import type { CompiledSession, Move } from '../model/compiled';
import { gapBetween } from '../network/gap-bounds';
import { otherEnd } from '../rules/links';
import { assignmentOf } from '../search/build-plan';
import { openSchedule } from '../search/open-schedule';
import type { ScheduleState } from '../state/schedule-state';
import { firstFit } from '../search/sweep';
import type { Conflict } from './find-conflict';
import type { Obstacle } from './obstacles';
import { withEdit, type ProblemEdit } from './problem-edit';

/** One thing that, if it were so, would give the session a place, and that place. Shown only after a plan with it was made. */
export interface FitsIf {
  /** The member of the conflict that gives way. */
  readonly instance: string;
  readonly edit: ProblemEdit;
  readonly assignment: Assignment;
}

const MOST_OPTIONS = 5;

/**
 * What would make a session fit: each member of the minimal conflict is given up alone, turned into something a clinic can do, and
 * tried: the edited problem is opened anew and the session (and who moves for it) placed by every rule. What medicine or privacy
 * demands is never offered. O(members × opening a schedule).
 */
export function fitsIf(state: ScheduleState, session: CompiledSession, conflict: Conflict): readonly FitsIf[] {
  const found: FitsIf[] = [];
  const all = [...conflict.list.all.values()];
  for (const member of conflict.members) {
    if (found.length >= MOST_OPTIONS) break;
    const rest = new Set(all.filter((one) => one !== member && !sameBlocker(one, member)));
    const starts = conflict.possible.under(rest).starts();
    const edit = editFor(state, session, member, starts, conflict.list.lengths.minutes);
    const assignment = edit === null ? null : proven(state.clinic.problem, session.id, edit);
    if (edit !== null && assignment !== null) found.push({ instance: member.reason.instance, edit, assignment });
  }
  return found;
}

/** A session that moves away frees its room and its people at once. */
function sameBlocker({ reason: a }: Obstacle, { reason: b }: Obstacle): boolean {
  return a.blocker?.kind === 'session' && b.blocker?.kind === 'session' && a.blocker.id === b.blocker.id;
}

/** The place that a plan of the edited problem gives the session; null when it gives none. */
function proven(problem: ClinicProblem, sessionId: string, edit: ProblemEdit): Assignment | null {
  const opened = openSchedule(withEdit(problem, edit));
  if (!opened.ok) return null;
  const state = opened.value;
  const session = state.clinic.sessions[state.clinic.sessionIndex.get(sessionId) ?? -1];
  const moved = edit.kind === 'move_session' ? state.clinic.sessionIndex.get(edit.sessionId) : undefined;
  if (session === undefined || (moved !== undefined && state.move(moved) === null)) return null;
  const best = firstFit(state, session);
  return best === null || isTooSmallAGroup(state, best.move) ? null : assignmentOf(state.clinic, best.move);
}

/** A group that would begin below its minimum, where that is forbidden, is not held. */
function isTooSmallAGroup(state: ScheduleState, move: Move): boolean {
  if (state.clinic.rules.group_minimum.level !== 'hard') return false;
  const { group } = state.session(move.session).therapy;
  return group !== null && (state.joined(move)?.members.length ?? 0) + 1 < group.min;
}

function editFor(
  state: ScheduleState,
  session: CompiledSession,
  { reason }: Obstacle,
  starts: readonly Minute[],
  minutes: number,
): ProblemEdit | null {
  const [start] = starts;
  if (start === undefined) return null;
  const { subject, blocker } = reason;
  const span = { start, end: start + minutes };
  if (blocker?.kind === 'closure') return { kind: 'lift_closure', closureId: blocker.id };
  switch (reason.rule) {
    case 'practitioner_hours':
      return subject === null ? null : { kind: 'extend_hours', practitionerId: subject.id, span };
    case 'patient_availability':
      return { kind: 'patient_comes', patientId: session.row.patientId, span };
    case 'plan_deadline':
      return { kind: 'move_deadline', sessionId: session.id, deadline: span.end };
    case 'max_daily_sessions_patient':
      return { kind: 'raise_daily_limit', patientId: session.row.patientId, limit: (reason.numbers.there ?? 0) + 1 };
    case 'consumable_stock':
      return subject === null
        ? null
        : { kind: 'receive_stock', itemId: subject.id, centreId: session.row.centreId, quantity: reason.numbers.missing ?? 0 };
    case 'min_gap':
    case 'max_gap':
      return gapEdit(state, session, reason.rule, subject?.id ?? '', starts, minutes);
    case 'buffer': {
      const buffers = { patient: 'patientRest', room: 'roomClean', practitioner: 'practitionerTurn' } as const;
      const kind = subject?.kind;
      if (kind !== 'patient' && kind !== 'room' && kind !== 'practitioner') return null;
      return { kind: 'shorten_buffer', therapyId: session.therapy.id, buffer: buffers[kind], minutes: 0 };
    }
    case 'room_busy':
    case 'practitioner_busy':
    case 'patient_busy':
      return moveAway(state, session, blocker?.kind === 'session' ? blocker.id : null);
    default:
      return null;
  }
}

function gapEdit(
  state: ScheduleState,
  session: CompiledSession,
  rule: 'min_gap' | 'max_gap',
  linkId: string,
  starts: readonly Minute[],
  minutes: number,
): ProblemEdit | null {
  const link = session.links.find(({ row }) => row.id === linkId);
  if (link === undefined) return null;
  const { gap, row } = link;
  const other = state.move(otherEnd(link, session.index));
  if (gap === null || other === null || row.kind !== 'gap') return null;
  // Of all starts the one that changes the gap least.
  const gaps = starts.map((start) => {
    const at = { start, end: start + minutes };
    return link.from === session.index ? gapBetween(gap, at, other) : gapBetween(gap, other, at);
  });
  const there = gaps.reduce((best, one) => (rule === 'min_gap' ? Math.max(best, one) : Math.min(best, one)));
  // What comes first is medicine: no gap is opened so far that the order turns.
  if (rule === 'min_gap' && (row.min ?? 0) >= 0 && there < 0) return null;
  return { kind: 'change_gap', linkId, min: rule === 'min_gap' ? there : row.min, max: rule === 'max_gap' ? there : row.max };
}

/** Where the blocker could go so that the session fits: both are placed for real, then everything is put back. */
function moveAway(state: ScheduleState, session: CompiledSession, blockerId: string | null): ProblemEdit | null {
  const blocker = blockerId === null ? undefined : state.clinic.sessionIndex.get(blockerId);
  if (blocker === undefined || state.session(blocker).pinned || state.session(blocker).group >= 0) return null;
  const mark = state.mark();
  state.remove(blocker);
  const mine = firstFit(state, session);
  if (mine !== null) state.place(mine.move);
  const theirs: Move | null = mine === null ? null : (firstFit(state, state.session(blocker))?.move ?? null);
  state.rollback(mark);
  return theirs === null
    ? null
    : { kind: 'move_session', sessionId: state.session(blocker).id, to: assignmentOf(state.clinic, theirs) };
}
