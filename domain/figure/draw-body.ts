import type { Side } from './body';
import type { Camera, Flat } from './camera';
import { disc, ellipse, short, sleeve, type RailPoint } from './outline';
import { radiusOf, type NodeName, type Skeleton, type Slice } from './skeleton';
import { between, place, type Mat3, type Vec3 } from './vec';

/** A part of the body as one path, ready to be painted; `depth` orders the parts. */
export interface BodyPart {
  readonly kind: 'trunk' | 'hair' | 'face' | 'arm' | 'leg';
  readonly side: Side | null;
  readonly path: string;
  /** Painted without a rim over the root of a limb, so that it grows out of the trunk. */
  readonly cap: string;
  readonly depth: number;
}

/** Radius along a limb: share of the length, radius, shift forwards (body heights). */
type Profile = readonly (readonly [number, number, number])[];

const THIGH: Profile = [
  [0, 0.057, 0.002],
  [0.3, 0.054, 0.004],
  [0.7, 0.043, 0.003],
  [1, 0.036, 0],
];
const SHANK: Profile = [
  [0, 0.035, 0],
  [0.28, 0.036, -0.008],
  [0.62, 0.027, -0.005],
  [1, 0.021, 0],
];
const UPPER_ARM: Profile = [
  [0, 0.031, 0],
  [0.35, 0.0285, 0],
  [1, 0.023, 0],
];
const FOREARM: Profile = [
  [0, 0.024, 0],
  [0.3, 0.025, 0],
  [1, 0.016, 0],
];
const HAND: Profile = [
  [0, 0.016, 0],
  [0.45, 0.019, 0],
  [1, 0.01, 0],
];

/** Height above the hips → half-depth behind, in front, half-width, all in body heights. */
const TRUNK: readonly (readonly [number, number, number])[] = [
  [0.07, 0.058, 0.096],
  [0.066, 0.058, 0.094],
  [0.056, 0.057, 0.086],
  [0.053, 0.056, 0.081],
  [0.055, 0.058, 0.081],
  [0.058, 0.061, 0.085],
  [0.062, 0.065, 0.09],
  [0.066, 0.067, 0.095],
  [0.066, 0.062, 0.094],
  [0.056, 0.049, 0.07],
  [0.036, 0.034, 0.045],
];

function bone(camera: Camera, a: Vec3, b: Vec3, frame: Mat3 | null, profile: Profile): string {
  return sleeve(
    profile.map(([share, radius, shift]): RailPoint => {
      const middle = between(a, b, share);
      const at = camera.project(frame === null || shift === 0 ? middle : place(middle, frame, [shift, 0, 0]));
      return { x: at.x, y: at.y, left: radius * camera.scale, right: radius * camera.scale };
    }),
  );
}

function rod(camera: Camera, a: Vec3, b: Vec3, ra: number, rb: number): string {
  return bone(camera, a, b, null, [
    [0, ra, 0],
    [1, rb, 0],
  ]);
}

function meanDepth(camera: Camera, points: readonly Vec3[]): number {
  return points.reduce((sum, point) => sum + camera.project(point).depth, 0) / points.length;
}

/**
 * How far a limb lies in front of the part of the trunk it hangs from. What hangs down is not "behind" for a spectator who
 * looks down a little, so height counts less than the horizontal distance.
 */
function frontness(camera: Camera, points: readonly Vec3[], base: Vec3): number {
  const [tx, ty] = camera.towards;
  const flat = points.reduce((sum, p) => sum + (p[0] - base[0]) * tx + (p[1] - base[1]) * ty, 0) / points.length;
  const full = (meanDepth(camera, points) - camera.project(base).depth) / camera.scale;
  return flat + 0.3 * (full - flat) + 0.012;
}

function drawLeg(camera: Camera, { nodes, thigh, shank }: Skeleton, side: Side): BodyPart {
  const node = (name: 'hip' | 'knee' | 'ankle' | 'heel' | 'ball' | 'toe'): Vec3 => nodes[`${name}${side}`];
  const [hip, knee, ankle, heel, ball, toe] = [node('hip'), node('knee'), node('ankle'), node('heel'), node('ball'), node('toe')];
  const middle = between(heel, ball, 0.5);
  const path =
    bone(camera, hip, knee, thigh[side], THIGH) +
    bone(camera, knee, ankle, shank[side], SHANK) +
    rod(camera, ankle, heel, 0.02, 0.019) +
    rod(camera, ankle, middle, 0.021, 0.016) +
    rod(camera, ankle, ball, 0.02, 0.014) +
    rod(camera, heel, ball, 0.019, 0.014) +
    rod(camera, ball, toe, 0.014, 0.012);
  const at = camera.project(place(hip, thigh[side], [0, 0, 0.004]));
  return {
    kind: 'leg',
    side,
    path,
    cap: disc(at.x, at.y, 0.057 * camera.scale + 2),
    depth: meanDepth(camera, [knee, ankle, ball]),
  };
}

function drawArm(camera: Camera, { nodes }: Skeleton, side: Side): BodyPart {
  const node = (name: 'shoulder' | 'elbow' | 'wrist' | 'finger'): Vec3 => nodes[`${name}${side}`];
  const [shoulder, elbow, wrist, finger] = [node('shoulder'), node('elbow'), node('wrist'), node('finger')];
  const path =
    bone(camera, shoulder, elbow, null, UPPER_ARM) +
    bone(camera, elbow, wrist, null, FOREARM) +
    bone(camera, wrist, finger, null, HAND);
  const at = camera.project(shoulder);
  return {
    kind: 'arm',
    side,
    path,
    cap: disc(at.x, at.y, 0.031 * camera.scale + 1),
    depth: meanDepth(camera, [elbow, wrist, finger]),
  };
}

/** Half-width of a slice of the trunk as it is seen, along the normal of the picture. */
function seenWidth(
  camera: Camera,
  slice: Slice,
  size: readonly [number, number, number],
  normal: readonly [number, number],
): number {
  const frame = slice.frame;
  const forward = camera.direction([frame[0], frame[3], frame[6]]);
  const left = camera.direction([frame[1], frame[4], frame[7]]);
  const f = forward[0] * normal[0] + forward[1] * normal[1];
  const l = left[0] * normal[0] + left[1] * normal[1];
  return Math.hypot((f < 0 ? size[0] : size[1]) * f, size[2] * l) * camera.scale;
}

function drawTrunk(camera: Camera, skeleton: Skeleton): BodyPart {
  const { spine, nodes } = skeleton;
  const pelvis = spine[0];
  if (pelvis === undefined) return { kind: 'trunk', side: null, path: '', cap: '', depth: 0 };
  const low: Slice = { at: place(pelvis.at, pelvis.frame, [-0.004, 0, -0.022]), frame: pelvis.frame };
  const slices = [low, ...spine];
  const flats: Flat[] = slices.map((slice) => camera.project(slice.at));
  const rail = slices.map((slice, i): RailPoint => {
    const a = flats[i - 1] ?? flats[i];
    const b = flats[i + 1] ?? flats[i];
    const at = flats[i] ?? { x: 0, y: 0, depth: 0 };
    const dx = (b?.x ?? 0) - (a?.x ?? 0);
    const dy = (b?.y ?? 0) - (a?.y ?? 0);
    const length = Math.hypot(dx, dy) || 1;
    const normal = [-dy / length, dx / length] as const;
    const size = TRUNK[i - 1] ?? ([0.06, 0.048, 0.078] as const);
    return {
      x: at.x,
      y: at.y,
      left: seenWidth(camera, slice, size, [-normal[0], -normal[1]]),
      right: seenWidth(camera, slice, size, normal),
    };
  });
  const top = spine.at(-1) ?? pelvis;
  const yoke = place(top.at, top.frame, [0, 0, 0.004]);
  const path =
    sleeve(rail.slice(0, -1)) +
    rod(camera, yoke, nodes.shoulderR, 0.027, 0.03) +
    rod(camera, yoke, nodes.shoulderL, 0.027, 0.03) +
    rod(camera, nodes.hipR, nodes.hipL, 0.046, 0.046) +
    rod(camera, top.at, place(skeleton.head.at, skeleton.head.frame, [-0.008, 0, -0.03]), 0.034, 0.031);
  return { kind: 'trunk', side: null, path, cap: '', depth: 0 };
}

/** The picture of an ellipsoid with the given half-axes in its frame. */
function ellipsoid(camera: Camera, { at, frame }: Slice, axes: Vec3): string {
  let [xx, xy, yy] = [0, 0, 0];
  for (const axis of [0, 1, 2] as const) {
    const size = axes[axis] * camera.scale;
    const [fx, fy] = camera.direction([frame[axis] * size, (frame[axis + 3] ?? 0) * size, (frame[axis + 6] ?? 0) * size]);
    xx += fx * fx;
    xy += fx * fy;
    yy += fy * fy;
  }
  const middle = (xx + yy) / 2;
  const spread = Math.hypot((xx - yy) / 2, xy);
  const turn = (Math.atan2(xy, (xx - yy) / 2) * 90) / Math.PI;
  const centre = camera.project(at);
  return ellipse(centre.x, centre.y, Math.sqrt(middle + spread), Math.sqrt(Math.max(0, middle - spread)), turn);
}

/** Two soft shapes, hair and face, so that one sees where the figure looks; the nearer one is painted last. */
function drawHead(camera: Camera, { head, nodes }: Skeleton): BodyPart[] {
  const within = (local: Vec3): Slice => ({ at: place(head.at, head.frame, local), frame: head.frame });
  const hair = within([-0.017, 0, 0.013]);
  const face = within([0.006, 0, -0.001]);
  const jaw = within([0.016, 0, -0.032]);
  const bridge = place(head.at, head.frame, [0.05, 0, 0.012]);
  const depth = frontness(camera, [head.at], nodes.neck);
  const front = camera.project(face.at).depth - camera.project(hair.at).depth;
  const step = front > 0.004 * camera.scale ? 1e-4 : -1e-4;
  return [
    { kind: 'hair', side: null, path: ellipsoid(camera, hair, [0.049, 0.05, 0.05]), cap: '', depth },
    {
      kind: 'face',
      side: null,
      path:
        ellipsoid(camera, face, [0.052, 0.045, 0.054]) +
        ellipsoid(camera, jaw, [0.036, 0.032, 0.033]) +
        rod(camera, bridge, nodes.nose, 0.007, 0.0085),
      cap: '',
      depth: depth + step,
    },
  ];
}

/** Parts of the body, farthest first. O(1): five limbs and a head. */
export function bodyParts(camera: Camera, skeleton: Skeleton): BodyPart[] {
  const parts = [
    drawTrunk(camera, skeleton),
    ...drawHead(camera, skeleton),
    drawLeg(camera, skeleton, 'R'),
    drawLeg(camera, skeleton, 'L'),
    drawArm(camera, skeleton, 'R'),
    drawArm(camera, skeleton, 'L'),
  ];
  return parts.sort((a, b) => a.depth - b.depth);
}

/** Eyes and ears where the spectator can see them: they tell front from back. */
export function faceMarks(camera: Camera, { head }: Skeleton, colour: string): string {
  const spots: readonly (readonly [Vec3, Vec3, number])[] = [
    [[0.056, 0.017, 0.004], [0.8, 0.5, 0], 0.005],
    [[0.056, -0.017, 0.004], [0.8, -0.5, 0], 0.005],
  ];
  return spots
    .map(([local, normal, r]) => {
      const out = place([0, 0, 0], head.frame, normal);
      const seen = out[0] * camera.towards[0] + out[1] * camera.towards[1] + out[2] * camera.towards[2];
      if (seen < 0.15) return '';
      const at = camera.project(place(head.at, head.frame, local));
      return `<circle cx="${short(at.x)}" cy="${short(at.y)}" r="${short(r * camera.scale)}" fill="${colour}"/>`;
    })
    .join('');
}

/** Picture position of a named ball and its radius in picture units. */
export function flatNode(camera: Camera, skeleton: Skeleton, node: NodeName): Flat & { readonly r: number } {
  return { ...camera.project(skeleton.nodes[node]), r: radiusOf(node) * camera.scale };
}

/** Inner edges of the shoulder blades, where the back is seen: they show what a squeeze does. */
export function bladeMarks(camera: Camera, { nodes, spine }: Skeleton, colour: string): string {
  const top = spine.at(-1);
  if (top === undefined) return '';
  const back = place([0, 0, 0], top.frame, [-1, 0, 0]);
  if (back[0] * camera.towards[0] + back[1] * camera.towards[1] + back[2] * camera.towards[2] < 0.35) return '';
  return (['R', 'L'] as const)
    .map((side) => {
      const s = side === 'L' ? 1 : -1;
      const shoulder = nodes[`shoulder${side}`];
      const rel: Vec3 = [shoulder[0] - top.at[0], shoulder[1] - top.at[1], shoulder[2] - top.at[2]];
      const pulled = rel[0] * back[0] + rel[1] * back[1] + rel[2] * back[2];
      const ends = [-0.035, -0.1].map((z) => camera.project(place(top.at, top.frame, [-0.05, s * (0.052 - 0.8 * pulled), z])));
      return `<path d="M${ends.map((at) => `${short(at.x)} ${short(at.y)}`).join('L')}" stroke="${colour}" stroke-width="3" stroke-linecap="round"/>`;
    })
    .join('');
}
