import type { Link, Patient, Session, Span } from '#domain/scheduling/model/clinic-problem';
import type { House } from './make-house';
import { workdays } from './make-house';
import type { LocalTime } from './local-time';
import type { Step } from './protocols';
import type { Random } from './random';

/** A patient with the sessions of one course and what ties them. */
export interface Course {
  readonly patient: Patient;
  readonly sessions: readonly Session[];
  readonly links: readonly Link[];
}

function availabilityOf(time: LocalTime, days: number, random: Random): Span[] | null {
  const kind = random.below(10);
  if (kind < 7) return null;
  const [from, to] = kind < 9 ? [7, 16] : [10, 20];
  return workdays(time, days).map((day) => time.hours(day, from, to));
}

function preferencesOf(house: House, random: Random): Patient['preferences'] {
  const morning = random.chance(50);
  return {
    times: random.chance(40) ? [morning ? { from: 540, to: 720 } : { from: 840, to: 1020 }] : [],
    practitionerIds: random.chance(25) ? [random.pick(house.practitioners).id, random.pick(house.practitioners).id] : [],
    compactDays: random.chance(30),
    avoidEarly: random.chance(20),
  };
}

/** Somebody who comes to this house; two in three without urgency, one in thirty with a fever of two days. */
function makePatient(id: string, house: House, time: LocalTime, days: number, random: Random): Patient {
  const fever = random.below(days);
  return {
    id,
    gender: random.pick(['female', 'male'] as const),
    sameGender: random.chance(15),
    flags: random.chance(3) ? [{ flag: 'fever', from: time.at(fever, 0), until: time.at(fever + 2, 0) }] : [],
    open: availabilityOf(time, days, random),
    urgency: random.chance(66) ? 0 : 1 + random.below(5),
    deadline: random.chance(30) ? time.at(days, 0) : null,
    maxSessionsPerDay: null,
    preferences: preferencesOf(house, random),
  };
}

function linksOf(id: string, steps: readonly Step[], ids: readonly string[]): Link[] {
  return steps.flatMap(({ after }, index): Link[] => {
    const to = ids[index];
    const from = after === null ? undefined : ids[after.step];
    if (after === null || from === undefined || to === undefined) return [];
    const ends = { from, to };
    const { unit, min, max, kind, samePractitioner } = after;
    const gap = { kind: 'gap' as const, fromAnchor: 'end' as const, toAnchor: 'start' as const, unit, min, max, requires: true };
    return [
      { id: `${id}-gap-${index}`, level: 'hard', ...ends, ...gap },
      ...(kind === undefined ? [] : [{ id: `${id}-${kind}-${index}`, level: 'hard' as const, kind, ...ends }]),
      ...(samePractitioner === true
        ? [{ id: `${id}-hands-${index}`, level: 'soft' as const, kind: 'same_practitioner' as const, ...ends }]
        : []),
    ];
  });
}

/** A course of steps that begins on `firstDay` at the earliest. */
export function makeCourse(
  id: string,
  steps: readonly Step[],
  firstDay: number,
  house: House,
  time: LocalTime,
  days: number,
  random: Random,
): Course {
  const patient = makePatient(id, house, time, days, random);
  const ids = steps.map((_, index) => `${id}-s${String(index + 1).padStart(2, '0')}`);
  const sessions = steps.map(({ therapyId }, index): Session => ({
    id: ids[index] ?? id,
    patientId: id,
    therapyId,
    centreId: house.centre.id,
    urgency: null,
    deadline: null,
    earliest: time.at(firstDay, 0),
    latest: null,
    target: index === 0 ? time.at(firstDay, 9) : null,
    groupKey: null,
    fixity: 'free',
    assignment: null,
  }));
  return { patient, sessions, links: linksOf(id, steps, ids) };
}
