import { dayStart, dayOf } from '../model/local-days';
import { joined } from '../model/compile-calendars';
import type { EntityRef, Reason } from '../model/clinic-plan';
import type { Closure, Minute, Span } from '../model/clinic-problem';
import type { Rule, Stretch } from './rule';
import { reason } from './rule';

/** Whether the spans, which may touch or overlap in any order, hold the stretch without a break. O(spans × those that it runs through). */
export function covers(hours: readonly Span[], at: Stretch): boolean {
  let until = at.start;
  while (until < at.end) {
    const next = hours.find(({ start, end }) => start <= until && until < end);
    if (next === undefined) return false;
    until = next.end;
  }
  return true;
}

/** Minutes of the stretch that lie in the spans (in order and disjoint). O(log spans + overlapping). */
export function minutesIn(spans: readonly Span[], at: Stretch): number {
  let minutes = 0;
  for (let i = firstEndingAfter(spans, at.start); i < spans.length; i += 1) {
    const span = spans[i];
    if (span === undefined || span.start >= at.end) break;
    minutes += Math.min(span.end, at.end) - Math.max(span.start, at.start);
  }
  return minutes;
}

/** Index of the first of ordered, disjoint spans that ends after the minute. O(log spans). */
export function firstEndingAfter(spans: readonly Span[], minute: Minute): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.end ?? 0) <= minute) low = middle + 1;
    else high = middle;
  }
  return low;
}

const overlaps = (span: Span, at: Stretch): boolean => span.start < at.end && at.start < span.end;

function closed(rule: Reason['rule'], closures: readonly Closure[], subject: EntityRef, at: Stretch): readonly Reason[] {
  return closures
    .filter((closure) => overlaps(closure, at))
    .map((closure) => reason(rule, closure.id, { subject, blocker: { kind: 'closure', id: closure.id }, span: closure }));
}

/** The session's own window, the horizon and now. */
export const sessionWindow: Rule = {
  id: 'session_window',
  prune: (state, session, starts) => {
    const { from, to } = state.network.window(session.index);
    starts.keepBetween(Math.max(from, session.notBefore), Math.min(to, session.notAfter - starts.lengths.minutes));
  },
  blame: (state, move) => {
    const session = state.session(move.session);
    const { problem } = state.clinic;
    const from = Math.max(problem.now, problem.horizon.start, session.row.earliest ?? -Infinity);
    const to = Math.min(problem.horizon.end, session.row.latest ?? Infinity);
    const onGrid = move.start % (state.clinic.centres[session.centre]?.row.gridMinutes ?? 1) === 0;
    if (move.start >= from && move.end <= to && onGrid) return [];
    return [
      reason('session_window', session.id, { subject: { kind: 'session', id: session.id }, span: { start: from, end: to } }),
    ];
  },
};

/** Hours of the house. */
export const centreHours: Rule = {
  id: 'centre_hours',
  prune: (state, session, starts) => {
    const centre = state.clinic.centres[session.centre];
    if (centre !== undefined) starts.keepFitting(centre.open, 0, starts.lengths.minutes);
  },
  blame: (state, move) => {
    const centre = state.clinic.centres[state.session(move.session).centre]?.row;
    if (centre === undefined || centre.open === null || covers(centre.open, move)) return [];
    return [reason('centre_hours', centre.id, { subject: { kind: 'centre', id: centre.id }, span: move })];
  },
};

/** Holidays are compiled into the hours of the centre; this rule only names them. */
export const holiday: Rule = {
  id: 'holiday',
  prune: (state, session, starts) => {
    // With the house hours off, the holidays still hold.
    if (state.clinic.rules.centre_hours.level === 'off') centreHours.prune?.(state, session, starts);
  },
  blame: (state, move) => {
    const id = state.clinic.centres[state.session(move.session).centre]?.row.id ?? '';
    const closures = state.clinic.problem.closures.filter(({ of }) => of.kind === 'centre' && of.id === id);
    return closed('holiday', closures, { kind: 'centre', id }, move);
  },
};

/** A room's hours and closures. */
export const roomClosed: Rule = {
  id: 'room_closed',
  pruneRoom: (state, session, room, starts) => {
    const gender = state.clinic.patients[session.patient]?.row.gender;
    const hours = state.clinic.rooms[room]?.openFor[gender === 'female' || gender === 'male' ? gender : 'none'];
    if (hours !== undefined) starts.keepFitting(hours, 0, starts.lengths.minutes);
  },
  blame: (state, move) => {
    const room = state.clinic.rooms[move.room];
    if (room === undefined) return [];
    const subject = { kind: 'room', id: room.row.id } as const;
    const shut = closed('room_closed', room.closures, subject, move);
    if (shut.length > 0 || covers(room.row.open, move)) return shut;
    return [reason('room_closed', room.row.id, { subject, span: move })];
  },
};

/** A practitioner's working hours, with overtime. */
export const practitionerHours: Rule = {
  id: 'practitioner_hours',
  prunePerson: (state, session, person, starts) => {
    const hours = state.clinic.people[person]?.open;
    if (hours !== undefined) starts.keepFitting(hours, 0, starts.lengths.minutes);
  },
  blame: (state, move) =>
    move.team.flatMap((person) => {
      const row = state.clinic.people[person]?.row;
      if (row === undefined || covers([...row.open, ...row.overtime], move)) return [];
      return [reason('practitioner_hours', row.id, { subject: { kind: 'practitioner', id: row.id }, span: move })];
    }),
};

/** Leave and sickness; compiled into the working hours, named here. */
export const leave: Rule = {
  id: 'leave',
  blame: (state, move) =>
    move.team.flatMap((index) => {
      const person = state.clinic.people[index];
      return person === undefined ? [] : closed('leave', person.closures, { kind: 'practitioner', id: person.row.id }, move);
    }),
};

/** When the patient can come. */
export const patientAvailability: Rule = {
  id: 'patient_availability',
  prune: (state, session, starts) => {
    const open = state.clinic.patients[session.patient]?.open;
    if (open != null) starts.keepFitting(open, 0, starts.lengths.minutes);
  },
  blame: (state, move) => {
    const patient = state.clinic.patients[state.session(move.session).patient];
    if (patient === undefined) return [];
    const subject = { kind: 'patient', id: patient.row.id } as const;
    const away = closed('patient_availability', patient.closures, subject, move);
    if (away.length > 0 || patient.row.open === null || covers(patient.row.open, move)) return away;
    return [reason('patient_availability', patient.row.id, { subject, span: move })];
  },
  price: {
    level: 4,
    borneBy: 'session',
    concerns: (state, session) => {
      const patient = state.clinic.patients[session.patient];
      return patient !== undefined && (patient.row.open !== null || patient.closures.length > 0);
    },
    start: (state, session, at) => {
      const patient = state.clinic.patients[session.patient];
      if (patient === undefined) return 0;
      const there = patient.row.open === null ? [at] : joined(patient.row.open);
      const length = at.end - at.start;
      const gone = joined(patient.closures);
      let present = minutesIn(there, at);
      for (const span of there) {
        const part = { start: Math.max(span.start, at.start), end: Math.min(span.end, at.end) };
        if (part.start < part.end) present -= minutesIn(gone, part);
      }
      return length - present;
    },
  },
};

/** The number of the local day of a minute and its limits, in the centre of a session. */
export function dayBounds(state: Parameters<NonNullable<Rule['check']>>[0], centre: number, minute: number): Stretch {
  const row = state.clinic.centres[centre]?.row;
  if (row === undefined) return { start: minute, end: minute };
  const day = dayOf(row, minute);
  return { start: dayStart(row, day), end: dayStart(row, day + 1) };
}
