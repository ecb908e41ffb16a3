import { indexBy } from '../compile-problem';
import type { ProjectModel } from '../project-model';
import { arcReason, BoundList, type BoundTrail } from './bound-trail';
import type { DisjunctivePairs } from './disjunctive-pairs';

/** An arc that holds always has this in place of a condition. */
const always = -1;

/**
 * Time lags between starts, always or under the condition that a pair of activities is run in this order. The order of pair p is
 * variable `nodes + p`: 1 when its first activity leads, 0 when the other does.
 *
 * An arc [to >= from + lag] joins sides, so each lag gives two: earliest starts forward, latest starts backward.
 */
export class LagArcSet {
  private readonly from: Int32Array;
  private readonly to: Int32Array;
  private readonly lag: Int32Array;
  private readonly condition: Int32Array;
  private readonly bySide: { first: Int32Array; items: Int32Array };
  private readonly byCondition: { first: Int32Array; items: Int32Array };
  private readonly why = new BoundList();

  constructor(
    model: ProjectModel,
    pairs: DisjunctivePairs,
    private readonly trail: BoundTrail,
  ) {
    const rows: number[] = [];
    const add = (tail: number, head: number, lag: number, condition: number): void => {
      rows.push(2 * tail, 2 * head, lag, condition, 2 * head + 1, 2 * tail + 1, lag, condition);
    };
    for (const [arc, tail] of model.arcTail.entries()) add(tail, model.arcHead[arc]!, model.arcLag[arc]!, always);
    for (const [index, first] of pairs.forcedFirst.entries()) {
      add(first, pairs.forcedNext[index]!, model.duration[first]!, always);
    }
    for (const [pair, one] of pairs.one.entries()) {
      const other = pairs.other[pair]!;
      const order = model.nodes + pair;
      add(one, other, model.duration[one]!, 2 * order);
      add(other, one, model.duration[other]!, 2 * order + 1);
    }
    const column = (offset: number): Int32Array =>
      Int32Array.from({ length: rows.length / 4 }, (_, row) => rows[4 * row + offset]!);
    this.from = column(0);
    this.to = column(1);
    this.lag = column(2);
    this.condition = column(3);
    const sides = trail.low.length;
    this.bySide = indexBy(this.from, sides);
    this.byCondition = indexBy(
      this.condition.map((side) => (side === always ? sides : side)),
      sides + 1,
    );
  }

  /** Applies every arc once: what the bounds at the start imply. */
  propagateAll(): boolean {
    for (let arc = 0; arc < this.from.length; arc += 1) if (!this.apply(arc)) return false;
    return true;
  }

  /** Acts on a risen side. O(arcs at the side). */
  propagate(risen: number): boolean {
    const { first, items } = this.bySide;
    for (let index = first[risen]!; index < first[risen + 1]!; index += 1) if (!this.apply(items[index]!)) return false;
    const conditioned = this.byCondition;
    for (let index = conditioned.first[risen]!; index < conditioned.first[risen + 1]!; index += 1) {
      if (!this.apply(conditioned.items[index]!)) return false;
    }
    return true;
  }

  private apply(arc: number): boolean {
    const { trail } = this;
    const { low } = trail;
    const from = this.from[arc]!;
    const to = this.to[arc]!;
    const value = low[from]! + this.lag[arc]!;
    const condition = this.condition[arc]!;
    if (condition === always || low[condition]! >= truth(condition)) {
      return value <= low[to]! || trail.raise(to, value, (arc << 2) | arcReason);
    }
    if (value <= -low[to ^ 1]!) return true;
    const refuted = condition ^ 1;
    if (low[refuted]! >= truth(refuted)) return true;
    this.why.clear();
    this.why.push(from, low[from]!);
    this.why.push(to ^ 1, 1 - value);
    return trail.raise(refuted, truth(refuted), trail.note(this.why));
  }

  /** Appends why [side >= value] holds by this arc. */
  explain(arc: number, value: number, into: BoundList): void {
    into.push(this.from[arc]!, value - this.lag[arc]!);
    const condition = this.condition[arc]!;
    if (condition !== always) into.push(condition, truth(condition));
  }
}

/** The value at which the side of an order variable says "so": b >= 1, or -b >= 0. */
function truth(side: number): number {
  return 1 - (side & 1);
}
