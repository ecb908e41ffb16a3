import type { Minute, Patient, Practitioner, Room, Span, Therapy } from '#domain/scheduling/model/clinic-problem';
import type { LocalTime } from '../../../bench/clinic/local-time';
import type { Random } from '../../../bench/clinic/random';

/** Days of a random clinic. */
export const DAYS = 3;
const GENDERS = ['female', 'male', 'other', null] as const;

/** Where a row is drawn for. */
export interface Draw {
  readonly random: Random;
  readonly time: LocalTime;
  readonly centreId: string;
}

export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
export const maybe = <T>(random: Random, percent: number, make: () => T): T | null => (random.chance(percent) ? make() : null);

/** Sorted, disjoint hours: most days, sometimes with a break. */
function hoursOf({ random, time }: Draw): Span[] {
  return many(DAYS, (day) => day).flatMap((day) => {
    if (random.chance(10)) return [];
    const from = 7 + random.below(3);
    const to = 15 + random.below(5);
    return random.chance(40)
      ? [time.hours(day, from, 12), time.hours(day, 12 + random.below(2), to)]
      : [time.hours(day, from, to)];
  });
}

export const anyMinute = ({ random, time }: Draw): Minute =>
  time.at(random.below(DAYS), 7 + random.below(12), 15 * random.below(4));

export function anySpan(draw: Draw): Span {
  const start = anyMinute(draw);
  return { start, end: start + 15 * (1 + draw.random.below(12)) };
}

export function roomOf(draw: Draw, index: number): Room {
  const { random, time } = draw;
  const window = (): Room['genderWindows'][number] => ({
    ...time.hours(random.below(DAYS), 7, 12),
    gender: random.pick(['female', 'male'] as const),
  });
  return {
    id: `${draw.centreId}-r${index}`,
    centreId: draw.centreId,
    type: random.pick(['therapy', 'therapy', 'hall']),
    capacity: 1 + random.below(4),
    units: random.chance(25) ? 2 : 1,
    open: hoursOf(draw),
    gender: maybe(random, 10, () => random.pick(['female', 'male'] as const)),
    genderWindows: random.chance(15) ? [window()] : [],
  };
}

export function practitionerOf(draw: Draw, index: number): Practitioner {
  const { random, time, centreId } = draw;
  const open = hoursOf(draw);
  const ends = (day: number): Minute =>
    Math.max(time.at(day, 15), ...open.map(({ end }) => end).filter((end) => end < time.at(day + 1, 0)));
  return {
    id: `${centreId}-p${index}`,
    centreId,
    gender: random.pick(GENDERS),
    skills: ['massage', 'yoga'].flatMap((skill) =>
      random.chance(75) ? [{ skill, level: 1 + random.below(3), validUntil: maybe(random, 15, () => anyMinute(draw)) }] : [],
    ),
    open,
    overtime: random.chance(30) ? [{ start: ends(DAYS - 1), end: ends(DAYS - 1) + 90 }] : [],
    maxSessionsPerDay: maybe(random, 20, () => 1 + random.below(3)),
    maxMinutesPerDay: maybe(random, 20, () => 60 + random.below(180)),
  };
}

export function therapyOf(random: Random, index: number): Therapy {
  const buffer = (most: number): { minutes: number; shrinkTo: number } => {
    const minutes = random.chance(50) ? 5 * random.below(most) : 0;
    return { minutes, shrinkTo: random.chance(50) ? minutes : 5 * random.below(minutes / 5 + 1) };
  };
  const max = 15 * (1 + random.below(5));
  const isGroup = random.chance(35);
  const team = random.chance(10)
    ? []
    : [{ skill: random.pick(['massage', 'yoga']), level: 1 + random.below(2), count: random.chance(20) ? 2 : 1 }];
  return {
    id: `t${index}`,
    name: `Therapy ${index}`,
    duration: { min: random.chance(40) ? Math.max(10, max - 15) : max, max },
    roomTypes: random.chance(10) ? [] : random.chance(50) ? ['therapy', 'hall'] : ['therapy'],
    team,
    equipment: random.chance(30) ? [{ type: 'stand', units: 1 + random.below(2) }] : [],
    materials: random.chance(40) ? [{ itemId: 'oil', quantity: 10 + random.below(40) }] : [],
    buffers: {
      patientRest: buffer(7),
      roomClean: buffer(5),
      practitionerTurn: buffer(3),
      roomSetup: random.chance(30) ? 10 : 0,
      practitionerSetup: random.chance(20) ? 5 : 0,
    },
    group: isGroup ? { min: 1 + random.below(3), max: 3 + random.below(3), sameGender: random.chance(30) } : null,
    sameGender: random.chance(15),
    contraindications: random.chance(30) ? ['fever'] : [],
  };
}

export function patientOf(draw: Draw, id: string, people: readonly Practitioner[]): Patient {
  const { random } = draw;
  const flag = (): Patient['flags'][number] => ({
    flag: 'fever',
    from: maybe(random, 50, () => anyMinute(draw)),
    until: maybe(random, 70, () => anyMinute(draw)),
  });
  return {
    id,
    gender: random.pick(GENDERS),
    sameGender: random.chance(20),
    flags: many(random.below(2), flag).filter(({ from, until }) => from === null || until === null || from < until),
    open: maybe(random, 40, () => hoursOf(draw)),
    urgency: random.below(4),
    deadline: maybe(random, 40, () => anyMinute(draw)),
    maxSessionsPerDay: maybe(random, 30, () => 1 + random.below(3)),
    preferences: {
      times: random.chance(40) ? [{ from: 480 + 60 * random.below(4), to: 840 + 30 * random.below(4) }] : [],
      practitionerIds: random.chance(40) ? [random.pick(people).id] : [],
      compactDays: random.chance(40),
      avoidEarly: random.chance(40),
    },
  };
}
