import type { Span } from '../model/clinic-problem';
import type { SlotList } from './slot-list';
import type { GroupSession, SlotQuery } from './slot-query';

type Columns = Pick<SlotList, 'starts' | 'who' | 'seats'>;

/** Seats of a group session that are neither booked nor held at this moment. */
export function seatsLeft({ seats, booked, heldUntil }: GroupSession, now: number): number {
  return Math.max(0, seats - booked - heldUntil.filter((end) => end > now).length);
}

/** Adds the begun group sessions in which seats are left; where one begins, its specialist has no new session. O(slots + groups log groups). */
export function withGroups(fresh: Columns, query: SlotQuery, window: Span, specialistIds: readonly string[]): Columns {
  const index = new Map(specialistIds.map((id, i) => [id, i]));
  const begun = query.groups
    .filter(({ start, specialistId }) => start >= window.start && start < window.end && index.has(specialistId))
    .map((group) => ({ start: group.start, who: index.get(group.specialistId) ?? 0, seats: seatsLeft(group, query.now) }))
    .sort((a, b) => a.start - b.start || a.who - b.who);
  if (begun.length === 0) return fresh;
  const length = fresh.starts.length + begun.length;
  const merged = { starts: new Int32Array(length), who: new Uint16Array(length), seats: new Uint16Array(length) };
  let [i, n] = [0, 0];
  const put = (start: number, who: number, seats: number): void => {
    if (seats === 0) return;
    merged.starts[n] = start;
    merged.who[n] = who;
    merged.seats[n] = seats;
    n += 1;
  };
  const copyUntil = (start: number, who: number): void => {
    for (; i < fresh.starts.length; i += 1) {
      const [at = 0, by = 0] = [fresh.starts[i], fresh.who[i]];
      if (at > start || (at === start && by >= who)) return;
      put(at, by, fresh.seats[i] ?? 0);
    }
  };
  for (const { start, who, seats } of begun) {
    copyUntil(start, who);
    if (fresh.starts[i] === start && fresh.who[i] === who) i += 1;
    put(start, who, seats);
  }
  copyUntil(Infinity, 0);
  return { starts: merged.starts.slice(0, n), who: merged.who.slice(0, n), seats: merged.seats.slice(0, n) };
}
