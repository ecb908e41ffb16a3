import dayjs, { type Dayjs } from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';
import type { SlotWorld, SpecialistMonth } from './slot-world';

dayjs.extend(utc);
dayjs.extend(timezone);

interface Range {
  readonly start: Dayjs;
  readonly end: Dayjs;
}

/*
 * A slot loop of the shape common in open booking products, written anew from its description: ranges of dates per rule and day,
 * busy times subtracted, each range stepped with one date object a slot, slots collected in a map by ISO text.
 */

function openRanges({ hours }: SpecialistMonth, world: SlotWorld): Range[] {
  const ranges: Range[] = [];
  const last = dayjs.utc(world.to * 60_000).tz(world.zone);
  for (const { from, to } of hours) {
    for (
      let day = dayjs
        .utc(world.from * 60_000)
        .tz(world.zone)
        .startOf('day');
      day.isBefore(last);
      day = day.add(1, 'day')
    ) {
      ranges.push({
        start: day.hour(Math.floor(from / 60)).minute(from % 60),
        end: day.hour(Math.floor(to / 60)).minute(to % 60),
      });
    }
  }
  return ranges.sort((a, b) => a.start.valueOf() - b.start.valueOf());
}

function subtractBusy(ranges: readonly Range[], busy: readonly Range[]): Range[] {
  const free: Range[] = [];
  for (const range of ranges) {
    let start = range.start;
    for (const taken of busy) {
      if (!taken.end.isAfter(start) || !taken.start.isBefore(range.end)) continue;
      if (taken.start.isAfter(start)) free.push({ start, end: taken.start });
      if (taken.end.isAfter(start)) start = taken.end;
    }
    if (start.isBefore(range.end)) free.push({ start, end: range.end });
  }
  return free;
}

/** The first aligned time at or after the begin of a range. */
function alignedStart(start: Dayjs, align: number): Dayjs {
  const over = start.minute() % align;
  return over === 0 ? start : start.add(align - over, 'minute');
}

/** All offers, as ISO text and specialist. */
export function dayjsSlots(world: SlotWorld): Map<string, string[]> {
  const slots = new Map<string, string[]>();
  for (const specialist of world.specialists) {
    const busy = specialist.busy
      .map(({ start, end }) => ({ start: dayjs.utc(start * 60_000), end: dayjs.utc(end * 60_000) }))
      .sort((a, b) => a.start.valueOf() - b.start.valueOf());
    for (const range of subtractBusy(openRanges(specialist, world), busy)) {
      let start = alignedStart(range.start, world.align);
      while (!start.add(world.duration, 'minute').subtract(1, 'second').utc().isAfter(range.end)) {
        const key = start.toISOString();
        const offered = slots.get(key) ?? [];
        offered.push(specialist.id);
        slots.set(key, offered);
        start = start.add(world.align, 'minute');
      }
    }
  }
  return slots;
}
