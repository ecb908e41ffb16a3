import type { SlotQuery } from '#domain/scheduling/slots/slot-query';
import type { SlotWorld } from './slot-world';

/** Every aligned start of every specialist against every opening and every appointment, on plain whole numbers. */
export function naiveSlots(world: SlotWorld, query: SlotQuery): { start: number; specialistId: string }[] {
  const slots: { start: number; specialistId: string }[] = [];
  const specialists = query.specialists.map(({ id, calendar }, i) => ({
    id,
    open: calendar.open,
    busy: world.specialists[i]?.busy ?? [],
  }));
  // The offsets of the zone are whole hours, so the epoch minute is aligned when the wall clock is.
  for (let start = Math.ceil(world.from / world.align) * world.align; start < world.to; start += world.align) {
    const end = start + world.duration;
    for (const { id, open, busy } of specialists) {
      let isOpen = false;
      for (let i = 0; i < open.length; i += 2) if ((open[i] ?? 0) <= start && end <= (open[i + 1] ?? 0)) isOpen = true;
      if (isOpen && !busy.some((taken) => taken.start < end && start < taken.end)) slots.push({ start, specialistId: id });
    }
  }
  return slots;
}
