import { assertNever } from '#domain/shared/assert-never';
import type { Camera } from './camera';
import type { BoxProp, ChairProp, CordProp, Demonstration, Prop } from './demonstration';
import { openCurve, short } from './outline';
import type { NodeName, Skeleton } from './skeleton';
import { aboutZ, between, place, type Mat3, type Vec3 } from './vec';

/** Colours of a picture: CSS variables with fallbacks, or plain colours. */
export interface Palette {
  readonly body: string;
  readonly hair: string;
  readonly rim: string;
  readonly face: string;
  readonly gold: string;
  readonly cord: string;
  readonly propTop: string;
  readonly propFront: string;
  readonly propSide: string;
  readonly shade: string;
}

type Shades = readonly [top: string, front: string, side: string];

const UPRIGHT: Mat3 = [1, 0, 0, 0, 1, 0, 0, 0, 1];

function box(camera: Camera, from: Vec3, to: Vec3, shades: Shades, origin: Vec3 = [0, 0, 0], frame: Mat3 = UPRIGHT): string {
  const corner = (x: 0 | 1, y: 0 | 1, z: 0 | 1): string => {
    const local: Vec3 = [x ? to[0] : from[0], y ? to[1] : from[1], z ? to[2] : from[2]];
    const at = camera.project(place(origin, frame, local));
    return `${short(at.x)} ${short(at.y)}`;
  };
  const faces: readonly (readonly [Vec3, string, readonly string[]])[] = [
    [[0, 0, 1], shades[0], [corner(0, 0, 1), corner(1, 0, 1), corner(1, 1, 1), corner(0, 1, 1)]],
    [[1, 0, 0], shades[2], [corner(1, 0, 0), corner(1, 1, 0), corner(1, 1, 1), corner(1, 0, 1)]],
    [[-1, 0, 0], shades[2], [corner(0, 0, 0), corner(0, 1, 0), corner(0, 1, 1), corner(0, 0, 1)]],
    [[0, -1, 0], shades[1], [corner(0, 0, 0), corner(1, 0, 0), corner(1, 0, 1), corner(0, 0, 1)]],
    [[0, 1, 0], shades[1], [corner(0, 1, 0), corner(1, 1, 0), corner(1, 1, 1), corner(0, 1, 1)]],
  ];
  return faces
    .map(([normal, fill, corners]) => {
      const out = place([0, 0, 0], frame, normal);
      const seen = out[0] * camera.towards[0] + out[1] * camera.towards[1] + out[2] * camera.towards[2];
      return seen > 0.01
        ? `<path d="M${corners.join('L')}Z" fill="${fill}" stroke="${fill}" stroke-width="1.5" stroke-linejoin="round"/>`
        : '';
    })
    .join('');
}

function chair(camera: Camera, prop: ChairProp, shades: Shades): string {
  const origin: Vec3 = [prop.at[0], prop.at[1], 0];
  const frame = aboutZ(prop.facing);
  const half = 0.125;
  const thick = 0.018;
  const posts: readonly (readonly [number, number])[] = [
    [-half, half - thick],
    [half - thick, half - thick],
    [-half, -half],
    [half - thick, -half],
  ];
  const part = (from: Vec3, to: Vec3): string => box(camera, from, to, shades, origin, frame);
  const farFirst = posts
    .map((post) => ({ post, depth: camera.project(place(origin, frame, [post[0], post[1], 0])).depth }))
    .sort((a, b) => a.depth - b.depth);
  const legs = farFirst.map(({ post: [x, y] }) => part([x, y, 0], [x + thick, y + thick, prop.seat - thick])).join('');
  const backrest =
    part([-half - thick, half - thick, prop.seat], [-half, half, prop.seat + 0.26]) +
    part([-half - thick, -half, prop.seat], [-half, -half + thick, prop.seat + 0.26]) +
    part([-half - thick, -half, prop.seat + 0.16], [-half, half, prop.seat + 0.27]);
  const seat = part([-half, -half, prop.seat - thick], [half, half, prop.seat]);
  const backIsFar = camera.project(place(origin, frame, [-half, 0, 0])).depth < camera.project(origin).depth + 1e-6;
  return backIsFar ? backrest + legs + seat : legs + seat + backrest;
}

function pointOf(skeleton: Skeleton, point: NodeName | Vec3): Vec3 {
  return typeof point === 'string' ? skeleton.nodes[point] : point;
}

/** A stick is held inside its ends, so it reaches beyond the hands. */
function reach(prop: CordProp, skeleton: Skeleton): Vec3[] {
  const points = prop.through.map((point) => pointOf(skeleton, point));
  const first = points[0];
  const last = points.at(-1);
  if (prop.kind !== 'stick' || first === undefined || last === undefined) return points;
  return [between(first, last, -0.25), between(first, last, 1.25)];
}

function cord(camera: Camera, prop: CordProp, skeleton: Skeleton, palette: Palette): string {
  const flat = reach(prop, skeleton).map((point) => camera.project(point));
  const d =
    prop.kind === 'towel'
      ? openCurve(flat.map((p) => [p.x, p.y]))
      : `M${flat.map((p) => `${short(p.x)} ${short(p.y)}`).join('L')}`;
  const width = { band: 5, stick: 6, towel: 11 }[prop.kind];
  const colour = prop.kind === 'band' ? palette.cord : palette.propSide;
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

function block(camera: Camera, prop: BoxProp, palette: Palette): string {
  switch (prop.kind) {
    case 'mat':
      return box(camera, prop.from, prop.to, [palette.propTop, palette.propFront, palette.propFront]);
    case 'wall':
      return box(camera, prop.from, prop.to, [palette.propFront, palette.propTop, palette.propTop]);
    case 'step':
    case 'block':
      return box(camera, prop.from, prop.to, [palette.propTop, palette.propFront, palette.propSide]);
    default:
      return assertNever(prop.kind);
  }
}

/** Draws one prop. Mats, chairs, walls and steps stand behind the body; bands, sticks and weights are drawn over it. */
export function drawProp(camera: Camera, prop: Prop, skeleton: Skeleton, palette: Palette): string {
  switch (prop.kind) {
    case 'mat':
    case 'wall':
    case 'step':
    case 'block':
      return block(camera, prop, palette);
    case 'chair':
      return chair(camera, prop, [palette.propTop, palette.propFront, palette.propSide]);
    case 'band':
    case 'stick':
    case 'towel':
      return cord(camera, prop, skeleton, palette);
    case 'weight': {
      const at = camera.project(skeleton.nodes[prop.at]);
      const r = short(0.028 * camera.scale);
      return `<circle cx="${short(at.x)}" cy="${short(at.y)}" r="${r}" fill="${palette.propSide}" stroke="${palette.rim}" stroke-width="2"/>`;
    }
    default:
      return assertNever(prop);
  }
}

/** Whether a prop is held or worn, and so lies over the body. */
export function liesOver(prop: Demonstration['props'][number]): boolean {
  return prop.kind === 'band' || prop.kind === 'stick' || prop.kind === 'towel' || prop.kind === 'weight';
}
