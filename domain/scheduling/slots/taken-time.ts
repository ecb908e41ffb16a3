import { normalise, type Intervals } from '../availability/intervals';
import type { Minute } from '../model/clinic-problem';

/** Time taken from a resource, its buffers included: an appointment, or a hold that ends by itself. */
export interface Taken {
  readonly start: Minute;
  readonly end: Minute;
  readonly units: number;
  /** Null: an appointment. Else a hold, which counts while this is after now. */
  readonly expiresAt: Minute | null;
}

interface Blocked {
  /** The answer holds while `since <= now < until`: no hold ends in between. */
  readonly since: Minute;
  readonly until: Minute;
  readonly intervals: Intervals;
}

/** What is taken from one resource of one or more units; a change is a new object with a new version. */
export class TakenTime {
  private readonly known = new Map<number, Blocked>();

  constructor(
    readonly version: number,
    readonly units: number,
    private readonly rows: readonly Taken[],
  ) {}

  /** The minutes in which fewer than `need` units are free. O(rows log rows), then O(1) until a hold ends. */
  blocked(need: number, now: Minute): Intervals {
    const known = this.known.get(need);
    if (known !== undefined && known.since <= now && now < known.until) return known.intervals;
    let [since, until] = [-Infinity, Infinity];
    const live: Taken[] = [];
    for (const row of this.rows) {
      if (row.expiresAt !== null && row.expiresAt <= now) since = Math.max(since, row.expiresAt);
      else {
        if (row.expiresAt !== null) until = Math.min(until, row.expiresAt);
        live.push(row);
      }
    }
    const intervals = this.units === 1 && need === 1 ? allOf(live) : overUse(live, this.units - need);
    this.known.set(need, { since, until, intervals });
    return intervals;
  }
}

function allOf(rows: readonly Taken[]): Intervals {
  const pairs = new Int32Array(2 * rows.length);
  for (const [i, { start, end, units }] of rows.entries()) {
    pairs[2 * i] = start;
    pairs[2 * i + 1] = units > 0 ? end : start;
  }
  return normalise(pairs);
}

/** The minutes in which more than `limit` units are taken. */
function overUse(rows: readonly Taken[], limit: number): Intervals {
  const steps = rows
    .filter(({ start, end }) => start < end)
    .flatMap(({ start, end, units }) => [
      { at: start, units },
      { at: end, units: -units },
    ])
    .sort((a, b) => a.at - b.at);
  const pairs: number[] = [];
  let used = 0;
  for (const [i, { at, units }] of steps.entries()) {
    used += units;
    const next = steps[i + 1]?.at ?? at;
    if (used > limit && next > at) pairs.push(at, next);
  }
  return normalise(pairs);
}
