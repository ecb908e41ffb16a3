import type { Demonstration, View } from './demonstration';
import { forwardKinematics, radiusOf, type NodeName, type Skeleton } from './skeleton';
import { motionOf, skeletonAt } from './motion';
import type { Vec3 } from './vec';

/** Size of the picture in its own units. */
export const PICTURE = { width: 480, height: 360 } as const;

/** A point of the picture, y downwards; `depth` grows towards the spectator. */
export interface Flat {
  readonly x: number;
  readonly y: number;
  readonly depth: number;
}

/** A rectangle of the picture, in its units. */
export interface PictureBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Parallel projection of a demonstration onto the picture. */
export interface Camera {
  readonly scale: number;
  readonly project: (point: Vec3) => Flat;
  /** Picture of a direction: no shift, not scaled, y downwards. */
  readonly direction: (vector: Vec3) => readonly [number, number];
  /** Direction towards the spectator. */
  readonly towards: Vec3;
  /** What the movement fills, with a small margin; the whole picture for a close-up. */
  readonly box: PictureBox;
}

const RAD = Math.PI / 180;
const TURN: Readonly<Record<View, number>> = { side: 0, front: 90, back: -90 };
const MARGIN = { side: 34, top: 30, bottom: 40 } as const;
const MAX_SCALE = { whole: 350, detail: 560 } as const;
const SAMPLES = 16;

interface Bounds {
  minX: number;
  maxX: number;
  minY: number;
  maxY: number;
}

function grow(bounds: Bounds, x: number, y: number, r: number): void {
  bounds.minX = Math.min(bounds.minX, x - r);
  bounds.maxX = Math.max(bounds.maxX, x + r);
  bounds.minY = Math.min(bounds.minY, y - r);
  bounds.maxY = Math.max(bounds.maxY, y + r);
}

function nodesOf(demo: Demonstration, skeleton: Skeleton): [NodeName, Vec3][] {
  // Object.entries widens the key to string; the record's keys are node names by type.
  const all = Object.entries(skeleton.nodes) as [NodeName, Vec3][];
  return demo.frame === undefined ? all : all.filter(([name]) => demo.frame?.includes(name));
}

function propCorners(demo: Demonstration): Vec3[] {
  return demo.props.flatMap((prop): Vec3[] => {
    if (prop.kind === 'chair') {
      return [
        [prop.at[0], prop.at[1], prop.seat * 2],
        [prop.at[0], prop.at[1], 0],
      ];
    }
    if (prop.kind === 'step' || prop.kind === 'block') return [prop.from, prop.to];
    if (prop.kind === 'wall') return [[prop.from[0], 0, 0]];
    return [];
  });
}

function boundsOf(demo: Demonstration, flatten: (p: Vec3) => readonly [number, number, number]): Bounds {
  const bounds: Bounds = { minX: Infinity, maxX: -Infinity, minY: Infinity, maxY: -Infinity };
  const motion = motionOf(demo);
  const times = [...motion.keyTimes, ...Array.from({ length: SAMPLES }, (_, i) => (i * motion.durationMs) / SAMPLES)];
  for (const time of times) {
    for (const [name, at] of nodesOf(demo, skeletonAt(motion, time))) {
      const [x, y] = flatten(at);
      grow(bounds, x, y, Math.max(0.02, radiusOf(name)));
    }
  }
  if (demo.frame === undefined) {
    for (const corner of propCorners(demo)) {
      const [x, y] = flatten(corner);
      grow(bounds, x, y, 0.02);
    }
  }
  return bounds;
}

function createCamera(demo: Demonstration): Camera {
  const yaw = (TURN[demo.view] + (demo.turn ?? (demo.view === 'side' ? 9 : 0))) * RAD;
  const look = (demo.elevation ?? 9) * RAD;
  const [cy, sy, ce, se] = [Math.cos(yaw), Math.sin(yaw), Math.cos(look), Math.sin(look)];
  const flatten = ([x, y, z]: Vec3): readonly [number, number, number] => {
    const near = x * sy - y * cy;
    return [x * cy + y * sy, -(z * ce - near * se), near * ce + z * se];
  };
  const bounds = boundsOf(demo, flatten);
  const width = PICTURE.width - 2 * MARGIN.side;
  const height = PICTURE.height - MARGIN.top - MARGIN.bottom;
  const limit = demo.frame === undefined ? MAX_SCALE.whole : MAX_SCALE.detail;
  const scale = Math.min(limit, width / (bounds.maxX - bounds.minX), height / (bounds.maxY - bounds.minY));
  const left = PICTURE.width / 2 - (scale * (bounds.minX + bounds.maxX)) / 2;
  // A detail is centred; a whole body stands on a floor near the lower edge, lying bodies a little higher.
  const slack = height - scale * (bounds.maxY - bounds.minY);
  const top = MARGIN.top + slack * (demo.frame === undefined ? 0.68 : 0.5) - scale * bounds.minY;
  const pad = 26;
  const box: PictureBox =
    demo.frame === undefined
      ? {
          x: left + scale * bounds.minX - pad,
          y: top + scale * bounds.minY - pad,
          width: scale * (bounds.maxX - bounds.minX) + 2 * pad,
          height: scale * (bounds.maxY - bounds.minY) + 2 * pad,
        }
      : { x: 0, y: 0, width: PICTURE.width, height: PICTURE.height };
  return {
    scale,
    box,
    project: (point) => {
      const [x, y, depth] = flatten(point);
      return { x: left + scale * x, y: top + scale * y, depth: depth * scale };
    },
    direction: (vector) => {
      const [x, y] = flatten(vector);
      return [x, y];
    },
    towards: [sy * ce, -cy * ce, se],
  };
}

const cameras = new WeakMap<Demonstration, Camera>();

/** The camera that frames the whole motion of a demonstration; made at the first call, then remembered. */
export function cameraOf(demo: Demonstration): Camera {
  const known = cameras.get(demo);
  if (known !== undefined) return known;
  const made = createCamera(demo);
  cameras.set(demo, made);
  return made;
}

/** Skeleton of a key pose. */
export function keySkeleton(demo: Demonstration, key: number): Skeleton {
  const stretch = motionOf(demo).stretches[key];
  return forwardKinematics(stretch?.from ?? []);
}
