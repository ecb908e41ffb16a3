import fc from 'fast-check';
import { clockOf, slowOracle, type Clock, type OracleHistory } from './slow-oracle';

/** Zones chosen for their clocks: half-hour and three-quarter offsets, DST at midnight in both directions, half-hour DST, the date line. */
export const TEST_ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'America/Santiago',
  'America/Havana',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'UTC',
];

const DAY = 86_400_000;

/** A small deterministic generator (mulberry32), so that a failing seed is enough to see a history again. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface RandomHistory {
  history: OracleHistory;
  as_of: number;
  /** The patient's clock over the whole history, walked once. */
  clock: Clock;
}

export interface HistoryKnobs {
  seed: number;
  f: number;
  n: number;
  moves: number;
  pauses: number;
  diligence: number;
}

function pausesOf(random: () => number, count: number, from: number, span: number): OracleHistory['pauses'] {
  const cuts = Array.from({ length: count * 2 }, () => Math.floor(from + random() * span)).sort((a, b) => a - b);
  return Array.from({ length: count }, (_, index) => ({
    from: cuts[index * 2]!,
    until: index === count - 1 && random() < 0.2 ? null : cuts[index * 2 + 1]!,
  })).filter((pause) => pause.until === null || pause.until > pause.from);
}

export function historyOf(knobs: HistoryKnobs): RandomHistory {
  const { f, n } = knobs;
  const random = randomOf(knobs.seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const start = Date.UTC(2026, 6, 1) + Math.floor(random() * 300) * DAY;
  const span = (n + 6) * 7 * DAY;
  const moves = Array.from({ length: knobs.moves }, () => Math.floor(start + random() * span)).sort((a, b) => a - b);
  const zones = [
    { since: start - 30 * DAY, zone: pick(TEST_ZONES) },
    ...moves.map((since) => ({ since, zone: pick(TEST_ZONES) })),
  ];
  const history: OracleHistory = {
    start_date: new Date(start).toISOString().slice(0, 10),
    f,
    n,
    zones,
    pauses: pausesOf(random, knobs.pauses, start, span),
    entries: [],
    ended_at: null,
  };
  const clock = clockOf(zones, start - 12 * DAY, start + span + 20 * DAY);
  const perDay = Math.ceil(f / 7);
  const byHand = random() < 0.15 ? start + Math.floor(random() * span) : null;
  for (let at = start + 15 * 3_600_000; at < start + span && history.ended_at === null; at += DAY) {
    for (let slot = 0; slot < perDay; slot += 1) {
      const moment = at + Math.floor(random() * 14 * 3_600_000);
      const last = history.entries.at(-1)?.at ?? -Infinity;
      if (moment <= last || (byHand !== null && moment >= byHand)) continue;
      const day = clock.todayAt(moment);
      if (day < history.start_date || random() > ((knobs.diligence / 100) * f) / 7 / perDay + 0.02) continue;
      history.entries.push({ at: moment, local_date: day, outcome: random() < 0.1 ? 'skipped' : 'completed' });
      if (history.entries.length === f * n) {
        history.ended_at = moment;
        break;
      }
    }
  }
  if (history.ended_at === null) history.ended_at = byHand;
  const end = slowOracle(history, start + span + 10 * DAY, clock).end_date;
  const lastDay = new Date(Date.parse(`${end}T00:00:00Z`) + 3 * DAY).toISOString().slice(0, 10);
  const kept = history.entries.filter((entry) => entry.local_date <= lastDay);
  if (kept.length < history.entries.length && history.ended_at !== byHand) history.ended_at = byHand;
  history.entries = kept;
  const boundaries = [...clock.began.values()].filter((at) => at > start);
  const asOf =
    random() < 0.25 ? pick(boundaries) - Math.floor(random() * 2) : Math.floor(start - 3 * DAY + random() * (span + 10 * DAY));
  return { history, as_of: asOf, clock };
}

/** Histories with pauses, moves between zones, DST, year ends, skips, endings; about one in thirty lasts half a year or more. */
export const historyKnobs: fc.Arbitrary<HistoryKnobs> = fc.record({
  seed: fc.nat({ max: 0x7fffffff }),
  f: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 5 }) },
    { weight: 1, arbitrary: fc.integer({ min: 6, max: 14 }) },
  ),
  n: fc.oneof(
    { weight: 30, arbitrary: fc.integer({ min: 1, max: 10 }) },
    { weight: 1, arbitrary: fc.integer({ min: 24, max: 52 }) },
  ),
  moves: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 })),
  pauses: fc.integer({ min: 0, max: 3 }),
  diligence: fc.integer({ min: 0, max: 130 }),
});
