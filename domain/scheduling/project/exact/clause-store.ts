import { clauseReason, doubled, type BoundList, type BoundTrail } from './bound-trail';

/** In front of each clause: its bounds, its glue (levels it spans), its age mark. Then side, value, side, value … */
const headSize = 3;

/**
 * Learned disjunctions of bounds, watched by two of them. A clause is named by where it begins in one flat array; its first bound
 * is the implied one while it is a reason.
 *
 * Sources: Moskewicz et al., "Chaff", DAC 2001 (two watched literals); Audemard and Simon, IJCAI 2009 (glue).
 */
export class ClauseStore {
  private data = new Int32Array(1 << 16);
  private length = 0;
  private readonly watchers: WatchList[];
  /** Clauses in the order in which they were learned. */
  private clauses: number[] = [];

  constructor(private readonly trail: BoundTrail) {
    this.watchers = Array.from({ length: trail.low.length }, () => new WatchList());
  }

  get size(): number {
    return this.clauses.length;
  }

  /** Adds a clause of two or more bounds; the first two are watched. Returns its name. */
  add(bounds: BoundList, glue: number): number {
    const size = bounds.length >> 1;
    while (this.length + headSize + bounds.length > this.data.length) this.data = doubled(this.data);
    const clause = this.length;
    this.data[clause] = size;
    this.data[clause + 1] = glue;
    this.data[clause + 2] = this.clauses.length;
    this.data.set(bounds.items.subarray(0, bounds.length), clause + headSize);
    this.length += headSize + bounds.length;
    this.clauses.push(clause);
    this.watch(clause, 0);
    this.watch(clause, 1);
    return clause;
  }

  private watch(clause: number, which: number): void {
    const at = clause + headSize + 2 * which;
    this.watchers[this.data[at]!]?.push(clause, this.data[at + 1]!);
  }

  /** Acts on a risen side: what it makes false is replaced, implied or a conflict (false; `trail.conflict` says why). */
  propagate(risen: number): boolean {
    const trail = this.trail;
    const low = trail.low;
    const data = this.data;
    const falseSide = risen ^ 1;
    const ceiling = -low[risen]!;
    const list = this.watchers[falseSide];
    if (list === undefined) return true;
    let kept = 0;
    let isConsistent = true;
    for (let index = 0; index < list.length; index += 2) {
      const clause = list.items[index]!;
      const value = list.items[index + 1]!;
      if (!isConsistent || value <= ceiling) {
        list.keep(kept, clause, value);
        kept += 2;
        continue;
      }
      const first = clause + headSize;
      if (data[first] === falseSide && data[first + 1] === value) this.swap(first, first + 2);
      if (low[data[first]!]! >= data[first + 1]!) {
        list.keep(kept, clause, value);
        kept += 2;
        continue;
      }
      if (this.moveWatch(clause)) continue;
      list.keep(kept, clause, value);
      kept += 2;
      isConsistent = trail.raise(data[first]!, data[first + 1]!, (clause << 2) | clauseReason);
    }
    list.length = kept;
    return isConsistent;
  }

  /** Puts a bound that is not false in the place of the second one; false when there is none. */
  private moveWatch(clause: number): boolean {
    const { data } = this;
    const low = this.trail.low;
    const second = clause + headSize + 2;
    const end = clause + headSize + 2 * data[clause]!;
    for (let at = second + 2; at < end; at += 2) {
      if (data[at + 1]! > -low[data[at]! ^ 1]!) continue;
      this.swap(second, at);
      this.watch(clause, 1);
      return true;
    }
    return false;
  }

  private swap(one: number, other: number): void {
    const { data } = this;
    const side = data[one]!;
    const value = data[one + 1]!;
    data[one] = data[other]!;
    data[one + 1] = data[other + 1]!;
    data[other] = side;
    data[other + 1] = value;
  }

  /** Appends why the first bound of the clause holds: all others are false. */
  explain(clause: number, into: BoundList): void {
    const { data } = this;
    const end = clause + headSize + 2 * data[clause]!;
    for (let at = clause + headSize + 2; at < end; at += 2) into.push(data[at]! ^ 1, 1 - data[at + 1]!);
  }

  private isSatisfied(clause: number): boolean {
    const { data } = this;
    const end = clause + headSize + 2 * data[clause]!;
    for (let at = clause + headSize; at < end; at += 2) if (this.trail.low[data[at]!]! >= data[at + 1]!) return true;
    return false;
  }

  /** Drops the half with the highest glue, older ones first, but none of glue <= 2; and what became a fact. Only while nothing but facts is on the trail. */
  reduce(): void {
    const { data, clauses } = this;
    const worstFirst = clauses.toSorted((a, b) => data[b + 1]! - data[a + 1]! || data[a + 2]! - data[b + 2]!);
    const dropped = new Set(worstFirst.slice(0, clauses.length >> 1).filter((clause) => data[clause + 1]! > 2));
    for (const list of this.watchers) list.length = 0;
    const kept: number[] = [];
    let to = 0;
    for (const clause of clauses) {
      if (dropped.has(clause) || this.isSatisfied(clause)) continue;
      const size = headSize + 2 * data[clause]!;
      data.copyWithin(to, clause, clause + size);
      data[to + 2] = kept.length;
      kept.push(to);
      this.watch(to, 0);
      this.watch(to, 1);
      to += size;
    }
    this.length = to;
    this.clauses = kept;
  }
}

class WatchList {
  items = new Int32Array(8);
  length = 0;

  push(clause: number, value: number): void {
    if (this.length + 2 > this.items.length) this.items = doubled(this.items);
    this.items[this.length] = clause;
    this.items[this.length + 1] = value;
    this.length += 2;
  }

  keep(at: number, clause: number, value: number): void {
    this.items[at] = clause;
    this.items[at + 1] = value;
  }
}
