/**
 * A second, deliberately slow reading of plan-semantics §1–3, written apart from `domain/treatment-plans` and sharing no code with it:
 * it walks the patient's clock in quarter-hours and keeps the books day by day. Tests hold both against each other.
 */

export interface OracleHistory {
  start_date: string;
  f: number;
  n: number;
  zones: { since: number; zone: string }[];
  pauses: { from: number; until: number | null }[];
  entries: { at: number; local_date: string; outcome: 'completed' | 'skipped' }[];
  ended_at: number | null;
}

export interface OracleResult {
  today: string;
  end_date: string;
  total: number;
  completed: number;
  skipped: number;
  adherence: { met: number; expected: number } | null;
  week_streak: number;
  freezes: number;
  day_streak: number;
  weeks: { monday: string; done: number; expected: number; closed: boolean; neutral: boolean; left_out: boolean }[];
}

const QUARTER = 15 * 60_000;
const DAY = 24 * 60 * 60_000;
const FIRST = Date.UTC(2025, 0, 1);
const LAST = Date.UTC(2030, 0, 1);
const tables = new Map<string, Int32Array>();

/** Offsets of a zone per quarter-hour, in milliseconds, straight from Intl. */
function table(zone: string): Int32Array {
  const known = tables.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const offsets = new Int32Array((LAST - FIRST) / QUARTER);
  const measure = (index: number): number => {
    const at = FIRST + index * QUARTER;
    const [d, m, y, h, min, s] = format
      .format(at)
      .split(/[^\d]+/)
      .map(Number) as [number, number, number, number, number, number];
    return Date.UTC(y, m - 1, d, h, min, s) - at;
  };
  // A day whose two ends agree has one offset: no zone of the test list changes twice within a day.
  for (let index = 0; index < offsets.length; index += 96) {
    const here = measure(index);
    if (here === measure(Math.min(index + 96, offsets.length - 1))) offsets.fill(here, index, index + 96);
    else for (let quarter = index; quarter < index + 96; quarter += 1) offsets[quarter] = measure(quarter);
  }
  tables.set(zone, offsets);
  return offsets;
}

const texts = new Map<number, string>();
const iso = (day: number): string => {
  const known = texts.get(day) ?? new Date(day * DAY).toISOString().slice(0, 10);
  texts.set(day, known);
  return known;
};
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;

/** The patient's clock: for each day number, when it began and when it was noon. It never shows an earlier time than before. */
export interface Clock {
  began: Map<number, number>;
  noon: Map<number, number>;
  todayAt(at: number): string;
}

export function clockOf(zones: { since: number; zone: string }[], from: number, to: number): Clock {
  const began = new Map<number, number>();
  const noon = new Map<number, number>();
  const order: { at: number; day: number }[] = [];
  let latest = -Infinity;
  let boundary = -Infinity;
  const pass = (at: number, shown: number): void => {
    const firstDay = Math.floor((latest === -Infinity ? shown : latest) / DAY);
    for (let day = firstDay; day * DAY <= shown; day += 1) {
      if (latest < day * DAY) {
        began.set(day, at);
        order.push({ at, day });
      }
      if (latest < day * DAY + DAY / 2 && day * DAY + DAY / 2 <= shown) noon.set(day, at);
    }
    latest = shown;
    boundary = (Math.floor(shown / (DAY / 2)) + 1) * (DAY / 2);
  };
  let current = 0;
  let offsets = table(zones[0]!.zone);
  const start = Math.floor((from - FIRST) / QUARTER);
  const end = Math.ceil((to - FIRST) / QUARTER);
  for (let index = start; index < end; index += 1) {
    const at = FIRST + index * QUARTER;
    while (current + 1 < zones.length && zones[current + 1]!.since <= at) {
      current += 1;
      offsets = table(zones[current]!.zone);
      const since = zones[current]!.since;
      const shown = since + offsets[Math.floor((since - FIRST) / QUARTER)]!;
      if (shown >= boundary) pass(since, shown);
    }
    const shown = at + offsets[index]!;
    if (shown >= boundary) pass(at, shown);
  }
  return {
    began,
    noon,
    todayAt(at) {
      let low = 0;
      let high = order.length - 1;
      while (low < high) {
        const mid = Math.ceil((low + high) / 2);
        if (order[mid]!.at <= at) low = mid;
        else high = mid - 1;
      }
      return iso(order[low]!.day);
    },
  };
}

/** How far the walk must look around a history: from a week before everything to well after the last week could end. */
export function clockFor(history: OracleHistory, asOf: number): Clock {
  const start = dayOf(history.start_date) * DAY;
  const first = Math.min(start, asOf, ...history.entries.map((entry) => entry.at)) - 4 * DAY;
  return clockOf(history.zones, first, Math.max(start, asOf) + 9 * DAY);
}

export function slowOracle(history: OracleHistory, asOf: number, clock: Clock = clockFor(history, asOf)): OracleResult {
  const today = clock.todayAt(asOf);
  const total = history.f * history.n;
  const known = history.entries.filter((entry) => entry.at <= asOf);
  const ended = history.ended_at !== null && history.ended_at <= asOf ? history.ended_at : null;
  const book = new Map<string, { done: number; used: number }>();
  for (const entry of known) {
    const page = book.get(entry.local_date) ?? { done: 0, used: 0 };
    page.used += 1;
    if (entry.outcome === 'completed') page.done += 1;
    book.set(entry.local_date, page);
  }
  const doneOn = (date: string): number => book.get(date)?.done ?? 0;
  const usedOn = (date: string): number => book.get(date)?.used ?? 0;

  let day = dayOf(history.start_date);
  let used = 0;
  while (new Date(day * DAY).getUTCDay() !== 1) {
    used += usedOn(iso(day));
    day += 1;
  }

  const weeks: OracleResult['weeks'] = [];
  let counted = 0;
  let met = 0;
  let expectedSum = 0;
  let anyClosed = false;
  let streak = 0;
  let freezes = 0;
  let towardsFreeze = 0;
  let openCounted = false;
  let endDay = day + 7 * history.n - 1;
  // The lead-in cannot be followed by anything when the course ended in it.
  let running = !(ended !== null && clock.began.has(day) && ended < clock.began.get(day)!);
  if (ended !== null && !clock.began.has(day)) running = false;
  while (counted < history.n && running) {
    const expected = Math.min(history.f, total - used);
    let done = 0;
    let usedNow = 0;
    let paused = 0;
    for (let weekday = 0; weekday < 7; weekday += 1) {
      const date = iso(day + weekday);
      done += doneOn(date);
      usedNow += usedOn(date);
      const noon = clock.noon.get(day + weekday);
      if (noon !== undefined && history.pauses.some((p) => p.from <= noon && (p.until === null || noon < p.until))) paused += 1;
    }
    const closesAt = clock.began.get(day + 7);
    const sundayOver = closesAt !== undefined && closesAt <= asOf;
    const endedHere = ended !== null && (closesAt === undefined || ended < closesAt);
    const onTarget = done >= Math.max(0, expected);
    const week = {
      monday: iso(day),
      done,
      expected: Math.max(0, expected),
      closed: sundayOver || endedHere,
      neutral: false,
      left_out: false,
    };
    weeks.push(week);
    if (endedHere && !onTarget) {
      week.left_out = true;
      break;
    }
    if (sundayOver && !onTarget && paused >= 4 && !endedHere) {
      week.neutral = true;
      endDay += 7;
    } else if (week.closed) {
      counted += 1;
      anyClosed = true;
      met += Math.min(done, week.expected);
      expectedSum += week.expected;
      if (onTarget) {
        streak += 1;
        towardsFreeze += 1;
        if (towardsFreeze === 4) {
          towardsFreeze = 0;
          if (freezes < 2) freezes += 1;
        }
      } else {
        towardsFreeze = 0;
        if (freezes > 0) freezes -= 1;
        else streak = 0;
      }
    } else {
      counted += 1;
      if (!openCounted && onTarget && expected > 0) streak += 1;
      openCounted = true;
    }
    used += usedNow;
    day += 7;
    if (endedHere) break;
  }

  let streakDays = 0;
  let cursor = dayOf(today);
  if (doneOn(iso(cursor)) === 0) cursor -= 1;
  while (doneOn(iso(cursor)) > 0) {
    streakDays += 1;
    cursor -= 1;
  }
  return {
    today,
    end_date: iso(endDay),
    total,
    completed: known.filter((entry) => entry.outcome === 'completed').length,
    skipped: known.filter((entry) => entry.outcome === 'skipped').length,
    adherence: anyClosed ? { met, expected: expectedSum } : null,
    week_streak: streak,
    freezes,
    day_streak: streakDays,
    weeks,
  };
}
