import { dayOf } from '../model/local-days';
import type { Span } from '../model/clinic-problem';
import type { CompiledSession, Move } from '../model/compiled';
import type { ScheduleState } from '../state/schedule-state';
import { dayBounds, minutesIn } from './hours';
import { isPaid, type Rule } from './rule';

function loadThatDay(state: ScheduleState, person: number, minute: number): { occurrences: number; all: number } {
  const day = dayBounds(state, state.clinic.people[person]?.centre ?? 0, minute);
  let occurrences = 0;
  let all = 0;
  const calendar = state.people[person];
  for (let i = calendar?.firstFrom(day.start) ?? 0; ; i += 1) {
    const taken = calendar?.taken[i];
    if (taken === undefined || taken.start >= day.end) return { occurrences, all };
    all += 1;
    if (taken.occurrence !== null && taken.occurrence.carrier >= 0) occurrences += 1;
  }
}

/** Occurrences and bookings of somebody that start in the local day. O(log n). */
function entriesThatDay(state: ScheduleState, person: number, minute: number): number {
  const day = dayBounds(state, state.clinic.people[person]?.centre ?? 0, minute);
  const calendar = state.people[person];
  return calendar === undefined ? 0 : calendar.firstFrom(day.end) - calendar.firstFrom(day.start);
}

/** Work spread over people and days: each occurrence costs as many points as its practitioner has that day. */
export const loadBalance: Rule = {
  id: 'load_balance',
  price: {
    level: 5,
    borneBy: 'occurrence',
    concerns: (_state, { seats }) => seats.length > 0,
    // n occurrences among m entries cost n × m; one more makes (n + 1) × (m + 1). A pinned group that gets its first free member was
    // among the m already.
    person: (state, _session, person, at) => {
      const { occurrences, all } = loadThatDay(state, person, at.start);
      return occurrences + all + 1;
    },
    whole: (state, move) => {
      if (isPaid(state, move)) return 0;
      const joins = state.joined(move) !== null;
      return move.team.reduce((sum, person) => {
        const { occurrences, all } = loadThatDay(state, person, move.start);
        return sum + (joins ? all : occurrences + all + 1);
      }, 0);
    },
    part: (state, move) => move.team.reduce((sum, person) => sum + entriesThatDay(state, person, move.start), 0),
  },
};

/** Idle minutes in a room between what was before on that day and this. */
export const roomIdleGap: Rule = {
  id: 'room_idle_gap',
  price: {
    level: 5,
    borneBy: 'occurrence',
    concerns: (_state, { rooms }) => rooms.length > 0,
    room: (state, session, room, at) => {
      const calendar = state.rooms[room];
      if (calendar === undefined || calendar.units > 1) return 0;
      const from = at.start - session.therapy.buffers.roomSetup;
      const next = calendar.taken[calendar.firstFrom(at.start)];
      const own = idle(state, lastEnd(state, session, room, at.start, from), from);
      if (next === undefined || next.occurrence === null || next.occurrence.carrier < 0) return own;
      const before = lastEnd(state, session, room, at.start, next.from);
      const sameDay = dayIn(state, session, from) === dayIn(state, session, next.from);
      const after = sameDay ? Math.max(before ?? -Infinity, at.end + at.clean) : before;
      return own + idle(state, after, next.from) - idle(state, before, next.from);
    },
    whole: (state, move) => {
      if (isPaid(state, move) || move.room < 0) return 0;
      if (state.joined(move) !== null) return idleBefore(state, move);
      return roomIdleGap.price?.room?.(state, state.session(move.session), move.room, move) ?? 0;
    },
    part: idleBefore,
  },
};

/** Idle minutes before an occurrence that stands in its room. */
function idleBefore(state: ScheduleState, move: Move): number {
  const session = state.session(move.session);
  if ((state.rooms[move.room]?.units ?? 2) > 1) return 0;
  const from = move.start - session.therapy.buffers.roomSetup;
  return idle(state, lastEnd(state, session, move.room, move.start, from), from);
}

/** The latest end of the occupations that begin before `start`, on the local day of `from`; null: there is none. */
function lastEnd(state: ScheduleState, session: CompiledSession, room: number, start: number, from: number): number | null {
  const calendar = state.rooms[room];
  const day = dayIn(state, session, from);
  let last: number | null = null;
  for (let i = (calendar?.firstFrom(start) ?? 0) - 1; i >= 0; i -= 1) {
    const taken = calendar?.taken[i];
    if (taken === undefined || dayIn(state, session, taken.from) !== day) break;
    last = Math.max(last ?? taken.to, taken.to);
    // Only facts overlap: behind a free session nothing ends later.
    if (taken.occurrence !== null && taken.occurrence.carrier >= 0) break;
  }
  return last;
}

function dayIn(state: ScheduleState, session: CompiledSession, minute: number): number {
  const centre = state.clinic.centres[session.centre]?.row;
  return centre === undefined ? 0 : dayOf(centre, minute);
}

/** Idle minutes up to the limit. */
function idle(state: ScheduleState, since: number | null, to: number): number {
  return since === null ? 0 : Math.min(Math.max(0, to - since), state.clinic.rules.room_idle_gap.value);
}

/** The same hands: a price for everybody who treats the patient for the first time. */
export const continuity: Rule = {
  id: 'continuity',
  price: {
    level: 5,
    borneBy: 'session',
    concerns: (_state, { seats }) => seats.length > 0,
    person: (state, { patient }, person) => (state.hands.knows(patient, person) ? 0 : state.clinic.rules.continuity.value),
    part: (state, move) => {
      const { patient } = state.session(move.session);
      const isNew = (person: number): boolean => bringsIn(state, patient, person) === move.session;
      return state.clinic.rules.continuity.value * move.team.filter(isNew).length;
    },
  },
};

/** The patient's first session with somebody; null: a pinned one is among them. */
function bringsIn(state: ScheduleState, patient: number, person: number): number | null {
  let first: number | null = null;
  for (const { occurrence } of state.patients[patient]?.taken ?? []) {
    if (occurrence?.team.includes(person) !== true) continue;
    const theirs = occurrence.members.filter((member) => state.session(member).patient === patient);
    if (theirs.some((member) => state.session(member).pinned)) return null;
    first ??= theirs[0] ?? null;
  }
  return first;
}

/** Minutes that somebody stays beyond the regular hours. */
export const overtime: Rule = {
  id: 'overtime',
  price: {
    level: 5,
    borneBy: 'occurrence',
    concerns: (state, { seats }) => seats.some((seat) => seat.some((person) => overtimeOf(state, person).length > 0)),
    person: (state, _session, person, at) => minutesIn(overtimeOf(state, person), at),
  },
};

const overtimeOf = (state: ScheduleState, person: number): readonly Span[] => state.clinic.people[person]?.row.overtime ?? [];
