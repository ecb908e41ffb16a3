import type { Random } from '../shared/random';
import { allLongestPaths, noPath } from './longest-paths';
import { PackedProfile } from './packed-profile';
import type { ProjectModel } from './project-model';

/**
 * Serial schedule generation with unscheduling, for problems with maximum gaps: an activity that finds room only after its latest
 * start moves the scheduled activities that hold it back, by the time that is missing, and those after them are planned again.
 *
 * O(nodes² + nodes × cells passed) for a pass without unscheduling. Source: Franck, Neumann, Schwindt, "Truncated
 * branch-and-bound, schedule-construction, and schedule-improvement procedures for RCPSP/max", OR Spektrum 23 (2001).
 */
export class Unscheduling {
  private readonly distance: Int32Array;
  private readonly profile: PackedProfile;
  private readonly cells: number;
  private readonly low: Int32Array;
  private readonly start: Int32Array;
  private readonly isPlaced: Uint8Array;
  private readonly rank: Int32Array;
  /** `followers[node]`: those that wait for it by a minimum gap; `waiting[node]`: how many it waits for. */
  private readonly followers: Int32Array[];
  private readonly waiting: Int32Array;
  private readonly predecessors: Int32Array;
  /** Schedule the local search stands at. */
  private readonly current: Int32Array;

  constructor(
    private readonly model: ProjectModel,
    private readonly random: Random,
  ) {
    const { nodes } = model;
    this.distance = allLongestPaths({ nodes, tail: model.arcTail, head: model.arcHead, lag: model.arcLag });
    this.cells = 2 * model.horizon + model.duration.reduce((most, value) => Math.max(most, value), 0) + 2;
    this.profile = new PackedProfile(model, this.cells);
    this.low = new Int32Array(nodes);
    this.start = new Int32Array(nodes);
    this.isPlaced = new Uint8Array(nodes);
    this.rank = new Int32Array(nodes);
    this.current = new Int32Array(nodes);
    this.followers = [];
    this.predecessors = new Int32Array(nodes);
    for (let node = 0; node < nodes; node += 1) {
      const followers: number[] = [];
      for (let other = 0; other < nodes; other += 1) {
        if (!this.waitsFor(other, node)) continue;
        followers.push(other);
        this.predecessors[other] = this.predecessors[other]! + 1;
      }
      this.followers.push(Int32Array.from(followers));
    }
    this.waiting = this.predecessors.slice();
  }

  /** Whether a path of minimum gaps leads to the node; of two that must start together the first in number leads. */
  private waitsFor(node: number, before: number): boolean {
    const { distance, model } = this;
    const ahead = distance[before * model.nodes + node]!;
    return before !== node && ahead >= 0 && (ahead > 0 || distance[node * model.nodes + before]! < 0 || before < node);
  }

  /**
   * One attempt; the first by latest starts, later ones by latest starts with noise. Answers the starts, valid until the next
   * call, or null when `nodes × 10` placements were not enough or a fixed window was missed.
   */
  attempt(number: number): Int32Array | null {
    const { model, random, rank } = this;
    const { nodes } = model;
    const noise = 1 + Math.min(number, 20) * Math.ceil(model.earliest[nodes - 1]! / 20);
    for (let node = 0; node < nodes; node += 1) rank[node] = model.latest[node]! + (number === 0 ? 0 : random.below(noise));
    return this.generate();
  }

  /**
   * Local search by noise on the order of the best schedule, within a window of time or on a few nodes; equal schedules are
   * moved to. Tries `tries` orders; answers a better schedule than `best`, valid until the next call, or null.
   */
  improve(best: Int32Array, tries: number): Int32Array | null {
    const { current, random, rank, model } = this;
    const sink = model.nodes - 1;
    if (current[sink]! !== best[sink]!) current.set(best);
    const end = best[sink]! + 1;
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const width = 2 + random.below(Math.max(2, end >> 2));
      const from = random.below(end);
      const isWindow = random.below(3) > 0;
      for (let node = 0; node < model.nodes; node += 1) {
        const start = current[node]!;
        const isMoved = isWindow ? start >= from && start < from + width : random.below(12) === 0;
        rank[node] = 4 * start + (isMoved ? random.below(8 * width) - 4 * width : 0);
      }
      const starts = this.generate();
      if (starts === null || starts[sink]! > current[sink]!) continue;
      current.set(starts);
      if (starts[sink]! < best[sink]!) return current;
    }
    return null;
  }

  private generate(): Int32Array | null {
    const { model } = this;
    const { nodes } = model;
    this.waiting.set(this.predecessors);
    this.low.set(model.earliest);
    this.isPlaced.fill(0);
    this.profile.clear(this.cells);
    let left = nodes;
    for (let placements = 0; left > 0 && placements < 10 * nodes; placements += 1) {
      const node = this.nextNode();
      const latest = this.latestOf(node);
      const from = this.low[node]!;
      const at = model.duration[node]! === 0 ? from : this.profile.earliestFit(node, from, model.duration[node]!);
      if (at <= latest) {
        this.place(node, at);
        left -= 1;
        continue;
      }
      const freed = this.unschedule(node, latest, at - latest);
      if (freed < 0) return null;
      left += freed;
    }
    return left === 0 ? this.start : null;
  }

  /** The open node of the smallest rank all of whose predecessors by minimum gaps are placed. O(nodes). */
  private nextNode(): number {
    const { isPlaced, rank, waiting } = this;
    let best = -1;
    for (let node = 0; node < isPlaced.length; node += 1) {
      if (isPlaced[node] !== 0 || waiting[node]! > 0) continue;
      if (best < 0 || rank[node]! < rank[best]!) best = node;
    }
    return best;
  }

  private latestOf(node: number): number {
    const { distance, isPlaced, start } = this;
    const { nodes, latest } = this.model;
    let bound = latest[node]!;
    for (let other = 0; other < nodes; other += 1) {
      const ahead = distance[node * nodes + other]!;
      if (isPlaced[other] !== 0 && ahead !== noPath && start[other]! - ahead < bound) bound = start[other]! - ahead;
    }
    return bound;
  }

  private place(node: number, at: number): void {
    const { distance, low, isPlaced } = this;
    const { nodes, duration } = this.model;
    this.start[node] = at;
    isPlaced[node] = 1;
    this.release(node, -1);
    this.profile.use(node, at, duration[node]!, 1);
    for (let other = 0; other < nodes; other += 1) {
      const ahead = distance[node * nodes + other]!;
      if (ahead !== noPath && at + ahead > low[other]!) low[other] = at + ahead;
    }
  }

  /** Moves what sets the latest start by `missing` and opens everything later again; answers how many, -1 when nothing can move. */
  private unschedule(node: number, latest: number, missing: number): number {
    const { distance, low, isPlaced, start, model } = this;
    const { nodes } = model;
    const blockers: number[] = [];
    let first = 0x7fff_ffff;
    for (let other = 0; other < nodes; other += 1) {
      const ahead = distance[node * nodes + other]!;
      if (isPlaced[other] === 0 || ahead === noPath || start[other]! - ahead !== latest) continue;
      if (start[other]! + missing > model.latest[other]!) return -1;
      blockers.push(other);
      first = Math.min(first, start[other]!);
    }
    if (blockers.length === 0) return -1;
    let freed = 0;
    for (let other = 0; other < nodes; other += 1) {
      if (isPlaced[other] === 0 || (start[other]! <= first && !blockers.includes(other))) continue;
      isPlaced[other] = 0;
      freed += 1;
      this.release(other, 1);
      this.profile.use(other, start[other]!, model.duration[other]!, -1);
    }
    low.set(model.earliest);
    for (const other of blockers) low[other] = Math.max(low[other]!, start[other]! + missing);
    for (let other = 0; other < nodes; other += 1) {
      if (isPlaced[other] === 0 && !blockers.includes(other)) continue;
      this.raiseFrom(other, isPlaced[other] !== 0 ? start[other]! : low[other]!);
    }
    return freed;
  }

  private release(node: number, change: 1 | -1): void {
    const { followers, waiting } = this;
    const waiters = followers[node]!;
    for (let index = 0; index < waiters.length; index += 1) waiting[waiters[index]!] = waiting[waiters[index]!]! + change;
  }

  private raiseFrom(node: number, at: number): void {
    const { distance, low } = this;
    const { nodes } = this.model;
    for (let other = 0; other < nodes; other += 1) {
      const ahead = distance[node * nodes + other]!;
      if (ahead !== noPath && at + ahead > low[other]!) low[other] = at + ahead;
    }
  }
}
