import type { LocalDate } from '#domain/shared/local-date';
import type { Minute, Span } from '../model/clinic-problem';

/**
 * Hours of one day on the wall: minutes since its midnight. `from` is 0 to 1439; `to` is larger and at most 2880: what lies beyond
 * 1440 runs past midnight and still belongs to the day it began on.
 */
export interface WallHours {
  readonly from: number;
  readonly to: number;
}

/** Monday first, seven days; a day may have several spans, or none. */
export type WeeklyHours = readonly (readonly WallHours[])[];

/** Hours of a campaign for the days `[from, until]`: the weekly hours are put aside. */
export interface CampaignHours {
  readonly from: LocalDate;
  /** The last day, inclusive. */
  readonly until: LocalDate;
  readonly weekly: WeeklyHours;
}

/** The hours of one day that replace all others; none: closed. */
export interface DateOverride {
  readonly date: LocalDate;
  readonly hours: readonly WallHours[];
}

/**
 * When a specialist, a room or a piece of equipment can be had, as people write it down. The hours that begin on a day are those of
 * the first of these that speaks of it: date override, holiday of the centre (none), campaign (the last in the list), week. Leave
 * and closures are taken away from what that gives.
 */
export interface ResourceCalendar {
  readonly resourceId: string;
  /** Grows with every change of this resource's rules. */
  readonly version: number;
  /** IANA name. */
  readonly zone: string;
  readonly weekly: WeeklyHours;
  readonly campaigns: readonly CampaignHours[];
  readonly overrides: readonly DateOverride[];
  /** Absences of this resource: leave of a person, repair of equipment. In any order; may overlap. */
  readonly leave: readonly Span[];
}

/** What a centre says about all its resources. */
export interface CentreCalendar {
  /** Grows with every change. */
  readonly version: number;
  readonly holidays: readonly LocalDate[];
  /** Times the house is shut. */
  readonly closures: readonly Span[];
}

/** The time for which calendars are compiled. */
export interface CalendarRange {
  readonly from: Minute;
  readonly to: Minute;
  /** Length of a cell of the bitset in minutes; cells begin at multiples of it. */
  readonly cellMinutes: number;
}
