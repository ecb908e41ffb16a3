import { Temporal } from '@js-temporal/polyfill';
import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';
import { DateTime } from 'luxon';
import { createRandom } from '#domain/scheduling/shared/random';
import { zoneClock, ZoneClock } from '#domain/scheduling/time/zone-clock';
import { atLeast, atMost, type Figure } from '../measure';
import { interleaved } from './interleave';

dayjs.extend(utc);
dayjs.extend(timezone);

const ROUNDS = 7;
const BOUNDARIES = 12_400;
const ZONES = [
  'America/New_York',
  'America/Santiago',
  'America/Nuuk',
  'Europe/Berlin',
  'Europe/Dublin',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Pacific/Chatham',
  'UTC',
];

/** A wall time in the three forms the contenders take. */
interface Reading {
  readonly zone: string;
  readonly wall: number;
  readonly text: string;
  readonly parts: { year: number; month: number; day: number; hour: number; minute: number };
}

function reading(zone: string, wall: number): Reading {
  const shown = new Date(wall * 60_000);
  const parts = {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
  };
  return { zone, wall, parts, text: shown.toISOString().slice(0, 19) };
}

/** Opening and closing times of a year, zone after zone as calendars are compiled. */
function boundaries(): Reading[] {
  const random = createRandom(13);
  const year = Date.UTC(2026, 0, 1) / 60_000;
  const perZone = Math.ceil(BOUNDARIES / ZONES.length);
  const all = ZONES.flatMap((zone) =>
    Array.from({ length: perZone }, (_, i) =>
      reading(zone, year + Math.floor((i * 365) / perZone) * 1440 + 15 * random.below(96)),
    ),
  );
  return all.slice(0, BOUNDARIES);
}

/** Every quarter of an hour within two hours of each change of 2026, and nine in the morning of each day. */
function hardReadings(): Reading[] {
  const year = Date.UTC(2026, 0, 1) / 60_000;
  return ZONES.flatMap((zone) => {
    const clock = zoneClock(zone);
    const walls = Array.from({ length: 365 }, (_, day) => year + day * 1440 + 540);
    for (let at = clock.changeAfter(year, year + 365 * 1440); at !== null; at = clock.changeAfter(at, year + 365 * 1440)) {
      for (let probe = -120; probe <= 120; probe += 15) walls.push(at + clock.offsetAt(at - 1) + probe);
    }
    return walls.map((wall) => reading(zone, wall));
  });
}

const ours = ({ zone, wall }: Reading): number => zoneClock(zone).localToUtc(wall, 'start');
const byLuxon = ({ zone, parts }: Reading): number => DateTime.fromObject(parts, { zone }).toMillis() / 60_000;
const byDayjs = ({ zone, text }: Reading): number => dayjs.tz(text, zone).valueOf() / 60_000;
const byReference = ({ zone, text }: Reading): number =>
  Temporal.PlainDateTime.from(text).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds / 60_000;

function all(readings: readonly Reading[], convert: (one: Reading) => number): () => number {
  return () => readings.reduce((sum, one) => sum + convert(one), 0);
}

function withHeldClocks(readings: readonly Reading[]): () => number {
  const byZone = ZONES.map((zone) => ({
    clock: zoneClock(zone),
    walls: readings.filter((one) => one.zone === zone).map(({ wall }) => wall),
  }));
  return () => {
    let sum = 0;
    for (const { clock, walls } of byZone) for (const wall of walls) sum += clock.localToUtc(wall, 'start');
    return sum;
  };
}

/** Readings converted otherwise than by the reference polyfill of Temporal; the peer's number is the floor. */
function mismatches(id: string, readings: readonly Reading[], right: readonly number[], peer: (one: Reading) => number): Figure {
  const wrong = (convert: (one: Reading) => number): number => readings.filter((one, i) => convert(one) !== right[i]).length;
  const [mine, theirs] = [wrong(ours), wrong(peer)];
  const ratio = theirs === 0 ? 1 : mine / theirs;
  return { id, ours: mine, floor: theirs, ratio, goal: '0 wrong', met: mine === 0, unit: 'readings', n: readings.length };
}

/** `npm run bench:zones`: G13, one JSON object a line. */
function main(): void {
  const readings = boundaries();
  const ms = interleaved(ROUNDS, {
    luxon: { run: all(readings, byLuxon), times: 1 },
    dayjs: { run: all(readings, byDayjs), times: 1 },
    ours: { run: all(readings, ours), times: 100 },
    // As calendars are compiled: the clock of the zone is looked up once.
    held: { run: withHeldClocks(readings), times: 100 },
    table: { run: () => ZONES.map((zone) => new ZoneClock(zone).offsetAt(Date.UTC(2026, 6, 1) / 60_000)), times: 1 },
  });
  const perSecond = (each: number): number => (readings.length / each) * 1000;
  const hard = hardReadings();
  const right = hard.map(byReference);
  const figures: Figure[] = [
    atLeast('G13-luxon', perSecond(ms.ours), perSecond(ms.luxon), 150, 'conversions/s', readings.length),
    atLeast('G13-dayjs', perSecond(ms.ours), perSecond(ms.dayjs), 150, 'conversions/s', readings.length),
    atLeast('zones-held-clock', perSecond(ms.held), 10_000_000, 1, 'conversions/s', readings.length),
    atMost('zones-table-of-14', ms.table, 250, 1, 'ms', ROUNDS),
    mismatches('G13-wrong-luxon', hard, right, byLuxon),
    mismatches('G13-wrong-dayjs', hard, right, byDayjs),
  ];
  for (const figure of figures) console.log(JSON.stringify(figure));
}

main();
