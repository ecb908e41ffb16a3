/** A point or direction in metres of body height: x forwards, y to the body's left, z up (of the world, or of a segment). */
export type Vec3 = readonly [number, number, number];

/** A rotation, row-major; its columns are the forward, left and up direction of a segment. */
export type Mat3 = readonly [number, number, number, number, number, number, number, number, number];

const RAD = Math.PI / 180;

/** Product of two rotations: `b` is applied first. O(1). */
export function multiply(a: Mat3, b: Mat3): Mat3 {
  return [
    a[0] * b[0] + a[1] * b[3] + a[2] * b[6],
    a[0] * b[1] + a[1] * b[4] + a[2] * b[7],
    a[0] * b[2] + a[1] * b[5] + a[2] * b[8],
    a[3] * b[0] + a[4] * b[3] + a[5] * b[6],
    a[3] * b[1] + a[4] * b[4] + a[5] * b[7],
    a[3] * b[2] + a[4] * b[5] + a[5] * b[8],
    a[6] * b[0] + a[7] * b[3] + a[8] * b[6],
    a[6] * b[1] + a[7] * b[4] + a[8] * b[7],
    a[6] * b[2] + a[7] * b[5] + a[8] * b[8],
  ];
}

/** `origin` plus `local` turned by `rotation`. */
export function place(origin: Vec3, rotation: Mat3, local: Vec3): Vec3 {
  const [x, y, z] = local;
  return [
    origin[0] + rotation[0] * x + rotation[1] * y + rotation[2] * z,
    origin[1] + rotation[3] * x + rotation[4] * y + rotation[5] * z,
    origin[2] + rotation[6] * x + rotation[7] * y + rotation[8] * z,
  ];
}

/** Rotation about the forward axis, in degrees. */
export function aboutX(degrees: number): Mat3 {
  const c = Math.cos(degrees * RAD);
  const s = Math.sin(degrees * RAD);
  return [1, 0, 0, 0, c, -s, 0, s, c];
}

/** Rotation about the left axis, in degrees; positive tips the up axis forwards. */
export function aboutY(degrees: number): Mat3 {
  const c = Math.cos(degrees * RAD);
  const s = Math.sin(degrees * RAD);
  return [c, 0, s, 0, 1, 0, -s, 0, c];
}

/** Rotation about the up axis, in degrees; positive turns the forward axis to the left. */
export function aboutZ(degrees: number): Mat3 {
  const c = Math.cos(degrees * RAD);
  const s = Math.sin(degrees * RAD);
  return [c, -s, 0, s, c, 0, 0, 0, 1];
}

/** The point `share` (0 … 1) of the way from `a` to `b`. */
export function between(a: Vec3, b: Vec3, share: number): Vec3 {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}
