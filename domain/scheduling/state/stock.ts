import type { Clinic } from '../model/compiled';
import type { Lot, Minute } from '../model/clinic-problem';

/** One session's need of one item. */
interface Need {
  readonly start: Minute;
  readonly session: number;
  readonly quantity: number;
}

/** What a shortage says: who is short, of how much, when. */
export interface Shortage {
  readonly session: number;
  readonly start: Minute;
  readonly missing: number;
}

/**
 * Lots of one item in one centre and what the plan takes from them, first expired first out. For needs at points in time and lots with
 * windows, serving by time from the lot that expires first is feasible whenever anything is (convex bipartite matching, Glover 1967),
 * so the order that people expect is also the complete test.
 */
export class StockLedger {
  private readonly needs: Need[] = [];
  private readonly lots: readonly Lot[];
  /**
   * What each lot still holds at least when everybody is served. A need that comes leaves at most its quantity less in each lot, one that
   * goes leaves no lot with less: serving from stocks of which none is smaller leaves none smaller.
   */
  private readonly leftover: Float64Array;
  private isExact = false;
  /** What pinned sessions lack among themselves: a fact that nobody is blamed for. */
  private readonly excused = new Map<number, number>();

  constructor(lots: readonly Lot[]) {
    this.lots = [...lots].sort((a, b) => (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity) || (a.id < b.id ? -1 : 1));
    this.leftover = new Float64Array(this.lots.length);
  }

  /** O(n moved + lots). */
  add(need: Need): void {
    const at = this.position(need);
    this.needs.splice(at, 0, need);
    if (at === this.needs.length - 1) {
      this.take(need, this.leftover);
      return;
    }
    for (let i = 0; i < this.leftover.length; i += 1) this.leftover[i] = Math.max(0, (this.leftover[i] ?? 0) - need.quantity);
    this.isExact = false;
  }

  remove(session: number): void {
    const at = this.needs.findIndex((need) => need.session === session);
    if (at < 0) return;
    this.isExact = false;
    this.needs.splice(at, 1);
  }

  /**
   * The first shortage if this need were added; null when everybody is served. What is left over at the end in lots that serve this
   * need takes nothing from anybody: O(lots) when that is enough, else O(needs × lots).
   */
  shortageWith(need: Need): Shortage | null {
    if (this.isSpared(need)) return null;
    if (!this.isExact) {
      this.serve(this.needs, this.leftover);
      this.isExact = true;
      if (this.isSpared(need)) return null;
    }
    const at = this.position(need);
    return this.serve([...this.needs.slice(0, at), need, ...this.needs.slice(at)], new Float64Array(this.lots.length));
  }

  /** Called when the pinned sessions stand: what is short now is excused. */
  excuse(): void {
    const missing = new Map(this.needs.map((need) => [need.session, need.quantity]));
    this.allocate((session, _lotId, quantity) => missing.set(session, (missing.get(session) ?? 0) - quantity));
    for (const [session, quantity] of missing) this.excused.set(session, quantity);
  }

  /** Tells who takes how much of which lot. */
  allocate(take: (session: number, lotId: string, quantity: number) => void): void {
    this.serve(this.needs, new Float64Array(this.lots.length), take);
  }

  /** Whether what is left over in lots that serve the need is enough. */
  private isSpared({ start, quantity }: Need): boolean {
    let spare = 0;
    for (let i = 0; i < this.lots.length; i += 1) if (serves(this.lots[i], start)) spare += this.leftover[i] ?? 0;
    return spare >= quantity;
  }

  private position(need: Need): number {
    let at = this.needs.length;
    while (at > 0 && precedes(need, this.needs[at - 1])) at -= 1;
    return at;
  }

  /** Serves needs in their order and leaves in `left` what each lot still holds; answers the first shortage. O(needs × lots). */
  private serve(
    needs: readonly Need[],
    left: Float64Array,
    take?: (session: number, lotId: string, quantity: number) => void,
  ): Shortage | null {
    for (const [i, { quantity }] of this.lots.entries()) left[i] = quantity;
    let first: Shortage | null = null;
    for (const need of needs) {
      const missing = this.take(need, left, take);
      const excused = missing > 0 ? (this.excused.get(need.session) ?? 0) : 0;
      if (missing > excused) first ??= { session: need.session, start: need.start, missing: missing - excused };
    }
    return first;
  }

  /** Serves one need from what is left; answers what is missing. */
  private take(need: Need, left: Float64Array, tell?: (session: number, lotId: string, quantity: number) => void): number {
    let missing = need.quantity;
    for (let i = 0; i < this.lots.length && missing > 0; i += 1) {
      const lot = this.lots[i];
      const quantity = Math.min(missing, left[i] ?? 0);
      if (lot === undefined || quantity === 0 || !serves(lot, need.start)) continue;
      left[i] = (left[i] ?? 0) - quantity;
      missing -= quantity;
      tell?.(need.session, lot.id, quantity);
    }
    return missing;
  }
}

const serves = (lot: Lot | undefined, minute: Minute): boolean =>
  lot !== undefined && lot.availableFrom <= minute && minute < (lot.expiresAt ?? Infinity);

function precedes(a: Need, b: Need | undefined): boolean {
  return b !== undefined && (a.start < b.start || (a.start === b.start && a.session < b.session));
}

/** The ledgers of a clinic: one per item and centre. */
export class Stock {
  private readonly ledgers = new Map<string, StockLedger>();

  /** The clinic is exchanged with that of the schedule. */
  constructor(public clinic: Clinic) {}

  /** Called once the pinned sessions stand. */
  excuse(): void {
    for (const ledger of this.ledgers.values()) ledger.excuse();
  }

  ledger(itemId: string, centre: number): StockLedger {
    const key = `${centre} ${itemId}`;
    const known = this.ledgers.get(key);
    if (known !== undefined) return known;
    const { centres, items } = this.clinic;
    const centreId = centres[centre]?.row.id;
    const lots = items.find(({ id }) => id === itemId)?.lots.filter((lot) => lot.centreId === centreId) ?? [];
    const made = new StockLedger(lots);
    this.ledgers.set(key, made);
    return made;
  }

  /** Whether a session leaves stock alone: it is over or running, its materials have left already. */
  private spent(session: number, start: Minute): boolean {
    return (this.clinic.sessions[session]?.pinned ?? false) && start < this.clinic.problem.now;
  }

  take(session: number, start: Minute): void {
    this.each(session, start, (ledger, need) => ledger.add(need));
  }

  giveBack(session: number, start: Minute): void {
    this.each(session, start, (ledger) => ledger.remove(session));
  }

  /** The first item that would run short with this session, or null. */
  shortage(session: number, start: Minute): (Shortage & { readonly itemId: string }) | null {
    let found: (Shortage & { readonly itemId: string }) | null = null;
    this.each(session, start, (ledger, need, itemId) => {
      const short = found === null ? ledger.shortageWith(need) : null;
      if (short !== null) found = { ...short, itemId };
    });
    return found;
  }

  private each(session: number, start: Minute, act: (ledger: StockLedger, need: Need, itemId: string) => void): void {
    const row = this.clinic.sessions[session];
    if (row === undefined || row.therapy.materials.length === 0 || this.clinic.rules.consumable_stock.level === 'off') return;
    if (this.spent(session, start)) return;
    for (const { itemId, quantity } of row.therapy.materials) {
      act(this.ledger(itemId, row.centre), { start, session, quantity }, itemId);
    }
  }

  /** The lots of every placed session. O(needs × lots per item). */
  allocation(): ReadonlyMap<number, readonly { readonly lotId: string; readonly quantity: number }[]> {
    const lots = new Map<number, { lotId: string; quantity: number }[]>();
    for (const ledger of this.ledgers.values()) {
      ledger.allocate((session, lotId, quantity) => {
        const mine = lots.get(session);
        if (mine === undefined) lots.set(session, [{ lotId, quantity }]);
        else mine.push({ lotId, quantity });
      });
    }
    return lots;
  }
}
