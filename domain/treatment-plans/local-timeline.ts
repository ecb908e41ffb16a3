import { addDays, laterDate, type LocalDate } from '#domain/shared/local-date';
import { fromLocal, toLocal, type Instant, type WallTime } from '#domain/shared/zoned-time';
import type { PausePeriod, ZonePeriod } from './enrollment-facts';

/**
 * The patient's own calendar: local days over a history of zones. Every boundary (a midnight, a noon, a reminder) is the first
 * instant at which the patient's clock showed it or later. So local dates never run backwards: a boundary passed before a move
 * west is not passed again, and one jumped over by a move east happens at the move (plan-semantics §2).
 */
export type ZoneHistory = readonly [ZonePeriod, ...ZonePeriod[]];

/** The zone history as it was known at an instant; the first period always stays. */
export function zonesKnownAt(zones: ZoneHistory, at: Instant): ZoneHistory {
  const [first, ...later] = zones;
  return [first, ...later.filter((period) => period.since <= at)];
}

/** The zone the patient lives in at an instant. */
export function zoneAt(zones: ZoneHistory, at: Instant): string {
  return zonesKnownAt(zones, at).at(-1)?.zone ?? zones[0].zone;
}

/** First instant at which the patient's clock shows the day and time or later. O(zone periods). */
export function firstInstantOf(zones: ZoneHistory, date: LocalDate, time: WallTime = '00:00'): Instant {
  for (const [index, period] of zones.entries()) {
    const until = zones[index + 1]?.since;
    const shown = fromLocal(date, time, period.zone);
    const candidate = index === 0 ? shown : Math.max(shown, period.since);
    if (until === undefined || candidate < until) return candidate;
  }
  return fromLocal(date, time, zones[0].zone);
}

/** The patient's local date at an instant; never earlier than at any instant before. O(zone periods). */
export function localDateAt(zones: ZoneHistory, at: Instant): LocalDate {
  const known = zonesKnownAt(zones, at);
  let date = toLocal(at, known[known.length - 1]?.zone ?? known[0].zone).date;
  for (const [index, period] of known.entries()) {
    const next = known[index + 1];
    if (next !== undefined) date = laterDate(date, toLocal(next.since - 1, period.zone).date);
  }
  return firstInstantOf(known, addDays(date, 1)) <= at ? addDays(date, 1) : date;
}

/** Whether the instant lies in a pause; a pause holds from its start up to, not including, its end. */
export function isPausedAt(pauses: readonly PausePeriod[], at: Instant): boolean {
  return pauses.some((pause) => pause.from <= at && (pause.until === null || at < pause.until));
}

/** Whether a local day counts as paused: paused at its local noon. */
export function isPausedDay(zones: ZoneHistory, pauses: readonly PausePeriod[], date: LocalDate): boolean {
  return pauses.length > 0 && isPausedAt(pauses, firstInstantOf(zones, date, '12:00'));
}

/**
 * The instant at which `ms` of time outside pauses have passed since `from`; null when an open pause comes first.
 * Must be given pauses in order of their start. O(pauses).
 */
export function afterUnpausedTime(pauses: readonly PausePeriod[], from: Instant, ms: number): Instant | null {
  let cursor = from;
  let rest = ms;
  for (const pause of pauses) {
    if (pause.until !== null && pause.until <= cursor) continue;
    const free = Math.max(0, pause.from - cursor);
    if (rest <= free) return cursor + rest;
    if (pause.until === null) return null;
    rest -= free;
    cursor = pause.until;
  }
  return cursor + rest;
}
