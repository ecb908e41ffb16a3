import { compileCalendar } from '#domain/scheduling/calendar/compile-calendar';
import type { SlotQuery } from '#domain/scheduling/slots/slot-query';
import { TakenTime, type Taken } from '#domain/scheduling/slots/taken-time';
import { createRandom } from '#domain/scheduling/shared/random';

/** A month of a large clinic, in the shapes the engine and its peers want it. */
export interface SlotWorld {
  readonly zone: string;
  readonly from: number;
  readonly to: number;
  readonly duration: number;
  readonly align: number;
  readonly specialists: readonly SpecialistMonth[];
}

export interface SpecialistMonth {
  readonly id: string;
  /** Hours of every day of the week, in minutes since midnight. */
  readonly hours: readonly { readonly from: number; readonly to: number }[];
  /** Appointments, in minutes since 1970. */
  readonly busy: readonly Taken[];
}

const SPECIALISTS = 100;
const DAYS = 31;
const ZONE = 'Europe/Berlin';

/** 100 specialists, 31 days from a local midnight in summer time, four appointments a day, starts every half hour. */
export function slotWorld(firstDay: string): SlotWorld {
  const random = createRandom(31);
  const from = Date.parse(firstDay) / 60_000 - 120;
  const to = from + DAYS * 1440;
  const specialists = Array.from({ length: SPECIALISTS }, (_, i) => ({
    id: `specialist-${String(i).padStart(3, '0')}`,
    hours: [
      { from: 8 * 60 + 30 * random.below(3), to: 12 * 60 + 30 },
      { from: 13 * 60 + 30, to: 17 * 60 + 30 * random.below(4) },
    ],
    busy: Array.from({ length: DAYS * 4 }, (__, n) => {
      const start = from + Math.floor(n / 4) * 1440 + 8 * 60 + 5 * random.below(114);
      return { start, end: start + 45, units: 1, expiresAt: null };
    }),
  }));
  return { zone: ZONE, from, to, duration: 60, align: 30, specialists };
}

/** The query of a booking page for the world. */
export function slotQuery(world: SlotWorld): SlotQuery {
  const range = { from: world.from, to: world.to + 1440, cellMinutes: 5 };
  const centre = { version: 1, holidays: [], closures: [] };
  return {
    version: 1,
    zone: world.zone,
    now: world.from - 1440,
    from: world.from,
    to: world.to,
    durationMinutes: world.duration,
    rules: { noticeMinutes: 0, horizonDays: 60, alignMinutes: world.align, bufferBefore: 0, bufferAfter: 0 },
    specialists: world.specialists.map(({ id, hours, busy }) => {
      const weekly = Array.from({ length: 7 }, () => hours);
      const rules = { resourceId: id, version: 1, zone: world.zone, weekly, campaigns: [], overrides: [], leave: [] };
      return { id, calendar: compileCalendar(rules, centre, range), taken: new TakenTime(1, 1, busy) };
    }),
    pools: [],
    seats: 1,
    groups: [],
  };
}
