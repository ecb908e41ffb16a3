import type { Buffer, Minute, Patient, Therapy } from '../model/clinic-problem';
import type { CompiledSession, Move } from '../model/compiled';
import type { ScheduleState } from '../state/schedule-state';
import { dayBounds } from './hours';
import { wallOf } from './limits';
import { reason, type Rule } from './rule';

const NO_WISHES: Patient['preferences'] = { times: [], practitionerIds: [], compactDays: false, avoidEarly: false };

const wishesOf = (state: ScheduleState, session: CompiledSession): Patient['preferences'] =>
  state.clinic.patients[session.patient]?.row.preferences ?? NO_WISHES;

/** Urgent patients wait for nothing: minutes after the wanted start, times urgency. */
export const urgency: Rule = {
  id: 'urgency',
  price: {
    level: 1,
    borneBy: 'session',
    concerns: (_state, session) => session.urgency > 0 && session.row.target !== null,
    start: (_state, session, at) =>
      session.row.target === null ? 0 : session.urgency * Math.max(0, at.start - session.row.target),
  },
};

/** Minutes taken off the usual length. */
export const duration: Rule = {
  id: 'duration',
  price: {
    level: 4,
    borneBy: 'session',
    concerns: (_state, { therapy }) => therapy.duration.min < therapy.duration.max,
    start: (_state, session, at) => Math.max(0, session.therapy.duration.max - (at.end - at.start)),
  },
};

/**
 * Minutes of buffer not granted. What the therapy allows is always kept: a place that was given before it changed may have other buffers
 * or another length.
 */
export const buffer: Rule = {
  id: 'buffer',
  blame: (state, move) => {
    const { therapy } = state.session(move.session);
    const subject = { kind: 'therapy', id: therapy.id } as const;
    const { min, max } = therapy.duration;
    const numbers = { min, max, minutes: move.end - move.start };
    return [
      ...(takesUsualTime(therapy, move) ? [] : [reason('duration', therapy.id, { subject, numbers })]),
      ...(hasUsualBuffers(therapy, move) ? [] : [reason('buffer', therapy.id, { subject })]),
    ];
  },
  price: {
    evenIfHard: true,
    level: 4,
    borneBy: 'session',
    whole: (state, move) => {
      const { patientRest, roomClean, practitionerTurn } = state.session(move.session).therapy.buffers;
      return patientRest.minutes - move.rest + roomClean.minutes - move.clean + practitionerTurn.minutes - move.turn;
    },
  },
};

/** Whether length and buffers of a place are such as the therapy allows. */
export const hasUsualTimes = (therapy: Therapy, move: Move): boolean =>
  takesUsualTime(therapy, move) && hasUsualBuffers(therapy, move);

const takesUsualTime = ({ duration }: Therapy, { start, end }: Move): boolean =>
  end - start >= duration.min && end - start <= duration.max;

const hasUsualBuffers = ({ buffers }: Therapy, { rest, clean, turn }: Move): boolean =>
  isWithin(buffers.patientRest, rest) && isWithin(buffers.roomClean, clean) && isWithin(buffers.practitionerTurn, turn);

const isWithin = ({ minutes, shrinkTo }: Buffer, value: number): boolean => value >= shrinkTo && value <= minutes;

const MOST_OFF = 240;

/** Minutes between the wall start and the nearest hours that the patient likes. */
export const preferredTime: Rule = {
  id: 'preferred_time',
  price: {
    level: 4,
    borneBy: 'session',
    concerns: (state, session) => wishesOf(state, session).times.length > 0,
    start: (state, session, at) => {
      const times = wishesOf(state, session).times;
      const wall = wallOf(state, session, at.start);
      const off = times.map(({ from, to }) => (wall < from ? from - wall : wall >= to ? wall - (to - 1) : 0));
      return Math.min(MOST_OFF, ...off);
    },
  },
};

/** Nobody of the team is one the patient asked for. */
export const preferredPractitioner: Rule = {
  id: 'preferred_practitioner',
  price: {
    level: 4,
    borneBy: 'session',
    concerns: (state, session) => wishesOf(state, session).practitionerIds.length > 0,
    whole: (state, move) => {
      const wished = wishesOf(state, state.session(move.session)).practitionerIds;
      if (move.team.some((person) => wished.includes(state.clinic.people[person]?.row.id ?? ''))) return 0;
      return state.clinic.rules.preferred_practitioner.value;
    },
    person: (state, session, person) => {
      if (wishesOf(state, session).practitionerIds.includes(state.clinic.people[person]?.row.id ?? '')) return 0;
      return state.clinic.rules.preferred_practitioner.value;
    },
  },
};

/** Few days of travel: a price for the first session of each day. */
export const compactDays: Rule = {
  id: 'compact_days',
  price: {
    level: 4,
    borneBy: 'session',
    concerns: (state, session) => wishesOf(state, session).compactDays,
    start: (state, session, at) =>
      firstThatDay(state, session, at.start, session.index) === null ? state.clinic.rules.compact_days.value : 0,
    // A pinned first session costs nothing, and a session before it takes its place.
    whole: (state, move) => {
      const session = state.session(move.session);
      const { value } = state.clinic.rules.compact_days;
      if (state.clinic.centres.length > 1) {
        const others = sessionsOf(state, session.patient).filter((one) => one.session !== session);
        return value * (firsts(state, [...others, { session, start: move.start }]) - firsts(state, others));
      }
      const first = firstThatDay(state, session, move.start, move.session);
      const before = first === null || state.session(first).pinned ? 0 : value;
      const leads = first === null || move.start < (state.move(first)?.start ?? 0);
      return leads ? value - before : 0;
    },
    part: (state, move) => {
      const session = state.session(move.session);
      if (firstThatDay(state, session, move.start, -1) !== move.session) return 0;
      return state.clinic.rules.compact_days.value;
    },
  },
};

interface Dated {
  readonly session: CompiledSession;
  readonly start: Minute;
}

/** The placed sessions of a patient. */
function sessionsOf(state: ScheduleState, patient: number): readonly Dated[] {
  const found: Dated[] = [];
  for (const { occurrence, start } of state.patients[patient]?.taken ?? []) {
    for (const member of occurrence?.members ?? []) {
      const session = state.session(member);
      if (session.patient === patient) found.push({ session, start });
    }
  }
  return found;
}

/** How many sessions that are not pinned are the first of a day of their own centre, of all sessions given. */
function firsts(state: ScheduleState, sessions: readonly Dated[]): number {
  let count = 0;
  for (const one of sessions) {
    if (one.session.pinned) continue;
    const day = dayBounds(state, one.session.centre, one.start);
    const comesBefore = ({ session, start }: Dated): boolean =>
      start >= day.start && (start < one.start || (start === one.start && session.index < one.session.index));
    if (!sessions.some(comesBefore)) count += 1;
  }
  return count;
}

/** The patient's first session of a local day, but for one. */
function firstThatDay(state: ScheduleState, session: CompiledSession, minute: number, but: number): number | null {
  const day = dayBounds(state, session.centre, minute);
  const calendar = state.patients[session.patient];
  for (let i = calendar?.firstFrom(day.start) ?? 0; ; i += 1) {
    const taken = calendar?.taken[i];
    if (taken === undefined || taken.start >= day.end) return null;
    for (const member of taken.occurrence?.members ?? []) {
      if (member !== but && state.session(member).patient === session.patient) return member;
    }
  }
}

/** Minutes before the hour from which the patient likes to come. */
export const avoidEarly: Rule = {
  id: 'avoid_early',
  price: {
    level: 4,
    borneBy: 'session',
    concerns: (state, session) => wishesOf(state, session).avoidEarly,
    start: (state, session, at) => Math.max(0, state.clinic.rules.avoid_early.value - wallOf(state, session, at.start)),
  },
};
