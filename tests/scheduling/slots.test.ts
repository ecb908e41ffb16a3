import fc from 'fast-check';
import { spansOf, compileCalendar } from '#domain/scheduling/calendar/compile-calendar';
import { applyDiff, diffSlots, type SlotDiff } from '#domain/scheduling/slots/diff-slots';
import { findSlots } from '#domain/scheduling/slots/find-slots';
import { slotsOf } from '#domain/scheduling/slots/slot-list';
import type { SlotQuery, SlotResource } from '#domain/scheduling/slots/slot-query';
import { TakenTime } from '#domain/scheduling/slots/taken-time';
import { fromDayNumber } from '#domain/shared/local-date';
import { bruteForceSlots, openMinutes, type OracleQuery, type OracleResource } from '#tests/support/scheduling/slot-oracle';
import { readWallClock, type WallClock } from '#tests/support/scheduling/wall-clock';

/** Two days around a moment of UTC: days on which clocks move, by an hour or half of one, at midnight or not, and one plain day. */
const MOMENTS: [zone: string, at: string][] = [
  ['Europe/Berlin', '2027-03-28T01:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00Z'],
  ['America/New_York', '2026-11-01T06:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
  ['Australia/Lord_Howe', '2027-04-03T15:00Z'],
  ['America/Santiago', '2026-09-06T04:00Z'],
  ['America/Havana', '2026-11-01T05:00Z'],
  ['Africa/Casablanca', '2027-02-07T02:00Z'],
  ['Asia/Kathmandu', '2026-10-05T06:00Z'],
];
const LENGTH = 2 * 1440;
const clocks = MOMENTS.map(([zone, at]) => readWallClock(zone, Date.parse(at) / 60_000 - LENGTH / 2, LENGTH));

const number = (min: number, max: number) => fc.integer({ min, max });
/** Times people write are round; a few are not. */
const clockTime = fc.oneof(
  { weight: 4, arbitrary: number(0, 95).map((quarter) => quarter * 15) },
  { weight: 1, arbitrary: number(0, 1439) },
);
const hours = fc.tuple(clockTime, number(1, 900)).map(([from, length]) => ({ from, to: Math.min(2880, from + length) }));
const dayHours = fc.array(hours, { maxLength: 2 });
const weekly = fc.tuple(dayHours, dayHours, dayHours).map(([a, b, c]) => [a, b, c, a, c, b, a]);

function spanIn(clock: WallClock, longest: number) {
  return fc
    .tuple(number(0, clock.length - 1), number(1, longest))
    .map(([offset, length]) => ({ start: clock.first + offset, end: clock.first + offset + length }));
}

function resourceIn(clock: WallClock, id: string, maxUnits: number): fc.Arbitrary<OracleResource> {
  const day = number(Math.min(...clock.days), Math.max(...clock.days));
  const now = clock.first + clock.length / 2;
  const taken = fc
    .tuple(spanIn(clock, 180), number(1, 2), fc.option(number(now - 30, now + 30)))
    .map(([span, units, expiresAt]) => ({ ...span, units: maxUnits === 1 ? 1 : units, expiresAt }));
  return fc.record({
    id: fc.constant(id),
    weekly,
    campaigns: fc.array(
      fc.tuple(day, number(0, 2), weekly).map(([from, more, week]) => ({ from, until: from + more, weekly: week })),
      { maxLength: 2 },
    ),
    overrides: fc.array(fc.record({ day, hours: dayHours }), { maxLength: 1 }),
    leave: fc.array(spanIn(clock, 400), { maxLength: 1 }),
    units: number(1, maxUnits),
    taken: fc.array(taken, { maxLength: 6 }),
  });
}

function queryIn(clock: WallClock): fc.Arbitrary<OracleQuery> {
  const day = number(Math.min(...clock.days), Math.max(...clock.days));
  const middle = clock.first + clock.length / 2;
  const buffer = fc.constantFrom(0, 5, 10, 17);
  const resources = fc.tuple(resourceIn(clock, 'r1', 2), resourceIn(clock, 'r2', 3)).map((pair): OracleResource[] => pair);
  const pool = fc.record({ resources, need: number(1, 2), before: buffer, after: buffer });
  return fc.record({
    // Around the change of the clock, and away from the ends of what the reference knows.
    now: number(middle - 600, middle + 300),
    from: number(middle - 500, middle),
    to: number(middle, middle + 600),
    duration: fc.constantFrom(15, 30, 45, 50, 60, 90),
    notice: fc.constantFrom(0, 0, 60, 125),
    horizonDays: fc.constantFrom(0, 1, 60),
    align: fc.constantFrom(5, 10, 15, 20, 30, 50, 60),
    before: buffer,
    after: buffer,
    specialists: fc.tuple(resourceIn(clock, 'b', 1), resourceIn(clock, 'a', 1)).map((pair): OracleResource[] => pair),
    pools: fc.oneof({ weight: 5, arbitrary: fc.tuple(pool) }, { weight: 1, arbitrary: fc.constant([]) }),
    holidays: fc.array(day, { maxLength: 1 }),
    closures: fc.array(spanIn(clock, 300), { maxLength: 1 }),
  });
}
const clockAt = (index: number): WallClock => {
  const clock = clocks[index];
  if (clock === undefined) throw new Error('There is a clock for each index.');
  return clock;
};
/** The index instead of the clock: a counterexample should be readable. */
const scene = number(0, clocks.length - 1).chain((index) => fc.tuple(fc.constant(index), queryIn(clockAt(index))));

let compiled = 0;
function compile(row: OracleResource, clock: WallClock, query: OracleQuery) {
  compiled += 1;
  const { id: resourceId, weekly: week, leave } = row;
  const campaigns = row.campaigns.map(({ from, until, weekly: other }) => ({
    from: fromDayNumber(from),
    until: fromDayNumber(until),
    weekly: other,
  }));
  const overrides = row.overrides.map(({ day, hours: of }) => ({ date: fromDayNumber(day), hours: of }));
  const centre = { version: 1, holidays: query.holidays.map(fromDayNumber), closures: query.closures };
  const range = { from: clock.first, to: clock.first + clock.length, cellMinutes: 5 };
  return compileCalendar({ resourceId, version: 1, zone: clock.zone, weekly: week, campaigns, overrides, leave }, centre, range);
}

function engineQuery(clock: WallClock, query: OracleQuery): SlotQuery {
  const resource = (row: OracleResource): SlotResource => ({
    id: row.id,
    calendar: compile(row, clock, query),
    taken: new TakenTime(1, row.units, row.taken),
  });
  return {
    version: 1,
    zone: clock.zone,
    now: query.now,
    from: query.from,
    to: query.to,
    durationMinutes: query.duration,
    rules: {
      noticeMinutes: query.notice,
      horizonDays: query.horizonDays,
      alignMinutes: query.align,
      bufferBefore: query.before,
      bufferAfter: query.after,
    },
    specialists: query.specialists.map(resource),
    pools: query.pools.map((pool) => ({ ...pool, resources: pool.resources.map(resource) })),
    seats: 1,
    groups: [],
  };
}

describe('slots of random clinics', () => {
  it('are those of brute force on 10,000 random calendars around changes of the clock', () => {
    let offered = 0;
    compiled = 0;
    fc.assert(
      fc.property(scene, ([index, query]) => {
        const clock = clockAt(index);
        const slots = slotsOf(findSlots(engineQuery(clock, query))).map(({ start, specialistId }) => `${start} ${specialistId}`);
        offered += slots.length;
        expect(slots).toEqual(bruteForceSlots(query, clock));
      }),
      { numRuns: 2900 },
    );
    expect(compiled).toBeGreaterThanOrEqual(10_000);
    // The comparison would prove nothing if nearly all answers were empty.
    expect(offered).toBeGreaterThan(4000);
  });

  it('come from calendars that are open at the minutes the wall clock says', () => {
    fc.assert(
      fc.property(scene, ([index, query]) => {
        const clock = clockAt(index);
        for (const row of query.specialists) {
          const open = Array.from({ length: clock.length }, () => false);
          for (const { start, end } of spansOf(compile(row, clock, query).open)) {
            open.fill(true, start - clock.first, end - clock.first);
          }
          const wanted = openMinutes(row, clock, query);
          // Hours cut by the ends of the reference look shorter to it than they are.
          const inner = open.flatMap((isOpen, i) => (i >= 480 && i < clock.length - 480 && isOpen !== wanted[i] ? [i] : []));
          expect(inner).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('become the slots of a later query when the difference is applied', () => {
    let changed = 0;
    const groups = fc.array(
      fc.record({ specialistId: fc.constantFrom('a', 'b'), after: number(0, 600), seats: number(1, 9), booked: number(0, 8) }),
      { maxLength: 4 },
    );
    const later = fc.record({ shift: number(-60, 60), keepSpecialists: fc.boolean(), first: groups, second: groups });
    const withGroups = (
      query: SlotQuery,
      rows: readonly { specialistId: string; after: number; seats: number; booked: number }[],
    ) => ({
      ...query,
      groups: [...new Map(rows.map((row) => [`${row.specialistId} ${row.after}`, row])).values()].map(({ after, ...row }) => ({
        ...row,
        start: query.from + after,
        heldUntil: [],
      })),
    });
    fc.assert(
      fc.property(scene, scene, later, ([index, query], [, other], { shift, keepSpecialists, first, second }) => {
        const clock = clockAt(index);
        const moved = {
          ...query,
          now: query.now + shift,
          pools: [],
          specialists: keepSpecialists ? query.specialists : other.specialists,
        };
        const before = findSlots(withGroups(engineQuery(clock, { ...query, pools: [] }), first));
        const after = findSlots({ ...withGroups(engineQuery(clock, moved), second), version: 2 });
        // The difference travels as JSON.
        const diff = JSON.parse(JSON.stringify(diffSlots(before, after))) as SlotDiff; // just written from one
        expect(applyDiff(before, diff)).toEqual(after);
        if (diff.days.length > 0) changed += 1;
        expect(diffSlots(after, after)).toMatchObject({
          resources: [],
          dayVersions: [],
          days: [],
          specialistIds: null,
          dayStarts: null,
        });
      }),
      { numRuns: 500 },
    );
    expect(changed).toBeGreaterThan(150);
  });
});
