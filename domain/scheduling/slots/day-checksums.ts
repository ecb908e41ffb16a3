import type { Minute } from '../model/clinic-problem';
import type { SlotList } from './slot-list';

/** FNV-1a over 32-bit words. */
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

function textHash(text: string): number {
  let hash = BASIS;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash;
}

/** A checksum of the slots of each local day, the same whatever other days hold. O(slots + ids). */
export function dayChecksums(list: Omit<SlotList, 'versions'>): ReadonlyMap<Minute, number> {
  const { specialistIds, dayStarts, starts, who, seats } = list;
  const ids = Int32Array.from(specialistIds, textHash);
  const sums = new Map<Minute, number>();
  const slots = starts.length;
  let i = 0;
  for (let day = 0; day + 1 < dayStarts.length; day += 1) {
    const end = dayStarts[day + 1] ?? 0;
    let hash = BASIS;
    while (i < slots && starts[i]! < end) {
      const start = starts[i]!;
      hash = Math.imul(hash ^ start, PRIME);
      for (; i < slots && starts[i]! === start; i += 1) hash = Math.imul(hash ^ (ids[who[i]!]! + seats[i]!), PRIME);
    }
    sums.set(dayStarts[day] ?? 0, hash >>> 0);
  }
  return sums;
}
