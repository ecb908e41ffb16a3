import type { EntityRef, Reason } from '../model/clinic-plan';
import type { Move } from '../model/compiled';
import type { Calendar, Taken } from '../state/calendar';
import type { ScheduleState } from '../state/schedule-state';
import { reason, type Rule } from './rule';

/** Who takes the time, as an entity to name. */
export function takerOf(state: ScheduleState, taken: Taken): EntityRef {
  const { occurrence, booking } = taken;
  if (booking !== null) return { kind: 'booking', id: booking.row.id };
  return { kind: 'session', id: state.session(occurrence?.members[0] ?? 0).id };
}

interface Want {
  readonly calendar: Calendar | undefined;
  readonly subject: EntityRef;
  readonly before: number;
  readonly after: number;
  /** The occurrence that the move would join takes the resource once for all; a patient is nobody's member twice. */
  readonly shared: boolean;
}

/**
 * What stands in the way of one occupation. Where the sessions themselves do not meet and only a buffer does, the rule is `buffer` and
 * says how many minutes are missing.
 */
function clashes(state: ScheduleState, move: Move, rule: Reason['rule'], want: Want): readonly Reason[] {
  const { calendar, subject, before, after } = want;
  if (calendar === undefined) return [];
  const from = move.start - before;
  const to = move.end + after;
  const joined = want.shared ? state.joined(move) : null;
  const there = calendar
    .overlapping(from, to)
    .filter(({ occurrence }) => occurrence === null || (occurrence !== joined && !occurrence.members.includes(move.session)));
  const peak = calendar.units === 1 ? there.length : peakOf(there, from, to);
  if (peak < calendar.units) return [];
  return there.map((taken) => {
    const meets = taken.start < move.end && move.start < taken.end;
    const missing = taken.start >= move.end ? to - taken.from : taken.to - from;
    return reason(meets ? rule : 'buffer', subject.id, {
      subject,
      blocker: takerOf(state, taken),
      span: { start: taken.start, end: taken.end },
      numbers: meets ? {} : { minutesMissing: missing },
    });
  });
}

function peakOf(there: readonly Taken[], from: number, to: number): number {
  let most = 0;
  for (const { from: at } of there) {
    const moment = Math.min(Math.max(at, from), to);
    most = Math.max(
      most,
      there.filter((one) => one.from <= moment && moment < one.to).reduce((sum, { units }) => sum + units, 0),
    );
  }
  return most;
}

/** The patient is nowhere else and has rested. */
export const patientBusy: Rule = {
  id: 'patient_busy',
  prune: (state, session, starts) => {
    const free = state.patients[session.patient]?.free;
    if (free !== undefined) starts.keepFitting(free, 0, starts.lengths.minutes + starts.lengths.rest);
  },
  blame: (state, move) => {
    const session = state.session(move.session);
    const id = state.clinic.patients[session.patient]?.row.id ?? '';
    const subject = { kind: 'patient', id } as const;
    const calendar = state.patients[session.patient];
    return clashes(state, move, 'patient_busy', { calendar, subject, before: 0, after: move.rest, shared: false });
  },
};

/** A unit of the room is free, set up and cleaned. */
export const roomBusy: Rule = {
  id: 'room_busy',
  pruneRoom: (state, session, room, starts) => {
    const free = state.rooms[room]?.free;
    const before = session.therapy.buffers.roomSetup;
    if (free !== undefined) starts.keepFitting(free, before, before + starts.lengths.minutes + starts.lengths.clean);
  },
  blame: (state, move) => {
    const id = state.clinic.rooms[move.room]?.row.id;
    if (id === undefined || state.joined(move) !== null) return [];
    const before = state.session(move.session).therapy.buffers.roomSetup;
    const want = {
      calendar: state.rooms[move.room],
      subject: { kind: 'room', id } as const,
      before,
      after: move.clean,
      shared: true,
    };
    return clashes(state, move, 'room_busy', want);
  },
};

/** Nobody treats two at once; turn-over time included. */
export const practitionerBusy: Rule = {
  id: 'practitioner_busy',
  prunePerson: (state, session, person, starts) => {
    const free = state.people[person]?.free;
    const before = session.therapy.buffers.practitionerSetup;
    if (free !== undefined) starts.keepFitting(free, before, before + starts.lengths.minutes + starts.lengths.turn);
  },
  blame: (state, move) => {
    if (state.joined(move) !== null) return [];
    const before = state.session(move.session).therapy.buffers.practitionerSetup;
    return move.team.flatMap((person) => {
      const id = state.clinic.people[person]?.row.id ?? '';
      const want = {
        calendar: state.people[person],
        subject: { kind: 'practitioner', id } as const,
        before,
        after: move.turn,
        shared: true,
      };
      return clashes(state, move, 'practitioner_busy', want);
    });
  },
};

/** Enough units of each pool, and the pool stands where the session is. */
export const equipmentUnits: Rule = {
  id: 'equipment_units',
  check: (state, move) =>
    state.joined(move) !== null ||
    move.pools.every((_, row) => unitsShort(state, move, row) === 0 && reachable(state, move, row)),
  blame: (state, move) => {
    if (state.joined(move) !== null) return [];
    const { therapy, pools } = state.session(move.session);
    return therapy.equipment.flatMap(({ type, units }, row) => {
      const pool = move.pools[row];
      const known = pool === undefined ? undefined : state.clinic.pools[pool];
      const subject: EntityRef =
        known === undefined ? { kind: 'equipment_type', id: type } : { kind: 'equipment', id: known.row.id };
      if (known === undefined || !(pools[row] ?? []).includes(known.index) || !reachable(state, move, row)) {
        return [reason('equipment_units', type, { subject, numbers: { needed: units, there: 0 } })];
      }
      const short = unitsShort(state, move, row);
      if (short === 0) return [];
      const numbers = { needed: units, there: Math.max(0, units - short) };
      const down = known.closures.filter((closure) => closure.start < move.end && move.start < closure.end);
      if (down.length > 0) {
        return down.map((closure) =>
          reason('equipment_down', closure.id, { subject, blocker: { kind: 'closure', id: closure.id }, span: closure, numbers }),
        );
      }
      const takers = state.pools[known.index]?.overlapping(move.start, move.end) ?? [];
      if (takers.length === 0) return [reason('equipment_units', known.row.id, { subject, span: move, numbers })];
      return takers.map((taken) =>
        reason('equipment_units', known.row.id, {
          subject,
          blocker: takerOf(state, taken),
          span: { start: taken.start, end: taken.end },
          numbers,
        }),
      );
    });
  },
};

function unitsShort(state: ScheduleState, move: Move, row: number): number {
  const pool = move.pools[row] ?? -1;
  const own = state.occurrence(move.session)?.pools[row] === pool && state.move(move.session) !== null;
  const needed = own ? 0 : (state.session(move.session).therapy.equipment[row]?.units ?? 0);
  const calendar = state.pools[pool];
  return calendar === undefined ? needed : Math.max(0, calendar.peak(move.start, move.end) + needed - calendar.units);
}

function reachable(state: ScheduleState, move: Move, row: number): boolean {
  const pool = state.clinic.pools[move.pools[row] ?? -1];
  return pool !== undefined && (pool.room < 0 || pool.room === move.room);
}
