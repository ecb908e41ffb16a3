import type { ProjectModel } from '../project-model';
import { BoundList, doubled, type BoundTrail } from './bound-trail';

/** `raise` made the trail inconsistent, or the profile did: `trail.conflict` says why. */
type Consistent = boolean;

/**
 * Cumulative resources by time table: an activity that must run at some moment whatever happens (its latest start lies before its
 * earliest end) is counted there; others are pushed out of moments in which too little is left.
 *
 * The profile is kept between calls and brought up to date from what changed. Per call O(touched cells + activities × duration ×
 * resources). Explanations are pointwise: one moment, the activities running at it.
 *
 * Source: Schutt, Feydy, Stuckey, Wallace, "Explaining the cumulative propagator", Constraints 16 (2011).
 */
export class Timetable {
  /** `usage[resource][cell]`: units surely used. */
  private readonly usage: Int32Array[];
  /** Cells an activity surely runs in, as counted in the profile now: from, to (empty when to <= from). */
  private readonly countedFrom: Int32Array;
  private readonly countedTo: Int32Array;
  /** Activities using something, and those of each resource. */
  private readonly active: Int32Array;
  private readonly users: Int32Array[];
  private readonly changed: Int32Array;
  private changedLength = 0;
  private readonly isChanged: Uint8Array;
  private overloadResource = -1;
  private overloadCell = -1;
  private readonly why = new BoundList();
  private readonly helpers = { nodes: new Int32Array(16), length: 0 };

  constructor(
    private readonly model: ProjectModel,
    private readonly trail: BoundTrail,
  ) {
    const { nodes, resources, demand, duration } = model;
    const cells = model.horizon + 1 + duration.reduce((most, value) => Math.max(most, value), 0);
    const numbers = Int32Array.from({ length: nodes }, (_, node) => node);
    const uses = (node: number, resource: number): boolean => demand[node * resources + resource]! > 0;
    this.users = Array.from({ length: resources }, (_, resource) => numbers.filter((node) => uses(node, resource)));
    this.active = numbers.filter((node) => this.users.some((users) => users.includes(node)));
    this.usage = this.users.map(() => new Int32Array(cells));
    this.countedFrom = new Int32Array(nodes);
    this.countedTo = new Int32Array(nodes);
    this.changed = new Int32Array(nodes);
    this.isChanged = new Uint8Array(nodes);
    for (const node of this.active) this.touch(node);
  }

  /** Tells that a bound of this node's start changed, either way. O(1). */
  touch(node: number): void {
    if (this.isChanged[node] !== 0) return;
    this.isChanged[node] = 1;
    this.changed[this.changedLength] = node;
    this.changedLength += 1;
  }

  /** One pass: profile up to date, overload found, bounds pushed. The caller runs it until nothing changes. */
  propagate(): Consistent {
    this.retract();
    const grew = this.extend();
    if (this.overloadResource >= 0) return this.refuseOverload();
    if (!grew) return this.pushChanged();
    for (const node of this.active) if (!this.push(node)) return false;
    this.forget();
    return true;
  }

  private pushChanged(): Consistent {
    for (let index = 0; index < this.changedLength; index += 1) if (!this.push(this.changed[index]!)) return false;
    this.forget();
    return true;
  }

  private forget(): void {
    for (let index = 0; index < this.changedLength; index += 1) this.isChanged[this.changed[index]!] = 0;
    this.changedLength = 0;
  }

  /**
   * Takes out of the profile what no longer surely runs. To be called after the search went back: an overload must be gone before
   * the same bounds can come again, because only what is added is looked at. O(touched cells).
   */
  retract(): void {
    const { low } = this.trail;
    const { duration } = this.model;
    for (let index = 0; index < this.changedLength; index += 1) {
      const node = this.changed[index]!;
      const from = -low[2 * node + 1]!;
      const to = low[2 * node]! + duration[node]!;
      const oldFrom = this.countedFrom[node]!;
      const oldTo = this.countedTo[node]!;
      if (oldTo <= oldFrom || (from <= oldFrom && to >= oldTo)) continue;
      const isApart = from >= oldTo || to <= oldFrom || to <= from;
      if (isApart || from > oldFrom) this.count(node, oldFrom, isApart ? oldTo : from, -1);
      if (!isApart && to < oldTo) this.count(node, to, oldTo, -1);
      this.countedFrom[node] = isApart ? 0 : Math.max(from, oldFrom);
      this.countedTo[node] = isApart ? 0 : Math.min(to, oldTo);
    }
  }

  /** Adds what newly surely runs and notes an overload; answers whether the profile rose anywhere. */
  private extend(): boolean {
    const { low } = this.trail;
    const { duration } = this.model;
    this.overloadResource = -1;
    let grew = false;
    for (let index = 0; index < this.changedLength; index += 1) {
      const node = this.changed[index]!;
      const from = -low[2 * node + 1]!;
      const to = low[2 * node]! + duration[node]!;
      const oldFrom = this.countedFrom[node]!;
      const oldTo = this.countedTo[node]!;
      if (to <= from || (from === oldFrom && to === oldTo)) continue;
      grew = true;
      if (oldTo <= oldFrom) {
        this.count(node, from, to, 1);
      } else {
        this.count(node, from, oldFrom, 1);
        this.count(node, oldTo, to, 1);
      }
      this.countedFrom[node] = from;
      this.countedTo[node] = to;
    }
    return grew;
  }

  private count(node: number, from: number, to: number, sign: 1 | -1): void {
    const { resources, demand, capacity } = this.model;
    for (let resource = 0; resource < resources; resource += 1) {
      const units = sign * demand[node * resources + resource]!;
      if (units === 0) continue;
      const usage = this.usage[resource]!;
      const most = capacity[resource]!;
      for (let cell = from; cell < to; cell += 1) {
        const used = usage[cell]! + units;
        usage[cell] = used;
        if (sign > 0 && used > most) {
          this.overloadResource = resource;
          this.overloadCell = cell;
        }
      }
    }
  }

  private refuseOverload(): Consistent {
    const { trail, model } = this;
    trail.conflict.clear();
    this.blame(this.overloadResource, this.overloadCell, -1, model.capacity[this.overloadResource]!, trail.conflict);
    return false;
  }

  /** Pushes the earliest start of a node right and its latest start left until it fits the profile. */
  private push(node: number): Consistent {
    const { low } = this.trail;
    if (low[2 * node]! === -low[2 * node + 1]!) return true;
    const { resources, demand } = this.model;
    for (let resource = 0; resource < resources; resource += 1) {
      const units = demand[node * resources + resource]!;
      if (units === 0) continue;
      const most = this.model.capacity[resource]! - units;
      if (!this.pushRight(node, resource, most) || !this.pushLeft(node, resource, most)) return false;
    }
    return true;
  }

  private pushRight(node: number, resource: number, most: number): Consistent {
    const { low } = this.trail;
    const duration = this.model.duration[node]!;
    const usage = this.usage[resource]!;
    let start = low[2 * node]!;
    // From its latest start on the node itself is part of the profile.
    const own = -low[2 * node + 1]!;
    let checked = start;
    for (let cell = Math.min(start + duration, own) - 1; cell >= checked; cell -= 1) {
      if (usage[cell]! <= most) continue;
      if (!this.raiseAt(node, resource, cell, most, 2 * node, cell + 1, 2 * node, cell - duration + 1)) return false;
      checked = Math.max(cell + 1, Math.min(start + duration, own));
      start = cell + 1;
      cell = Math.min(start + duration, own);
    }
    return true;
  }

  private pushLeft(node: number, resource: number, most: number): Consistent {
    const { low } = this.trail;
    const duration = this.model.duration[node]!;
    const usage = this.usage[resource]!;
    let end = -low[2 * node + 1]! + duration;
    // Until its earliest end the node itself is part of the profile.
    const own = low[2 * node]! + duration;
    let checked = end;
    for (let cell = Math.max(end - duration, own); cell < checked; cell += 1) {
      if (usage[cell]! <= most) continue;
      if (!this.raiseAt(node, resource, cell, most, 2 * node + 1, duration - cell, 2 * node + 1, -cell)) return false;
      checked = Math.min(cell, Math.max(end - duration, own));
      end = cell;
      cell = Math.max(end - duration, own) - 1;
    }
    return true;
  }

  private raiseAt(
    node: number,
    resource: number,
    cell: number,
    most: number,
    side: number,
    value: number,
    ownSide: number,
    ownValue: number,
  ): Consistent {
    const { why, trail } = this;
    why.clear();
    why.push(ownSide, ownValue);
    this.blame(resource, cell, node, most, why);
    return trail.raise(side, value, trail.note(why));
  }

  /** Appends, for just enough activities running at the cell to exceed `most`, the two bounds that make them run there. */
  private blame(resource: number, cell: number, except: number, most: number, into: BoundList): void {
    const { resources, demand, duration } = this.model;
    const helpers = this.helpers;
    helpers.length = 0;
    let sum = 0;
    for (const node of this.users[resource]!) {
      if (node === except || cell < this.countedFrom[node]! || cell >= this.countedTo[node]!) continue;
      if (helpers.length === helpers.nodes.length) helpers.nodes = doubled(helpers.nodes);
      helpers.nodes[helpers.length] = node;
      helpers.length += 1;
      sum += demand[node * resources + resource]!;
    }
    for (let index = 0; index < helpers.length; index += 1) {
      const node = helpers.nodes[index]!;
      const units = demand[node * resources + resource]!;
      if (sum - units > most) {
        sum -= units;
        continue;
      }
      into.push(2 * node, cell - duration[node]! + 1);
      into.push(2 * node + 1, -cell);
    }
  }
}
