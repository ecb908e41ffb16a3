import { toDayNumber } from '#domain/shared/local-date';
import type { CentreCalendar, ResourceCalendar, WallHours, WeeklyHours } from './resource-calendar';

/** The hours that begin on each day (days since 1970-01-01), by the precedence of `ResourceCalendar`. */
export type HoursOfDay = (day: number) => readonly WallHours[];

const CLOSED: readonly WallHours[] = [];

/** Prepares the look-up: O(rules) once, then O(campaigns) a day. The last of two overrides of one date counts. */
export function hoursOfDay(resource: ResourceCalendar, centre: CentreCalendar): HoursOfDay {
  const overrides = new Map(resource.overrides.map(({ date, hours }) => [toDayNumber(date), hours]));
  const holidays = new Set(centre.holidays.map(toDayNumber));
  const campaigns = resource.campaigns
    .map(({ from, until, weekly }) => ({ from: toDayNumber(from), until: toDayNumber(until), weekly }))
    .reverse();
  return (day) => {
    const override = overrides.get(day);
    if (override !== undefined) return override;
    if (holidays.has(day)) return CLOSED;
    const campaign = campaigns.find(({ from, until }) => from <= day && day <= until);
    return ofWeekday(campaign?.weekly ?? resource.weekly, day);
  };
}

/** 1970-01-01 was a Thursday, the fourth of a week that begins with Monday. */
function ofWeekday(weekly: WeeklyHours, day: number): readonly WallHours[] {
  return weekly[(((day + 3) % 7) + 7) % 7] ?? CLOSED;
}
