import { findSlots } from '#domain/scheduling/slots/find-slots';
import { slotsOf } from '#domain/scheduling/slots/slot-list';
import type { SlotQuery } from '#domain/scheduling/slots/slot-query';
import { atLeast, atMost, type Figure } from '../measure';
import { dayjsSlots } from './dayjs-slots';
import { interleaved } from './interleave';
import { naiveSlots } from './naive-slots';
import { slotQuery, slotWorld, type SlotWorld } from './slot-world';

const ROUNDS = 7;
const WARM_LIMIT_MS = 5;
const FROM_ROWS_LIMIT_MS = 50;

type Slots = readonly string[];
const ourSlots = (query: SlotQuery): Slots =>
  slotsOf(findSlots(query))
    .map(({ start, specialistId }) => `${start} ${specialistId}`)
    .toSorted();
const slotsOfNaive = (world: SlotWorld, query: SlotQuery): Slots =>
  naiveSlots(world, query)
    .map(({ start, specialistId }) => `${start} ${specialistId}`)
    .toSorted();
const slotsOfDayjs = (world: SlotWorld): Slots =>
  [...dayjsSlots(world)].flatMap(([iso, ids]) => ids.map((id) => `${Date.parse(iso) / 60_000} ${id}`)).toSorted();

/** Offers that only one of two lists has. */
const differences = (a: Slots, b: Slots): number => {
  const [inA, inB] = [new Set(a), new Set(b)];
  return a.filter((slot) => !inB.has(slot)).length + b.filter((slot) => !inA.has(slot)).length;
};

/** In a month in which the clocks go back, against the check of every slot on whole numbers. */
function clockChange(): Figure {
  const world = slotWorld('2026-10-01');
  const query = slotQuery(world);
  const right = slotsOfNaive(world, query);
  const [ours, theirs] = [differences(ourSlots(query), right), differences(slotsOfDayjs(world), right)];
  const figure = { id: 'G11-wrong-slots-in-october', ours, floor: theirs, ratio: theirs === 0 ? 1 : ours / theirs };
  return { ...figure, goal: '0 wrong', met: ours === 0, unit: 'slots', n: right.length };
}

/** `npm run bench:slots`: G11, G12 and the month of slots, one JSON object a line. */
function main(): void {
  const world = slotWorld('2026-09-01');
  const query = slotQuery(world);
  const ours = ourSlots(query);
  const slots = ours.length;
  // A peer that finds other slots would be compared on other work.
  if (differences(ours, slotsOfNaive(world, query)) > 0) throw new Error('The naive loop finds other slots.');
  if (differences(ours, slotsOfDayjs(world)) > 0) throw new Error('The dayjs loop finds other slots.');

  // Half an hour earlier nobody works: the same slots, but no start can be taken from the last answer.
  const earlier = { ...query, from: query.from - world.align };
  let turn = 0;
  const ms = interleaved(ROUNDS, {
    dayjs: { run: () => dayjsSlots(world), times: 1 },
    naive: { run: () => naiveSlots(world, query), times: 2 },
    changed: { run: () => findSlots((turn += 1) % 2 === 0 ? query : earlier), times: 200 },
    unchanged: { run: () => findSlots(query), times: 200 },
    fromRows: { run: () => findSlots(slotQuery(world)), times: 20 },
  });
  const perSecond = (each: number): number => (slots / each) * 1000;
  const figures: Figure[] = [
    atLeast('G11-all-changed', perSecond(ms.changed), perSecond(ms.dayjs), 3000, 'slots/s', slots),
    atLeast('G11-unchanged', perSecond(ms.unchanged), perSecond(ms.dayjs), 3000, 'slots/s', slots),
    atLeast('G12-all-changed', perSecond(ms.changed), perSecond(ms.naive), 150, 'slots/s', slots),
    atLeast('G12-unchanged', perSecond(ms.unchanged), perSecond(ms.naive), 150, 'slots/s', slots),
    atMost('slots-month-warm', ms.changed, WARM_LIMIT_MS, 1, 'ms', ROUNDS),
    atMost('slots-month-from-rows', ms.fromRows, FROM_ROWS_LIMIT_MS, 1, 'ms', ROUNDS),
    clockChange(),
  ];
  for (const figure of figures) console.log(JSON.stringify(figure));
}

main();
