import type { WallClock } from './wall-clock';

/*
 * Slots by brute force: every minute of every resource is asked on its own. Written from the rules in
 * docs/features/scheduling-engine/time-and-slots.md; shares no code with the engine.
 */

type Hours = readonly { readonly from: number; readonly to: number }[];

export interface OracleResource {
  readonly id: string;
  readonly weekly: readonly Hours[];
  readonly campaigns: readonly { readonly from: number; readonly until: number; readonly weekly: readonly Hours[] }[];
  readonly overrides: readonly { readonly day: number; readonly hours: Hours }[];
  readonly leave: readonly { readonly start: number; readonly end: number }[];
  readonly units: number;
  readonly taken: readonly {
    readonly start: number;
    readonly end: number;
    readonly units: number;
    readonly expiresAt: number | null;
  }[];
}

export interface OracleQuery {
  readonly now: number;
  readonly from: number;
  readonly to: number;
  readonly duration: number;
  readonly notice: number;
  readonly horizonDays: number;
  readonly align: number;
  readonly before: number;
  readonly after: number;
  readonly specialists: readonly OracleResource[];
  readonly pools: readonly {
    readonly resources: readonly OracleResource[];
    readonly need: number;
    readonly before: number;
    readonly after: number;
  }[];
  readonly holidays: readonly number[];
  readonly closures: readonly { readonly start: number; readonly end: number }[];
}

/** The hours that begin on a day (since 1970): override, holiday, last campaign, week. */
function hoursOn(resource: OracleResource, day: number, holidays: readonly number[]): Hours {
  const weekday = (new Date(day * 86_400_000).getUTCDay() + 6) % 7;
  let hours: Hours = resource.weekly[weekday] ?? [];
  for (const { from, until, weekly } of resource.campaigns) if (day >= from && day <= until) hours = weekly[weekday] ?? [];
  if (holidays.includes(day)) hours = [];
  for (const override of resource.overrides) if (override.day === day) hours = override.hours;
  return hours;
}

/** For each minute of the clock whether the resource is open: from the first to the last minute that shows a time of the hours. */
export function openMinutes(
  resource: OracleResource,
  clock: WallClock,
  query: Pick<OracleQuery, 'holidays' | 'closures'>,
): boolean[] {
  const open = Array.from({ length: clock.length }, () => false);
  for (let day = Math.min(...clock.days) - 1; day <= Math.max(...clock.days); day += 1) {
    for (const { from, to } of hoursOn(resource, day, query.holidays)) {
      let [first, last] = [clock.length, -1];
      for (let i = 0; i < clock.length; i += 1) {
        const sinceThatMidnight = ((clock.days[i] ?? 0) - day) * 1440 + (clock.minutes[i] ?? 0);
        if (sinceThatMidnight < from || sinceThatMidnight >= to) continue;
        first = Math.min(first, i);
        last = i;
      }
      for (let i = first; i <= last; i += 1) open[i] = true;
    }
  }
  for (const { start, end } of [...resource.leave, ...query.closures]) {
    open.fill(false, Math.max(0, start - clock.first), Math.max(0, end - clock.first));
  }
  return open;
}

/** Every offer as `start id`, in the order of the engine. */
export function bruteForceSlots(query: OracleQuery, clock: WallClock): string[] {
  const everybody = [...query.specialists, ...query.pools.flatMap(({ resources }) => resources)];
  const openOf = new Map(everybody.map((resource) => [resource.id, openMinutes(resource, clock, query)]));
  const freeUnits = (resource: OracleResource, minute: number): number => {
    let used = 0;
    for (const row of resource.taken) {
      const counts = row.expiresAt === null || row.expiresAt > query.now;
      if (counts && minute >= row.start && minute < row.end) used += row.units;
    }
    return resource.units - used;
  };
  const unitsDuring = (resource: OracleResource, start: number, before: number, after: number): number => {
    const open = openOf.get(resource.id) ?? [];
    for (let minute = start; minute < start + query.duration; minute += 1) if (open[minute - clock.first] !== true) return 0;
    let units = resource.units;
    for (let minute = start - before; minute < start + query.duration + after; minute += 1) {
      units = Math.min(units, freeUnits(resource, minute));
    }
    return Math.max(0, units);
  };
  const today = clock.days[query.now - clock.first] ?? 0;
  const slots: string[] = [];
  for (let start = query.from; start < query.to; start += 1) {
    const i = start - clock.first;
    if (start < query.now + query.notice || (clock.days[i] ?? 0) > today + query.horizonDays) continue;
    if ((clock.minutes[i] ?? 0) % query.align !== 0) continue;
    const hasPools = query.pools.every(
      ({ resources, need, before, after }) =>
        resources.reduce((sum, resource) => sum + unitsDuring(resource, start, before, after), 0) >= need,
    );
    if (!hasPools) continue;
    for (const specialist of [...query.specialists].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      if (unitsDuring(specialist, start, query.before, query.after) >= 1) slots.push(`${start} ${specialist.id}`);
    }
  }
  return slots;
}
