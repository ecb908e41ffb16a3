/** A point of the picture with its half-widths to the left and to the right of the direction of travel. */
export interface RailPoint {
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly right: number;
}

type Point = readonly [number, number];

/** A number for a path: one decimal is a tenth of a picture unit. */
export function short(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return String(Object.is(rounded, -0) ? 0 : rounded);
}

function curveThrough(points: readonly Point[]): string {
  let d = '';
  for (let i = 0; i + 1 < points.length; i += 1) {
    const p1 = points[i] ?? [0, 0];
    const p2 = points[i + 1] ?? p1;
    const p0 = points[i - 1] ?? p1;
    const p3 = points[i + 2] ?? p2;
    const c1: Point = [p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6];
    const c2: Point = [p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6];
    d += `C${short(c1[0])} ${short(c1[1])} ${short(c2[0])} ${short(c2[1])} ${short(p2[0])} ${short(p2[1])}`;
  }
  return d;
}

/** An open smooth curve (Catmull–Rom) through points of the picture. */
export function openCurve(points: readonly Point[]): string {
  const first = points[0];
  return first === undefined ? '' : `M${short(first[0])} ${short(first[1])}${curveThrough(points)}`;
}

/** A disc as a path, wound like the sleeves so that overlapping parts add up. */
export function disc(x: number, y: number, r: number): string {
  const [a, b, radius] = [short(x - r), short(x + r), short(r)];
  return `M${a} ${short(y)}A${radius} ${radius} 0 1 1 ${b} ${short(y)}A${radius} ${radius} 0 1 1 ${a} ${short(y)}Z`;
}

/** An ellipse given by its centre and two conjugate half-axes collapsed to radii and a turn in degrees. */
export function ellipse(x: number, y: number, rx: number, ry: number, turn: number): string {
  const dx = Math.cos((turn * Math.PI) / 180) * rx;
  const dy = Math.sin((turn * Math.PI) / 180) * rx;
  const arc = `A${short(rx)} ${short(ry)} ${short(turn)} 1 1 `;
  return `M${short(x - dx)} ${short(y - dy)}${arc}${short(x + dx)} ${short(y + dy)}${arc}${short(x - dx)} ${short(y - dy)}Z`;
}

/**
 * Outline of a soft tube along a rail, with round ends. Points that fall together (a limb seen from its end) become a disc.
 * O(points).
 */
export function sleeve(rail: readonly RailPoint[]): string {
  const points = rail.filter((p, i) => {
    const before = rail[i - 1];
    return before === undefined || Math.hypot(p.x - before.x, p.y - before.y) > 0.4;
  });
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return '';
  const ends = disc(first.x, first.y, (first.left + first.right) / 2) + disc(last.x, last.y, (last.left + last.right) / 2);
  if (points.length < 2) return ends;
  const leftRail: Point[] = [];
  const rightRail: Point[] = [];
  points.forEach((p, i) => {
    const a = points[i - 1] ?? p;
    const b = points[i + 1] ?? p;
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const nx = -(b.y - a.y) / length;
    const ny = (b.x - a.x) / length;
    leftRail.push([p.x - nx * p.left, p.y - ny * p.left]);
    rightRail.push([p.x + nx * p.right, p.y + ny * p.right]);
  });
  const start = leftRail[0] ?? [0, 0];
  const turn = rightRail.at(-1) ?? [0, 0];
  return `M${short(start[0])} ${short(start[1])}${curveThrough(leftRail)}L${short(turn[0])} ${short(turn[1])}${curveThrough([...rightRail].reverse())}Z${ends}`;
}
