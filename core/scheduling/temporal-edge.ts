import type { Temporal as TemporalApi } from 'temporal-polyfill' with { 'resolution-mode': 'import' };
import type { Minute } from '#domain/scheduling/model/clinic-problem';
import { AppError } from '#core/kernel/errors';

/*
 * The one place that knows Temporal: texts that people and programs send become minutes here, and minutes become texts. Inside, the
 * engine counts with its own tables (domain/scheduling/time). Every refusal is 422 with the pointer it was given.
 */

const MINUTE_MS = 60_000;

function refusal(pointer: string, code: string, message: string, cause?: unknown): AppError {
  return new AppError('validation_failed', { errors: [{ pointer, code, message }], cause });
}

/** Loads Temporal (an ES module) once and gives its functions. */
export async function openTemporalEdge(): Promise<TemporalEdge> {
  const { Temporal } = await import('temporal-polyfill');
  return new TemporalEdge(Temporal);
}

export class TemporalEdge {
  constructor(private readonly temporal: typeof TemporalApi) {}

  /**
   * The minute of an ISO 8601 text with `Z` or an offset, `2026-10-25T02:30+01:00`. A zone in brackets must agree with the offset.
   * Refuses with `invalid_instant` or `whole_minute`.
   */
  parseInstant(text: string, pointer: string): Minute {
    return wholeMinute(this.readInstant(text, pointer), pointer);
  }

  /**
   * The minute at which the clock of the zone shows a local text, `2026-10-25T09:00`. Nobody means one of two instants, or none:
   * refuses with `missing_time` in a gap, `doubled_time` in an overlap, `invalid_local_time`, `unknown_zone` or `whole_minute`.
   */
  parseLocalTime(text: string, zone: string, pointer: string): Minute {
    const local = this.readLocal(text, pointer);
    const early = inZone(local, zone, 'earlier', pointer);
    const late = inZone(local, zone, 'later', pointer);
    if (early.equals(late)) return wholeMinute(early.toInstant(), pointer);
    if (early.toPlainDateTime().equals(late.toPlainDateTime())) {
      const both = [early, late]
        .map((reading) => reading.toString({ timeZoneName: 'never', smallestUnit: 'minute' }))
        .join(' or ');
      throw refusal(pointer, 'doubled_time', `The clocks go back then, and this time comes twice. Send ${both}.`);
    }
    const near = [early, late].map((reading) => reading.toPlainTime().toString({ smallestUnit: 'minute' })).join(' or ');
    throw refusal(pointer, 'missing_time', `The clocks go forward then, and this time does not exist. Try ${near}.`);
  }

  /**
   * The minute at which the clock shows the same time `days` calendar days later (earlier when negative). Inside a gap it is later by
   * the gap; of a doubled time it is the earlier. Throws RangeError for a zone the runtime does not know.
   */
  sameLocalTime(minute: Minute, zone: string, days: number): Minute {
    return Math.floor(this.zoned(minute, zone).add({ days }).epochMilliseconds / MINUTE_MS);
  }

  /** `2026-10-05T09:00+02:00` (RFC 3339 without seconds) in the zone. Throws RangeError for a zone the runtime does not know. */
  formatInstant(minute: Minute, zone: string): string {
    return this.zoned(minute, zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' });
  }

  private zoned(minute: Minute, zone: string): TemporalApi.ZonedDateTime {
    return this.temporal.Instant.fromEpochMilliseconds(minute * MINUTE_MS).toZonedDateTimeISO(zone);
  }

  private readInstant(text: string, pointer: string): TemporalApi.Instant {
    try {
      if (!text.includes('[')) return this.temporal.Instant.from(text);
      return this.temporal.ZonedDateTime.from(text, { offset: 'reject', disambiguation: 'reject' }).toInstant();
    } catch (error) {
      const message = 'Write the time in ISO 8601 with Z or an offset that is in force then, such as 2026-10-05T09:00+02:00.';
      throw refusal(pointer, 'invalid_instant', message, error);
    }
  }

  private readLocal(text: string, pointer: string): TemporalApi.PlainDateTime {
    try {
      return this.temporal.PlainDateTime.from(text, { overflow: 'reject' });
    } catch (error) {
      throw refusal(pointer, 'invalid_local_time', 'Write day and time as 2026-10-05T09:00, without Z or offset.', error);
    }
  }
}

function wholeMinute(instant: TemporalApi.Instant, pointer: string): Minute {
  const minute = instant.epochMilliseconds / MINUTE_MS;
  if (!Number.isInteger(minute)) throw refusal(pointer, 'whole_minute', 'Give a time without seconds.');
  return minute;
}

function inZone(
  local: TemporalApi.PlainDateTime,
  zone: string,
  disambiguation: 'earlier' | 'later',
  pointer: string,
): TemporalApi.ZonedDateTime {
  try {
    return local.toZonedDateTime(zone, { disambiguation });
  } catch (error) {
    throw refusal(pointer, 'unknown_zone', 'Name the time zone as in Europe/Berlin.', error);
  }
}
