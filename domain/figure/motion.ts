import { toJointVector, type JointVector } from './body';
import type { Contacts, Demonstration, KeyPose, Surface } from './demonstration';
import { forwardKinematics, radiusOf, type NodeName, type Skeleton } from './skeleton';
import { solveContacts, type Pin } from './solve-contacts';

const MOVE_MS = 1300;
const HOLD_MS = 450;

/** A way between two key poses, with the points that stay where they are. */
interface Stretch {
  readonly startMs: number;
  readonly moveMs: number;
  readonly holdMs: number;
  readonly from: JointVector;
  readonly to: JointVector;
  readonly pins: readonly Pin[];
}

/** A demonstration whose key poses stand on their contacts; made once, then asked for frames. */
export interface Motion {
  readonly durationMs: number;
  /** Moment at which each key pose is reached. */
  readonly keyTimes: readonly number[];
  readonly stretches: readonly Stretch[];
  readonly keyPins: readonly (readonly Pin[])[];
}

/** Minimum-jerk course (Flash & Hogan): 0 → 1 with zero speed and acceleration at both ends. */
export function minimumJerk(share: number): number {
  const s = Math.min(1, Math.max(0, share));
  return s * s * s * (10 + s * (6 * s - 15));
}

function entries(contacts: Contacts): [NodeName, Surface][] {
  const known: Readonly<Record<string, Surface>> = contacts;
  // Object.entries widens the key to string; the keys of Contacts are node names by type.
  return Object.entries(known) as [NodeName, Surface][];
}

/** What a contact asks for before it has a place of its own. */
function landing(node: NodeName, surface: Surface): Pin {
  if (typeof surface === 'number') return { node, target: [null, null, surface + radiusOf(node)] };
  if (surface === 'pin') return { node, target: [null, null, null] };
  if ('slideHeight' in surface) return { node, target: [null, null, surface.slideHeight + radiusOf(node)] };
  if ('slideWallBehind' in surface) return { node, target: [surface.slideWallBehind + radiusOf(node), null, null] };
  return { node, target: [('wall' in surface ? surface.wall : surface.slideWall) - radiusOf(node), null, null] };
}

function slides(surface: Surface): boolean {
  return typeof surface === 'object' && !('wall' in surface);
}

type Target = Pin['target'];

interface SolvedKey {
  readonly q: JointVector;
  readonly anchors: ReadonlyMap<NodeName, Target>;
}

function solveKey(demo: Demonstration, key: KeyPose, before: SolvedKey | undefined): SolvedKey {
  const q = toJointVector(key.pose);
  if (before !== undefined) {
    if (key.pose.x === undefined) q[0] = before.q[0] ?? 0;
    if (key.pose.y === undefined) q[1] = before.q[1] ?? 0;
    if (key.pose.z === undefined) q[2] = before.q[2] ?? 0;
  }
  const contacts = entries(key.contacts ?? demo.contacts);
  const pins = contacts.map(([node, surface]): Pin => {
    const held = before?.anchors.get(node);
    return held === undefined ? landing(node, surface) : { node, target: held };
  });
  const solved = solveContacts(q, pins);
  const { nodes } = forwardKinematics(solved);
  const anchors = contacts.map(([node, surface]): [NodeName, Target] => [
    node,
    before?.anchors.get(node) ?? (slides(surface) ? landing(node, surface).target : nodes[node]),
  ]);
  return { q: solved, anchors: new Map(anchors) };
}

function pinsOf(anchors: ReadonlyMap<NodeName, Target>): Pin[] {
  return [...anchors].map(([node, target]) => ({ node, target }));
}

function same(a: Target, b: Target | undefined): boolean {
  return b !== undefined && ([0, 1, 2] as const).every((axis) => Math.abs((a[axis] ?? 0) - (b[axis] ?? 0)) < 0.002);
}

/** Solves the key poses of a demonstration and lays them out in time. Deterministic, 2–10 ms. */
export function createMotion(demo: Demonstration): Motion {
  const solved: SolvedKey[] = [];
  for (const key of demo.keys) solved.push(solveKey(demo, key, solved.at(-1)));
  const stretches: Stretch[] = [];
  const keyTimes: number[] = [];
  let clock = 0;
  solved.forEach((key, index) => {
    keyTimes.push(clock);
    const next = solved[(index + 1) % solved.length] ?? key;
    const last = index === solved.length - 1;
    const moveMs = last ? (demo.returnMs ?? MOVE_MS) : (demo.keys[index + 1]?.moveMs ?? MOVE_MS);
    const holdMs = demo.keys[index]?.holdMs ?? HOLD_MS;
    const kept = new Map([...key.anchors].filter(([node, at]) => same(at, next.anchors.get(node))));
    stretches.push({ startMs: clock, holdMs, moveMs, from: key.q, to: next.q, pins: pinsOf(kept) });
    clock += holdMs + moveMs;
  });
  return { durationMs: clock, keyTimes, stretches, keyPins: solved.map((key) => pinsOf(key.anchors)) };
}

/** Joint angles `tMs` into the loop: minimum-jerk between key poses, corrected so that contacts stay. */
export function jointsAt(motion: Motion, tMs: number): { readonly joints: JointVector; readonly pins: readonly Pin[] } {
  const t = ((tMs % motion.durationMs) + motion.durationMs) % motion.durationMs;
  let stretch = motion.stretches[0];
  for (const candidate of motion.stretches) if (candidate.startMs <= t) stretch = candidate;
  if (stretch === undefined) return { joints: toJointVector({}), pins: [] };
  const { from, to, pins } = stretch;
  const share = minimumJerk((t - stretch.startMs - stretch.holdMs) / stretch.moveMs);
  if (share === 0) return { joints: from, pins };
  const blended = from.map((value, index) => value + ((to[index] ?? 0) - value) * share);
  return { joints: solveContacts(blended, pins), pins };
}

/** The body `tMs` into the loop. */
export function skeletonAt(motion: Motion, tMs: number): Skeleton {
  return forwardKinematics(jointsAt(motion, tMs).joints);
}

const motions = new WeakMap<Demonstration, Motion>();

/** The motion of a demonstration; solved at the first call, remembered afterwards (a pure function of its argument). */
export function motionOf(demo: Demonstration): Motion {
  const known = motions.get(demo);
  if (known !== undefined) return known;
  const made = createMotion(demo);
  motions.set(demo, made);
  return made;
}
