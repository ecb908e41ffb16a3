import type { Minute, Span } from '../model/clinic-problem';
import { dayOfWall, dayStartOf } from '../time/local-calendar';
import { zoneClock } from '../time/zone-clock';

/** When and in which steps a service can be booked. */
export interface BookingRules {
  /** Minutes that must pass between now and the start; elapsed time, whatever the clocks do. */
  readonly noticeMinutes: number;
  /** A start lies at most this many calendar days after today, in the zone; 0: today only. */
  readonly horizonDays: number;
  /** A start's minute of the day on the wall is a multiple of it, 1 to 1440. */
  readonly alignMinutes: number;
  /** Minutes the specialist keeps free before and after; they may lie outside of opening hours. */
  readonly bufferBefore: number;
  readonly bufferAfter: number;
}

/** The span in which a booking may start at this moment; empty (`end <= start`) when notice reaches beyond the horizon. O(1). */
export function bookingWindow(rules: BookingRules, zone: string, now: Minute): Span {
  const clock = zoneClock(zone);
  const lastDay = dayOfWall(clock.utcToLocal(now)) + rules.horizonDays;
  return { start: now + rules.noticeMinutes, end: dayStartOf(clock, lastDay + 1) };
}
