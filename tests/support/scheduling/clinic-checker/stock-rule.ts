import type { Item, Lot } from '#domain/scheduling/model/clinic-problem';
import { byText, type Facts, type Finding, type Held } from './facts';

interface Taken {
  readonly held: Held;
  readonly missing: number;
  readonly lots: readonly { readonly lotId: string; readonly quantity: number }[];
}

const byExpiry = (a: Lot, b: Lot): number => {
  if (a.expiresAt === b.expiresAt) return byText(a.id, b.id);
  if (a.expiresAt === null) return 1;
  return b.expiresAt === null ? -1 : a.expiresAt - b.expiresAt;
};

const inOrderOfStart = (a: Held, b: Held): number => a.placement.start - b.placement.start || byText(a.session.id, b.session.id);

/** First expired, first out: one item, the sessions one after the other. What is missing is missing; what is there is taken. */
function allocate(item: Item, consumers: readonly Held[]): Map<string, Taken> {
  const left = new Map(item.lots.map(({ id, quantity }) => [id, quantity]));
  const lots = item.lots.toSorted(byExpiry);
  const result = new Map<string, Taken>();
  for (const held of consumers.toSorted(inOrderOfStart)) {
    const { start } = held.placement;
    let missing = held.therapy.materials.find(({ itemId }) => itemId === item.id)?.quantity ?? 0;
    const taken: { lotId: string; quantity: number }[] = [];
    for (const lot of lots) {
      const isOpen = lot.availableFrom <= start && (lot.expiresAt === null || start < lot.expiresAt);
      if (!isOpen || lot.centreId !== held.session.centreId) continue;
      const quantity = Math.min(missing, left.get(lot.id) ?? 0);
      if (quantity === 0) continue;
      left.set(lot.id, (left.get(lot.id) ?? 0) - quantity);
      missing -= quantity;
      taken.push({ lotId: lot.id, quantity });
    }
    result.set(held.session.id, { held, missing, lots: taken });
  }
  return result;
}

const lotsText = (lots: Taken['lots']): string =>
  JSON.stringify(lots.map(({ lotId, quantity }) => [lotId, quantity]).toSorted(([a], [b]) => byText(String(a), String(b))));

/** Stock reaches for everybody, first expired first out, and the placements say exactly that allocation. */
export function checkStock(facts: Facts): Finding[] {
  if (facts.level('consumable_stock') === 'off') return [];
  const findings: Finding[] = [];
  const said = new Map<string, Taken['lots'][number][]>();
  for (const item of facts.problem.items) {
    const consumers = facts.held.filter(
      ({ therapy, pinned, placement }) =>
        therapy.materials.some(({ itemId }) => itemId === item.id) && !(pinned && placement.start < facts.problem.now),
    );
    // What pinned sessions lack among themselves is a fact; what somebody else takes from them is not.
    const facing = allocate(
      item,
      consumers.filter(({ pinned }) => pinned),
    );
    for (const [id, { held, missing, lots }] of allocate(item, consumers)) {
      said.set(id, [...(said.get(id) ?? []), ...lots]);
      if (missing <= (held.pinned ? (facing.get(id)?.missing ?? 0) : 0)) continue;
      const text = `Session ${id} lacks ${missing} ${item.unit} of ${item.id}.`;
      findings.push({ rule: 'consumable_stock', instance: `consumable_stock:${item.id}`, sessionIds: [id], text });
    }
  }
  for (const { session, placement } of facts.held) {
    const expected = said.get(session.id) ?? [];
    if (lotsText(expected) === lotsText(placement.lots)) continue;
    const text = `Session ${session.id} says lots ${lotsText(placement.lots)}, first out are ${lotsText(expected)}.`;
    findings.push({ rule: 'lots', instance: `lots:${session.id}`, sessionIds: [session.id], text });
  }
  return findings;
}
