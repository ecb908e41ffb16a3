import { LIMB_START, SEGMENT, type JointVector, type Side } from './body';
import { aboutX, aboutY, aboutZ, between, multiply, place, type Mat3, type Vec3 } from './vec';

/** Named balls of the body: joints and the places that touch floor, seat or wall. Sides are appended: `kneeR`. */
export const LIMB_NODES = [
  'hip',
  'knee',
  'ankle',
  'heel',
  'ball',
  'toe',
  'shoulder',
  'elbow',
  'wrist',
  'palm',
  'finger',
] as const;
/** Balls of head and trunk. */
export const CORE_NODES = ['sacrum', 'sit', 'belly', 'waist', 'chest', 'upperBack', 'neck', 'head', 'nose', 'chin'] as const;
export type NodeName = (typeof CORE_NODES)[number] | `${(typeof LIMB_NODES)[number]}${Side}`;

/** Radius of each ball in body heights; a touching ball rests with its surface, not its centre. */
export const NODE_RADIUS: Readonly<Record<(typeof CORE_NODES)[number] | (typeof LIMB_NODES)[number], number>> = {
  sacrum: 0.055,
  sit: 0.055,
  belly: 0.05,
  waist: 0.05,
  chest: 0.055,
  upperBack: 0.058,
  neck: 0.03,
  head: 0.064,
  nose: 0.008,
  chin: 0.02,
  hip: 0.056,
  knee: 0.036,
  ankle: 0.021,
  heel: 0.019,
  ball: 0.014,
  toe: 0.012,
  shoulder: 0.031,
  elbow: 0.023,
  wrist: 0.016,
  palm: 0.016,
  finger: 0.01,
};

/** A slice of the trunk: its centre and the frame of the vertebra there. */
export interface Slice {
  readonly at: Vec3;
  readonly frame: Mat3;
}

/** Where everything is at one moment. */
export interface Skeleton {
  readonly nodes: Readonly<Record<NodeName, Vec3>>;
  /** From the hips up to the base of the neck. */
  readonly spine: readonly Slice[];
  readonly head: Slice;
  readonly shank: Readonly<Record<Side, Mat3>>;
  readonly thigh: Readonly<Record<Side, Mat3>>;
}

/** Radius of a named ball. */
export function radiusOf(name: NodeName): number {
  const known: Readonly<Record<string, number>> = NODE_RADIUS;
  return known[name] ?? known[name.slice(0, -1)] ?? 0;
}

const HIP_OFFSET = 0.05;
const SHOULDER_OFFSET = 0.098;
const SPINE_BASE = 0.045;
const LUMBAR = { joints: 4, length: 0.1 } as const;
const THORACIC = { joints: 5, length: 0.155 } as const;
const NECK_LENGTH = 0.047;

/** One joint of the spine: flexion tips forwards, side bend and rotation go to the right. */
function spineTurn(flexion: number, sideBend: number, rotation: number): Mat3 {
  return multiply(multiply(aboutZ(-rotation), aboutX(sideBend)), aboutY(flexion));
}

/** A ball joint: flexion, then abduction, then rotation about the own axis; `s` is 1 on the left and -1 on the right. */
function ballJoint(parent: Mat3, flexion: number, abduction: number, rotation: number, s: number): Mat3 {
  return multiply(multiply(multiply(parent, aboutY(-flexion)), aboutX(s * abduction)), aboutZ(s * rotation));
}

interface Leg {
  readonly thigh: Mat3;
  readonly shank: Mat3;
  readonly points: Record<'hip' | 'knee' | 'ankle' | 'heel' | 'ball' | 'toe', Vec3>;
}

function leg(q: JointVector, side: Side, pelvis: Slice): Leg {
  const at = LIMB_START[side];
  const s = side === 'L' ? 1 : -1;
  const thigh = ballJoint(pelvis.frame, q[at] ?? 0, q[at + 1] ?? 0, q[at + 2] ?? 0, s);
  const shank = multiply(thigh, aboutY(q[at + 3] ?? 0));
  const foot = multiply(shank, aboutY(-(q[at + 4] ?? 0)));
  const hip = place(pelvis.at, pelvis.frame, [0, s * HIP_OFFSET, 0]);
  const knee = place(hip, thigh, [0, 0, -SEGMENT.thigh]);
  const ankle = place(knee, shank, [0, 0, -SEGMENT.shank]);
  const ball = place(ankle, foot, [0.072, 0, -0.025]);
  const toe = place(ball, multiply(foot, aboutY(-(q[at + 5] ?? 0))), [0.028, 0, -0.002]);
  return { thigh, shank, points: { hip, knee, ankle, heel: place(ankle, foot, [-0.026, 0, -0.02]), ball, toe } };
}

function arm(q: JointVector, side: Side, girdle: Slice): Record<'shoulder' | 'elbow' | 'wrist' | 'palm' | 'finger', Vec3> {
  const at = LIMB_START[side] + 6;
  const s = side === 'L' ? 1 : -1;
  const clavicle = multiply(multiply(girdle.frame, aboutZ(s * (q[at + 6] ?? 0))), aboutX(s * (q[at + 5] ?? 0)));
  const shoulder = place(girdle.at, clavicle, [0, s * SHOULDER_OFFSET, 0]);
  const upper = ballJoint(girdle.frame, q[at] ?? 0, q[at + 1] ?? 0, q[at + 2] ?? 0, s);
  const fore = multiply(upper, aboutY(-(q[at + 3] ?? 0)));
  const hand = multiply(fore, aboutY(-(q[at + 4] ?? 0)));
  const elbow = place(shoulder, upper, [0, 0, -SEGMENT.upperArm]);
  const wrist = place(elbow, fore, [0, 0, -SEGMENT.forearm]);
  const palm = place(wrist, hand, [0, 0, -0.4 * SEGMENT.hand]);
  return { shoulder, elbow, wrist, palm, finger: place(wrist, hand, [0, 0, -0.88 * SEGMENT.hand]) };
}

function spineOf(q: JointVector, pelvis: Slice): Slice[] {
  const spine: Slice[] = [pelvis];
  let slice: Slice = { at: place(pelvis.at, pelvis.frame, [0, 0, SPINE_BASE]), frame: pelvis.frame };
  spine.push(slice);
  let first = 6;
  for (const part of [LUMBAR, THORACIC]) {
    const n = part.joints;
    const turn = spineTurn((q[first] ?? 0) / n, (q[first + 1] ?? 0) / n, (q[first + 2] ?? 0) / n);
    for (let joint = 0; joint < n; joint += 1) {
      const frame = multiply(slice.frame, turn);
      slice = { at: place(slice.at, frame, [0, 0, part.length / n]), frame };
      spine.push(slice);
    }
    first += 3;
  }
  return spine;
}

/**
 * Forward kinematics: joint vector → every point of the body. Pure and O(number of joints), about 5 µs;
 * the contact solver calls it some hundred times for a frame.
 */
export function forwardKinematics(q: JointVector): Skeleton {
  const turn = multiply(multiply(aboutZ(q[3] ?? 0), aboutY(q[4] ?? 0)), aboutX(q[5] ?? 0));
  const pelvis: Slice = { at: [q[0] ?? 0, q[1] ?? 0, q[2] ?? 0], frame: turn };
  const spine = spineOf(q, pelvis);
  const top = spine.at(-1) ?? pelvis;
  const chest = spine.at(-4) ?? pelvis;
  const waist = spine.at(-7) ?? pelvis;
  const girdle: Slice = { at: place(top.at, top.frame, [0, 0, -0.03]), frame: top.frame };
  const neckFrame = multiply(top.frame, spineTurn(q[12] ?? 0, q[13] ?? 0, q[14] ?? 0));
  const skull = place(top.at, neckFrame, [0.004, 0, NECK_LENGTH]);
  const headFrame = multiply(neckFrame, aboutY(q[15] ?? 0));
  const head: Slice = { at: place(skull, headFrame, [0.012, 0, 0.06]), frame: headFrame };
  const right = leg(q, 'R', pelvis);
  const left = leg(q, 'L', pelvis);
  const armR = arm(q, 'R', girdle);
  const armL = arm(q, 'L', girdle);
  return {
    spine,
    head,
    thigh: { R: right.thigh, L: left.thigh },
    shank: { R: right.shank, L: left.shank },
    nodes: {
      sacrum: place(pelvis.at, pelvis.frame, [-0.018, 0, 0.03]),
      sit: place(pelvis.at, pelvis.frame, [-0.012, 0, 0.0]),
      belly: place(pelvis.at, pelvis.frame, [0.014, 0, 0.05]),
      waist: waist.at,
      chest: place(chest.at, chest.frame, [0.014, 0, 0.01]),
      upperBack: place(chest.at, chest.frame, [-0.012, 0, 0.03]),
      neck: between(top.at, skull, 0.5),
      head: head.at,
      nose: place(head.at, headFrame, [0.064, 0, -0.006]),
      chin: place(head.at, headFrame, [0.034, 0, -0.048]),
      hipR: right.points.hip,
      kneeR: right.points.knee,
      ankleR: right.points.ankle,
      heelR: right.points.heel,
      ballR: right.points.ball,
      toeR: right.points.toe,
      shoulderR: armR.shoulder,
      elbowR: armR.elbow,
      wristR: armR.wrist,
      palmR: armR.palm,
      fingerR: armR.finger,
      hipL: left.points.hip,
      kneeL: left.points.knee,
      ankleL: left.points.ankle,
      heelL: left.points.heel,
      ballL: left.points.ball,
      toeL: left.points.toe,
      shoulderL: armL.shoulder,
      elbowL: armL.elbow,
      wristL: armL.wrist,
      palmL: armL.palm,
      fingerL: armL.finger,
    },
  };
}
