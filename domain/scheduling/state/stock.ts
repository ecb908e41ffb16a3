import type { Clinic } from '../model/compiled';
import type { Lot, Minute } from '../model/clinic-problem';

/** One session's need of one item. */
interface Need {
  readonly start: Minute;
  readonly session: number;
  readonly quantity: number;
  /** What pinned sessions lack among themselves: a fact that nobody is blamed for. */
  excused: number;
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
  /** What each lot still holds when everybody is served; null: not counted since the last change. */
  private leftover: readonly number[] | null = null;

  constructor(lots: readonly Lot[]) {
    this.lots = [...lots].sort((a, b) => (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity) || (a.id < b.id ? -1 : 1));
  }

  /** O(n). */
  add(need: Need): void {
    this.needs.splice(this.position(need), 0, need);
    this.leftover = null;
  }

  remove(session: number): void {
    const at = this.needs.findIndex((need) => need.session === session);
    if (at < 0) return;
    this.leftover = null;
    this.needs.splice(at, 1);
  }

  /**
   * The first shortage if this need were added; null when everybody is served. What is left over at the end in lots that serve this
   * need takes nothing from anybody: O(lots) when that is enough, else O(needs × lots).
   */
  shortageWith(need: Need): Shortage | null {
    this.leftover ??= this.countLeftover();
    let spare = 0;
    for (const [i, lot] of this.lots.entries()) if (serves(lot, need.start)) spare += this.leftover[i] ?? 0;
    if (spare >= need.quantity) return null;
    const at = this.position(need);
    return this.serve([...this.needs.slice(0, at), need, ...this.needs.slice(at)], () => undefined);
  }

  /** Called when the pinned sessions stand: what is short now is excused. */
  excuse(): void {
    const missing = new Map(this.needs.map((need) => [need.session, need.quantity]));
    for (const need of this.needs) need.excused = Infinity;
    this.serve(this.needs, (session, _lotId, quantity) => missing.set(session, (missing.get(session) ?? 0) - quantity));
    for (const need of this.needs) need.excused = missing.get(need.session) ?? 0;
    this.leftover = null;
  }

  /** Tells who takes how much of which lot. */
  allocate(take: (session: number, lotId: string, quantity: number) => void): void {
    this.serve(this.needs, take);
  }

  private countLeftover(): readonly number[] {
    const left = new Map(this.lots.map(({ id, quantity }) => [id, quantity]));
    this.serve(this.needs, (_session, lotId, quantity) => left.set(lotId, (left.get(lotId) ?? 0) - quantity));
    return this.lots.map(({ id }) => left.get(id) ?? 0);
  }

  private position(need: Need): number {
    let at = this.needs.length;
    while (at > 0 && precedes(need, this.needs[at - 1])) at -= 1;
    return at;
  }

  private serve(needs: readonly Need[], take: (session: number, lotId: string, quantity: number) => void): Shortage | null {
    const left = this.lots.map(({ quantity }) => quantity);
    for (const need of needs) {
      let missing = need.quantity;
      for (const [i, lot] of this.lots.entries()) {
        if (!serves(lot, need.start)) continue;
        const quantity = Math.min(missing, left[i] ?? 0);
        if (quantity === 0) continue;
        left[i] = (left[i] ?? 0) - quantity;
        missing -= quantity;
        take(need.session, lot.id, quantity);
        if (missing === 0) break;
      }
      if (missing > need.excused) return { session: need.session, start: need.start, missing: missing - need.excused };
    }
    return null;
  }
}

const serves = (lot: Lot, minute: Minute): boolean => lot.availableFrom <= minute && minute < (lot.expiresAt ?? Infinity);

function precedes(a: Need, b: Need | undefined): boolean {
  return b !== undefined && (a.start < b.start || (a.start === b.start && a.session < b.session));
}

/** The ledgers of a clinic: one per item and centre. */
export class Stock {
  private readonly ledgers = new Map<string, StockLedger>();

  constructor(private readonly clinic: Clinic) {}

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
      act(this.ledger(itemId, row.centre), { start, session, quantity, excused: 0 }, itemId);
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
