import { PackedProfile } from './packed-profile';
import type { ProjectModel } from './project-model';

/**
 * Serial schedule generation for problems without maximum gaps: each activity of a list at the first moment that its
 * predecessors and the resources allow; and the same backwards in time from a given end.
 *
 * O(nodes × (cells passed + duration) + arcs) for each schedule. Sources: Kelley, "The critical-path method", 1963; Kolisch,
 * EJOR 90 (1996); the two directions in turn: Valls, Ballestín, Quintanilla, "Justification and RCPSP", EJOR 165 (2005).
 */
export class SerialGeneration {
  /** Schedules made so far, each direction counted. */
  made = 0;
  private readonly profile: PackedProfile;
  private readonly cells: number;
  private usedCells: number;
  private readonly bucket: Int32Array;
  private readonly listed: Int32Array;
  private readonly mirrored: Int32Array;

  constructor(private readonly model: ProjectModel) {
    const longest = model.duration.reduce((most, value) => Math.max(most, value), 0);
    this.cells = model.horizon + longest + 2;
    this.usedCells = 0;
    this.profile = new PackedProfile(model, this.cells);
    this.bucket = new Int32Array(this.cells + 1);
    this.listed = new Int32Array(model.nodes);
    this.mirrored = new Int32Array(model.nodes);
  }

  /** Schedules in the order of `list`, in which every arc points forward. Writes `starts`; returns the start of the sink. */
  forward(list: Int32Array, starts: Int32Array): number {
    const { model, profile } = this;
    const { duration, earliest, inStart, inArc, arcTail, arcLag } = model;
    this.begin();
    let end = 0;
    for (let index = 0; index < list.length; index += 1) {
      const node = list[index]!;
      let start = earliest[node]!;
      for (let at = inStart[node]!; at < inStart[node + 1]!; at += 1) {
        const arc = inArc[at]!;
        const bound = starts[arcTail[arc]!]! + arcLag[arc]!;
        if (bound > start) start = bound;
      }
      const length = duration[node]!;
      if (length > 0) {
        start = profile.earliestFit(node, start, length);
        profile.use(node, start, length, 1);
        if (start + length > end) end = start + length;
      }
      starts[node] = start;
    }
    this.usedCells = end;
    return starts[model.nodes - 1]!;
  }

  /**
   * Shifts everything as late as the end of the given schedule allows, latest end first, and then as early as possible again.
   * Never makes the schedule longer. Changes `starts`; returns the start of the sink.
   */
  justify(starts: Int32Array): number {
    this.backward(starts);
    return this.forward(this.byStart(starts), starts);
  }

  /** The nodes in the order of their starts, ties as arcs point. The list returned is overwritten by the next call. O(nodes + cells). */
  byStart(starts: Int32Array): Int32Array {
    return this.sorted(starts, this.model.topological, 1);
  }

  private backward(starts: Int32Array): void {
    const { model, profile, mirrored } = this;
    const { nodes, duration, outStart, arcHead, arcLag } = model;
    let end = 0;
    for (let node = 0; node < nodes; node += 1) end = Math.max(end, starts[node]! + duration[node]!);
    for (let node = 0; node < nodes; node += 1) mirrored[node] = end - starts[node]! - duration[node]!;
    const list = this.sorted(mirrored, model.topological, -1);
    this.begin();
    let mirroredEnd = 0;
    for (let index = 0; index < nodes; index += 1) {
      const node = list[index]!;
      const length = duration[node]!;
      let start = 0;
      for (let arc = outStart[node]!; arc < outStart[node + 1]!; arc += 1) {
        const head = arcHead[arc]!;
        const bound = mirrored[head]! + duration[head]! + arcLag[arc]! - length;
        if (bound > start) start = bound;
      }
      if (length > 0) {
        start = profile.earliestFit(node, start, length);
        profile.use(node, start, length, 1);
      }
      if (start + length > mirroredEnd) mirroredEnd = start + length;
      mirrored[node] = start;
    }
    this.usedCells = mirroredEnd;
    // The first start may have moved right: everything moves back to time zero, as far as releases allow in the forward pass.
    for (let node = 0; node < nodes; node += 1) starts[node] = mirroredEnd - mirrored[node]! - duration[node]!;
  }

  private begin(): void {
    this.profile.clear(Math.min(this.usedCells + 1, this.cells));
    this.made += 1;
  }

  private sorted(keys: Int32Array, base: Int32Array, direction: 1 | -1): Int32Array {
    const { bucket, listed } = this;
    const nodes = base.length;
    let most = 0;
    for (let node = 0; node < nodes; node += 1) if (keys[node]! > most) most = keys[node]!;
    bucket.fill(0, 0, most + 2);
    for (let node = 0; node < nodes; node += 1) bucket[keys[node]! + 1] = bucket[keys[node]! + 1]! + 1;
    for (let key = 0; key < most; key += 1) bucket[key + 1] = bucket[key + 1]! + bucket[key]!;
    for (let index = 0; index < nodes; index += 1) {
      const node = base[direction > 0 ? index : nodes - 1 - index]!;
      const place = bucket[keys[node]!]!;
      listed[place] = node;
      bucket[keys[node]!] = place + 1;
    }
    return listed;
  }
}
