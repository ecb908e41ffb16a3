import type { Booking, Closure, Span } from '#domain/scheduling/model/clinic-problem';
import type { House } from './make-house';
import type { Random } from './random';

/** What each resource is booked for already. */
class Diary {
  readonly #taken = new Map<string, Span[]>();

  constructor(closures: readonly Closure[]) {
    for (const closure of closures) this.take(closure.of.id, closure);
  }

  isFree(id: string, span: Span): boolean {
    return !(this.#taken.get(id) ?? []).some(({ start, end }) => start < span.end && span.start < end);
  }

  take(id: string, span: Span): void {
    const spans = this.#taken.get(id) ?? [];
    spans.push(span);
    this.#taken.set(id, spans);
  }
}

const length = ({ start, end }: Span): number => end - start;

/** Percent of booked slots that the diary goes free after. */
const ENDS = 20;

/**
 * Consecutive spans of 30 to 75 minutes that take about `percent` of the hours. Bookings come in runs, as they do where people are
 * given the next free time: a chain of two states whose share of booked slots is `percent`.
 */
function slotsIn(hours: readonly Span[], percent: number, random: Random): Span[] {
  const begins = percent >= 100 ? 100 : Math.min(100, Math.round((ENDS * percent) / (100 - percent)));
  return hours.flatMap((open) => {
    const slots: Span[] = [];
    let isBooked = random.chance(percent);
    for (let start = open.start; start < open.end;) {
      const end = Math.min(open.end, start + 30 + 15 * random.below(4));
      if (isBooked) slots.push({ start, end });
      isBooked = isBooked ? !random.chance(ENDS) : random.chance(begins);
      start = end;
    }
    return slots;
  });
}

/**
 * Bookings that take `percent` of everybody's shifts, in a free room where there is one, and then of the hours of rooms that
 * are booked less.
 */
export function makeLoad(house: House, percent: number, random: Random): Booking[] {
  const bookings: Booking[] = [];
  const diary = new Diary(house.closures);
  const used = new Map<string, number>();
  const book = (span: Span, roomId: string | null, practitionerIds: readonly string[]): void => {
    const id = `${house.centre.id}-booking-${String(bookings.length + 1).padStart(5, '0')}`;
    bookings.push({ id, roomId, practitionerIds, equipment: [], patientId: null, start: span.start, end: span.end });
    for (const who of roomId === null ? practitionerIds : [roomId, ...practitionerIds]) diary.take(who, span);
    if (roomId !== null) used.set(roomId, (used.get(roomId) ?? 0) + length(span));
  };
  const share = ({ id, open }: House['rooms'][number]): number =>
    (100 * (used.get(id) ?? 0)) / open.reduce((sum, span) => sum + length(span), 0);
  const singles = house.rooms.filter(({ capacity }) => capacity === 1);
  for (const { id, open } of house.practitioners) {
    for (const span of slotsIn(open, percent, random)) {
      if (!diary.isFree(id, span)) continue;
      const first = random.below(Math.max(1, singles.length));
      const order = [...singles.slice(first), ...singles.slice(0, first)];
      book(span, order.find((room) => share(room) < percent && diary.isFree(room.id, span))?.id ?? null, [id]);
    }
  }
  for (const room of house.rooms) {
    for (const span of slotsIn(room.open, percent, random)) {
      if (share(room) < percent && diary.isFree(room.id, span)) book(span, room.id, []);
    }
  }
  return bookings;
}
