import { keySkeleton, PICTURE, type Camera } from './camera';
import type { Demonstration, Mark } from './demonstration';
import { flatNode } from './draw-body';
import { motionOf, skeletonAt } from './motion';
import { openCurve, short } from './outline';

type Point = readonly [number, number];

const SAMPLES = 10;
const ARROW_LENGTH = 40;
const SHORT_PATH = 26;

/** The way of the marked point from one key pose to another, in picture units. */
function pathOf(demo: Demonstration, camera: Camera, mark: Mark): Point[] {
  const motion = motionOf(demo);
  const fromKey = mark.fromKey ?? 0;
  const toKey = mark.toKey ?? fromKey + 1;
  const start = (motion.keyTimes[fromKey] ?? 0) + (motion.stretches[fromKey]?.holdMs ?? 0);
  const end = toKey === 0 ? motion.durationMs : (motion.keyTimes[toKey] ?? motion.durationMs);
  return Array.from({ length: SAMPLES + 1 }, (_, i): Point => {
    const at = flatNode(
      camera,
      skeletonAt(motion, Math.min(end, start + ((end - start) * i) / SAMPLES) - (i === SAMPLES && toKey === 0 ? 1 : 0)),
      mark.node,
    );
    return [at.x, at.y];
  });
}

function arrowHead([x, y]: Point, angle: number, colour: string): string {
  const wing = (turn: number): string => `${short(x - 10 * Math.cos(angle + turn))} ${short(y - 10 * Math.sin(angle + turn))}`;
  return `<path d="M${wing(0.55)}L${short(x)} ${short(y)}L${wing(-0.55)}" fill="none" stroke="${colour}" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>`;
}

function outward(demo: Demonstration, camera: Camera, mark: Mark, point: Point, along: Point): { normal: Point; r: number } {
  const skeleton = keySkeleton(demo, mark.toKey ?? (mark.fromKey ?? 0) + 1);
  const waist = flatNode(camera, skeleton, 'waist');
  const r = flatNode(camera, skeleton, mark.node).r;
  const normal: Point = [-along[1], along[0]];
  const away = (point[0] - waist.x) * normal[0] + (point[1] - waist.y) * normal[1];
  return { normal: away >= 0 ? normal : [along[1], -along[0]], r };
}

function arrow(demo: Demonstration, camera: Camera, mark: Mark, path: readonly Point[], colour: string): string {
  const first = path[Math.floor(SAMPLES * 0.35)] ?? [0, 0];
  const last = path.at(-1) ?? [0, 0];
  const chord = Math.hypot(last[0] - first[0], last[1] - first[1]);
  const toward = mark.arrowToward === undefined ? null : (-mark.arrowToward * Math.PI) / 180;
  const angle = toward ?? Math.atan2(last[1] - first[1], last[0] - first[0]);
  const along: Point = [Math.cos(angle), Math.sin(angle)];
  const { normal, r } = outward(demo, camera, mark, last, along);
  const gap = r + 17;
  const length =
    chord < SHORT_PATH || toward !== null ? ARROW_LENGTH : Math.min(ARROW_LENGTH + 12, Math.max(ARROW_LENGTH, chord));
  const [sx, sy] = mark.arrowShift ?? [0, 0];
  const middle: Point = [(first[0] + last[0]) / 2 + normal[0] * gap + sx, (first[1] + last[1]) / 2 + normal[1] * gap + sy];
  const keep = (value: number, size: number): number => Math.min(size - 16, Math.max(16, value));
  const tail: Point = [
    keep(middle[0] - (along[0] * length) / 2, PICTURE.width),
    keep(middle[1] - (along[1] * length) / 2, PICTURE.height),
  ];
  const tip: Point = [
    keep(middle[0] + (along[0] * length) / 2, PICTURE.width),
    keep(middle[1] + (along[1] * length) / 2, PICTURE.height),
  ];
  const bow: Point = [(tail[0] + tip[0]) / 2 + normal[0] * 9, (tail[1] + tip[1]) / 2 + normal[1] * 9];
  const tipAngle = Math.atan2(tip[1] - bow[1], tip[0] - bow[0]);
  const line = `M${short(tail[0])} ${short(tail[1])}Q${short(bow[0])} ${short(bow[1])} ${short(tip[0])} ${short(tip[1])}`;
  return `<path d="${line}" fill="none" stroke="${colour}" stroke-width="4" stroke-linecap="round"/>${arrowHead(tip, tipAngle, colour)}`;
}

/** Gold dots along the way of a marked point, and one small arrow that says where it goes. */
export function drawMark(
  demo: Demonstration,
  camera: Camera,
  mark: Mark,
  colour: string,
  parts: { dots: boolean; arrow: boolean },
): string {
  const path = pathOf(demo, camera, mark);
  const dots = parts.dots
    ? `<path d="${openCurve(path)}" fill="none" stroke="${colour}" stroke-width="4.5" stroke-linecap="round" stroke-dasharray="0 9"/>`
    : '';
  return dots + (parts.arrow && mark.arrow !== false ? arrow(demo, camera, mark, path, colour) : '');
}
