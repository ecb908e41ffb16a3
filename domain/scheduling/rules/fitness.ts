import { forbiddenSpans } from '../model/compile-sessions';
import type { Gender, Minute } from '../model/clinic-problem';
import type { CompiledSession } from '../model/compiled';
import type { ScheduleState } from '../state/schedule-state';
import { reason, type Rule } from './rule';

/** The room is of a type the therapy takes, in the session's centre. */
export const roomType: Rule = {
  id: 'room_type',
  blame: (state, move) => {
    const session = state.session(move.session);
    const room = state.clinic.rooms[move.room]?.row;
    const fits = move.room < 0 ? session.therapy.roomTypes.length === 0 : session.rooms.includes(move.room);
    if (fits) return [];
    const blocker = { kind: 'therapy', id: session.therapy.id } as const;
    return [
      reason('room_type', session.therapy.id, { subject: room === undefined ? null : { kind: 'room', id: room.id }, blocker }),
    ];
  },
};

/** The minute until which somebody is certified for a seat; −∞ when never, whether or not they were chosen for it. */
function certifiedUntil(state: ScheduleState, session: CompiledSession, person: number, seat: number): Minute {
  const need = session.seatNeeds[seat];
  const held = state.clinic.people[person]?.row.skills.find(({ skill }) => skill === need?.skill);
  if (need === undefined || held === undefined || held.level < need.level) return -Infinity;
  return held.validUntil ?? Infinity;
}

/** Everybody in the team holds the skill of the seat at its level, certified to the end of the session; nobody twice. */
export const skills: Rule = {
  id: 'skills',
  lastStart: (_state, { seats, certifiedUntil: until }, seat, person, minutes) =>
    until === null ? Infinity : (until[seat]?.[seats[seat]?.indexOf(person) ?? -1] ?? -Infinity) - minutes,
  check: (state, move) => {
    const session = state.session(move.session);
    if (session.certifiedUntil === null) return true;
    return move.team.every((person, seat) => certifiedUntil(state, session, person, seat) >= move.end);
  },
  blame: (state, move) => {
    const session = state.session(move.session);
    const seats = session.seatNeeds;
    if (seats.length !== move.team.length || new Set(move.team).size < move.team.length) {
      return [
        reason('skills', session.therapy.id, {
          subject: { kind: 'therapy', id: session.therapy.id },
          numbers: { needed: seats.length, there: new Set(move.team).size },
        }),
      ];
    }
    return move.team.flatMap((person, seat) => {
      const row = state.clinic.people[person];
      const need = seats[seat];
      if (row === undefined || need === undefined) return [];
      if (row.centre === session.centre && certifiedUntil(state, session, person, seat) >= move.end) return [];
      const subject = { kind: 'practitioner', id: row.row.id } as const;
      return [
        reason('skills', row.row.id, { subject, blocker: { kind: 'skill', id: need.skill }, numbers: { level: need.level } }),
      ];
    });
  },
};

/** Practitioners of the patient's gender, where patient or therapy asks for it. */
export const genderMatch: Rule = {
  id: 'gender_match',
  blame: (state, move) => {
    const session = state.session(move.session);
    const patient = state.clinic.patients[session.patient]?.row;
    if (patient === undefined || patient.gender === null || !(patient.sameGender || session.therapy.sameGender)) return [];
    const blocker = patient.sameGender
      ? ({ kind: 'patient', id: patient.id } as const)
      : ({ kind: 'therapy', id: session.therapy.id } as const);
    return move.team.flatMap((person) => {
      const row = state.clinic.people[person]?.row;
      if (row === undefined || row.gender === patient.gender) return [];
      return [reason('gender_match', row.id, { subject: { kind: 'practitioner', id: row.id }, blocker })];
    });
  },
};

/** Rooms and hours for one gender, and groups of one gender. Rooms are compiled per gender; groups are looked at here. */
export const privacy: Rule = {
  id: 'privacy',
  check: (state, move) => mixedWith(state, move).length === 0,
  blame: (state, move) => {
    const session = state.session(move.session);
    const gender = genderOf(state, move.session);
    const room = state.clinic.rooms[move.room]?.row;
    const mixed = mixedWith(state, move).map((member) =>
      reason('privacy', session.therapy.id, {
        subject: { kind: 'therapy', id: session.therapy.id },
        blocker: { kind: 'session', id: state.session(member).id },
        span: move,
      }),
    );
    if (room === undefined) return mixed;
    const subject = { kind: 'room', id: room.id } as const;
    const always = room.gender !== null && room.gender !== gender ? [reason('privacy', room.id, { subject, span: move })] : [];
    const windows = room.genderWindows
      .filter((window) => window.gender !== gender && window.start < move.end && move.start < window.end)
      .map((window) => reason('privacy', room.id, { subject, span: window }));
    return [...always, ...windows, ...mixed];
  },
};

const genderOf = (state: ScheduleState, session: number): Gender | null =>
  state.clinic.patients[state.session(session).patient]?.row.gender ?? null;

function mixedWith(
  state: ScheduleState,
  move: { readonly session: number } & Parameters<ScheduleState['joined']>[0],
): readonly number[] {
  if (state.session(move.session).therapy.group?.sameGender !== true) return [];
  const gender = genderOf(state, move.session);
  return (state.joined(move)?.members ?? []).filter((member) => member !== move.session && genderOf(state, member) !== gender);
}

/** Flags of the patient that forbid the therapy while they last. */
export const contraindication: Rule = {
  id: 'contraindication',
  prune: (_state, session, starts) => {
    for (const { start, end } of session.forbidden) starts.forbid(start, end);
  },
  blame: (state, move) => {
    const session = state.session(move.session);
    const patient = state.clinic.patients[session.patient]?.row;
    return (patient?.flags ?? [])
      .filter((flag) => forbiddenSpans(session.therapy, [flag]).some(({ start, end }) => start < move.end && move.start < end))
      .map(({ flag }) =>
        reason('contraindication', flag, {
          subject: { kind: 'therapy', id: session.therapy.id },
          blocker: { kind: 'flag', id: flag },
        }),
      );
  },
  price: {
    level: 4,
    borneBy: 'session',
    concerns: (state, session) => (state.clinic.patients[session.patient]?.row.flags.length ?? 0) > 0,
    start: (state, session, at) => {
      const flags = state.clinic.patients[session.patient]?.row.flags ?? [];
      return forbiddenSpans(session.therapy, flags).filter(({ start, end }) => start < at.end && at.start < end).length * 1000;
    },
  },
};

/** The plan ends in time. */
export const planDeadline: Rule = {
  id: 'plan_deadline',
  blame: (state, move) => {
    const { deadline, id } = state.session(move.session);
    if (deadline === null || move.end <= deadline) return [];
    const numbers = { minutesLate: move.end - deadline, deadline };
    return [reason('plan_deadline', id, { subject: { kind: 'session', id }, span: move, numbers })];
  },
  price: {
    level: 2,
    borneBy: 'session',
    concerns: (_state, session) => session.deadline !== null,
    start: (_state, session, at) => (session.deadline === null ? 0 : Math.max(0, at.end - session.deadline)),
  },
};
