import { wallMinute } from '../model/local-days';
import type { CompiledSession, Move } from '../model/compiled';
import type { Calendar, Taken } from '../state/calendar';
import type { ScheduleState } from '../state/schedule-state';
import type { StartWindow } from '../state/start-window';
import { dayBounds } from './hours';
import { takerOf } from './occupied';
import { reason, type Rule, type Stretch } from './rule';

/** What else of this resource starts in the local day of `at`. */
export function othersThatDay(
  state: ScheduleState,
  calendar: Calendar | undefined,
  centre: number,
  at: number,
  but: number,
): readonly Taken[] {
  if (calendar === undefined) return [];
  const day = dayBounds(state, centre, at);
  return calendar.starting(day.start, day.end).filter(({ occurrence }) => occurrence?.members.includes(but) !== true);
}

/** Sessions of one patient in one local day. */
export const dailyPatient: Rule = {
  id: 'max_daily_sessions_patient',
  prune: (state, session, starts) => {
    const limit = state.clinic.patients[session.patient]?.maxPerDay ?? Infinity;
    const calendar = state.patients[session.patient];
    if (limit === Infinity || calendar === undefined || calendar.taken.length < limit) return;
    eachDay(state, session.centre, starts, (day) => {
      const there = othersThatDay(state, calendar, session.centre, day.start, session.index).length;
      if (there >= limit) starts.forbidStarts(day.start, day.end);
    });
  },
  // Days of two centres begin at different minutes: a session may be too much for the day of one that is there already.
  check: (state, move) => elsewhereFull(state, move) === null,
  blame: (state, move) => {
    const session = state.session(move.session);
    const patient = state.clinic.patients[session.patient];
    if (patient === undefined) return [];
    const own = othersThatDay(state, state.patients[session.patient], session.centre, move.start, move.session);
    const there = own.length < patient.maxPerDay ? (elsewhereFull(state, move) ?? []) : own;
    if (own.length < patient.maxPerDay && there.length === 0) return [];
    const subject = { kind: 'patient', id: patient.row.id } as const;
    const numbers = { limit: patient.maxPerDay, there: there.length };
    if (there.length === 0) return [reason('max_daily_sessions_patient', patient.row.id, { subject, span: move, numbers })];
    return there.map((taken) =>
      reason('max_daily_sessions_patient', patient.row.id, {
        subject,
        blocker: takerOf(state, taken),
        span: { start: taken.start, end: taken.end },
        numbers,
      }),
    );
  },
};

/** The local days that a window reaches into. */
function eachDay(state: ScheduleState, centre: number, { from, to }: StartWindow, act: (day: Stretch) => void): void {
  for (let day = dayBounds(state, centre, from); day.start < to && day.end > day.start; day = dayBounds(state, centre, day.end)) {
    act(day);
  }
}

/** What fills the day of another centre in which this move would be one too many; null: nothing. */
function elsewhereFull(state: ScheduleState, move: Move): readonly Taken[] | null {
  if (state.clinic.centres.length === 1) return null;
  const session = state.session(move.session);
  const calendar = state.patients[session.patient];
  const limit = state.clinic.patients[session.patient]?.maxPerDay ?? Infinity;
  for (const { occurrence } of calendar?.taken ?? []) {
    const other = occurrence?.members.find((one) => one !== move.session && state.session(one).patient === session.patient);
    if (other === undefined || state.session(other).centre === session.centre || state.session(other).pinned) continue;
    const { centre } = state.session(other);
    const day = dayBounds(state, centre, state.move(other)?.start ?? 0);
    if (move.start < day.start || move.start >= day.end) continue;
    const there = othersThatDay(state, calendar, centre, day.start, move.session);
    if (there.length >= limit) return there;
  }
  return null;
}

interface Load {
  readonly sessions: number;
  readonly minutes: number;
}

function loadOf(state: ScheduleState, person: number, centre: number, at: number, but: number): Load {
  const day = dayBounds(state, centre, at);
  const calendar = state.people[person];
  let sessions = 0;
  let minutes = 0;
  for (let i = calendar?.firstFrom(day.start) ?? 0; ; i += 1) {
    const taken = calendar?.taken[i];
    if (taken === undefined || taken.start >= day.end) return { sessions, minutes };
    if (taken.occurrence?.members.includes(but) === true) continue;
    sessions += 1;
    minutes += taken.end - taken.start;
  }
}

function overLoad(
  state: ScheduleState,
  session: CompiledSession,
  person: number,
  at: Stretch,
): (Load & { limit: number }) | null {
  const row = state.clinic.people[person];
  if (row === undefined || (row.row.maxSessionsPerDay === null && row.row.maxMinutesPerDay === null)) return null;
  const load = loadOf(state, person, row.centre, at.start, session.index);
  const { maxSessionsPerDay, maxMinutesPerDay } = row.row;
  if (maxSessionsPerDay !== null && load.sessions + 1 > maxSessionsPerDay) return { ...load, limit: maxSessionsPerDay };
  if (maxMinutesPerDay !== null && load.minutes + at.end - at.start > maxMinutesPerDay) {
    return { ...load, limit: maxMinutesPerDay };
  }
  return null;
}

/** Sessions and minutes of one practitioner in one local day. */
export const dailyPractitioner: Rule = {
  id: 'max_daily_sessions_practitioner',
  prunePerson: (state, session, person, starts) => {
    const row = state.clinic.people[person];
    if (row === undefined || (row.row.maxSessionsPerDay === null && row.row.maxMinutesPerDay === null)) return;
    eachDay(state, row.centre, starts, (day) => {
      const over = overLoad(state, session, person, { start: day.start, end: day.start + starts.lengths.minutes });
      if (over !== null) starts.forbidStarts(day.start, day.end);
    });
  },
  blame: (state, move) => {
    if (state.joined(move) !== null) return [];
    const session = state.session(move.session);
    return move.team.flatMap((person) => {
      const over = overLoad(state, session, person, move);
      const id = state.clinic.people[person]?.row.id ?? '';
      if (over === null) return [];
      const numbers = { limit: over.limit, sessions: over.sessions, minutes: over.minutes };
      return [reason('max_daily_sessions_practitioner', id, { subject: { kind: 'practitioner', id }, span: move, numbers })];
    });
  },
};

/** Materials from lots that have not expired, first expired first out, without starving a later session. */
export const consumableStock: Rule = {
  id: 'consumable_stock',
  check: (state, move) => state.stock.shortage(move.session, move.start) === null,
  blame: (state, move) => {
    if (state.move(move.session) !== null) return [];
    const short = state.stock.shortage(move.session, move.start);
    if (short === null) return [];
    const later = short.session === move.session ? null : ({ kind: 'session', id: state.session(short.session).id } as const);
    return [
      reason('consumable_stock', short.itemId, {
        subject: { kind: 'item', id: short.itemId },
        blocker: later,
        span: move,
        numbers: { missing: short.missing, at: short.start },
      }),
    ];
  },
};

/** A group is not larger than the therapy and the room allow. */
export const groupCapacity: Rule = {
  id: 'group_capacity',
  check: (state, move) => {
    const joined = state.joined(move);
    return joined === null || joined.members.includes(move.session) || joined.members.length < groupLimit(state, move);
  },
  blame: (state, move) => {
    const joined = state.joined(move);
    const session = state.session(move.session);
    const others = (joined?.members ?? []).filter((member) => member !== move.session).length;
    if (others < groupLimit(state, move)) return [];
    return [
      reason('group_capacity', session.therapy.id, {
        subject: { kind: 'therapy', id: session.therapy.id },
        span: move,
        numbers: { limit: groupLimit(state, move), there: others },
      }),
    ];
  },
};

/** Patients that one occurrence of the move may hold. */
export function groupLimit(state: ScheduleState, move: Move): number {
  const { group } = state.session(move.session).therapy;
  return Math.min(group?.max ?? 1, state.clinic.rooms[move.room]?.row.capacity ?? Infinity);
}

const MISSING_MEMBER = 30;

/** A group that is too small costs; where the rule is hard, the end of a run dissolves it. */
export const groupMinimum: Rule = {
  id: 'group_minimum',
  price: {
    level: 4,
    borneBy: 'session',
    concerns: (_state, { therapy }) => therapy.group !== null && therapy.group.min > 1,
    whole: (state, move) => {
      const min = state.session(move.session).therapy.group?.min ?? 1;
      const joined = state.joined(move);
      const there = joined?.members.length ?? 0;
      return missing(min, there + 1) - (joined === null || joined.carrier < 0 ? 0 : missing(min, there));
    },
    part: (state, move) => {
      const { group } = state.session(move.session).therapy;
      const occurrence = state.occurrence(move.session);
      if (occurrence === null || occurrence.carrier !== move.session) return 0;
      return missing(group?.min ?? 1, occurrence.members.length);
    },
  },
};

const missing = (min: number, there: number): number => Math.max(0, min - there) * MISSING_MEMBER;

/** Minute of day on the wall clock of a session's centre. */
export function wallOf(state: ScheduleState, session: CompiledSession, minute: number): number {
  const centre = state.clinic.centres[session.centre]?.row;
  return centre === undefined ? 0 : wallMinute(centre, minute);
}
