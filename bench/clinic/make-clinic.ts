import type { ClinicProblem, Item, Span } from '#domain/scheduling/model/clinic-problem';
import { THERAPIES } from './catalogue';
import { localTime, type LocalTime } from './local-time';
import { itemOf, makeHouse, makeLots, type House } from './make-house';
import { makeLoad } from './make-load';
import { makeCourse, type Course } from './make-patients';
import type { Step } from './protocols';
import { randomOf, type Random } from './random';

/** What to make. */
export interface ClinicSize {
  readonly seed: number;
  /** One house per zone. */
  readonly zones: readonly string[];
  /** A Monday, as in `2026-10-05`. */
  readonly firstDay: string;
  readonly days: number;
  /** Of each house. */
  readonly rooms: number;
  readonly practitioners: number;
  readonly patients: number;
  /** The course of the n-th patient of a house. */
  readonly course: (index: number) => readonly Step[];
  /** Courses begin on one of the first `spread` days. */
  readonly spread: number;
  /** Percent of everybody's hours and of the rooms' that is booked already. */
  readonly load: number;
}

const UNITS: readonly (readonly [item: string, unit: string])[] = [
  ['sesame-oil', 'ml'],
  ['trivrit-powder', 'g'],
];

function horizonOf(times: readonly LocalTime[], days: number): Span {
  return {
    start: Math.min(...times.map((time) => time.at(0, 0))),
    end: Math.max(...times.map((time) => time.at(days, 0))),
  };
}

function coursesOf(size: ClinicSize, house: House, time: LocalTime, random: Random): Course[] {
  return Array.from({ length: size.patients }, (_, index) => {
    const id = `${house.centre.id}-patient-${String(index + 1).padStart(3, '0')}`;
    return makeCourse(id, size.course(index), random.below(size.spread), house, time, size.days, random);
  });
}

function stockOf(houses: readonly House[], times: readonly LocalTime[], courses: readonly Course[], days: number): Item[] {
  const sessions = courses.flatMap((course) => course.sessions);
  return UNITS.map(([itemId, unit]) => {
    const lots = houses.flatMap(({ centre }, index) => {
      const needed = sessions
        .filter(({ centreId }) => centreId === centre.id)
        .flatMap(({ therapyId }) => THERAPIES.find(({ id }) => id === therapyId)?.materials ?? [])
        .reduce((sum, material) => sum + (material.itemId === itemId ? material.quantity : 0), 0);
      const time = times[index];
      return time === undefined ? [] : makeLots(itemId, centre.id, time, needed, days);
    });
    return itemOf(itemId, unit, lots);
  });
}

/** A clinic of houses for Panchakarma and physiotherapy with their patients. The same size and seed: the same clinic. */
export function makeClinic(size: ClinicSize): ClinicProblem {
  const random = randomOf(size.seed);
  const times = size.zones.map((zone) => localTime(zone, size.firstDay));
  const horizon = horizonOf(times, size.days);
  const houses = times.map((time, index) => makeHouse(`c${index + 1}`, time, horizon, size, random));
  const bookings = houses.flatMap((house) => makeLoad(house, size.load, random));
  const courses = houses.flatMap((house, index) => {
    const time = times[index];
    return time === undefined ? [] : coursesOf(size, house, time, random);
  });
  return {
    now: horizon.start,
    horizon,
    centres: houses.map(({ centre }) => centre),
    rooms: houses.flatMap(({ rooms }) => rooms),
    practitioners: houses.flatMap(({ practitioners }) => practitioners),
    equipment: houses.flatMap(({ equipment }) => equipment),
    items: stockOf(houses, times, courses, size.days),
    therapies: THERAPIES,
    patients: courses.map(({ patient }) => patient),
    sessions: courses.flatMap(({ sessions }) => sessions),
    links: courses.flatMap(({ links }) => links),
    bookings,
    closures: houses.flatMap(({ closures }) => closures),
    rules: [],
  };
}
