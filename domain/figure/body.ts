/**
 * Proportions of the body as fractions of its height: Winter, Biomechanics and Motor Control of Human Movement,
 * after Drillis & Contini. Breadths are outer breadths; joint centres lie inside them by the thickness of the limb.
 */
export const SEGMENT = {
  headAndNeck: 0.182,
  trunk: 0.288,
  upperArm: 0.186,
  forearm: 0.146,
  hand: 0.108,
  thigh: 0.245,
  shank: 0.246,
  footLength: 0.152,
  footHeight: 0.039,
  shoulderBreadth: 0.259,
  hipBreadth: 0.191,
} as const;

/** Where and how the pelvis stands: position in body heights, orientation in degrees. */
export const ROOT_DOFS = ['x', 'y', 'z', 'yaw', 'pitch', 'roll'] as const;

/** Joints of the spine, in degrees. Side bend and rotation are positive to the right. */
export const TRUNK_DOFS = [
  'lumbarFlexion',
  'lumbarSideBend',
  'lumbarRotation',
  'thoracicFlexion',
  'thoracicSideBend',
  'thoracicRotation',
  'neckFlexion',
  'neckSideBend',
  'neckRotation',
  'headFlexion',
] as const;

/** Joints that exist on both sides, in degrees from the anatomical position (palms facing the thighs). */
export const LIMB_DOFS = [
  'hipFlexion',
  'hipAbduction',
  'hipExternalRotation',
  'kneeFlexion',
  'ankleDorsiflexion',
  'toeExtension',
  'shoulderFlexion',
  'shoulderAbduction',
  'shoulderExternalRotation',
  'elbowFlexion',
  'wristExtension',
  'scapulaElevation',
  'scapulaRetraction',
] as const;

export type RootDof = (typeof ROOT_DOFS)[number];
export type TrunkDof = (typeof TRUNK_DOFS)[number];
export type LimbDof = (typeof LIMB_DOFS)[number];
export type Side = 'R' | 'L';

/** A key pose: what is not named is 0; a limb joint without a side applies to both, with a side it wins. */
export type Pose = Partial<Record<RootDof | TrunkDof | LimbDof | `${LimbDof}${Side}`, number>>;

/** All degrees of freedom as one vector: root, trunk, right limbs, left limbs. */
export type JointVector = number[];

/** Where the limb joints of a side begin in a joint vector. */
export const LIMB_START: Readonly<Record<Side, number>> = {
  R: ROOT_DOFS.length + TRUNK_DOFS.length,
  L: ROOT_DOFS.length + TRUNK_DOFS.length + LIMB_DOFS.length,
};

type Range = readonly [number, number];

/** Active range of each joint in degrees: what a healthy adult can show, slightly rounded. */
export const LIMITS: Readonly<Record<TrunkDof | LimbDof, Range>> = {
  lumbarFlexion: [-40, 60],
  lumbarSideBend: [-25, 25],
  lumbarRotation: [-15, 15],
  thoracicFlexion: [-30, 45],
  thoracicSideBend: [-30, 30],
  thoracicRotation: [-40, 40],
  neckFlexion: [-60, 60],
  neckSideBend: [-45, 45],
  neckRotation: [-80, 80],
  headFlexion: [-30, 30],
  hipFlexion: [-30, 130],
  hipAbduction: [-30, 50],
  hipExternalRotation: [-45, 60],
  kneeFlexion: [0, 155],
  ankleDorsiflexion: [-60, 35],
  toeExtension: [-20, 75],
  shoulderFlexion: [-60, 180],
  shoulderAbduction: [-60, 180],
  shoulderExternalRotation: [-90, 95],
  elbowFlexion: [0, 150],
  wristExtension: [-80, 95],
  scapulaElevation: [-10, 40],
  scapulaRetraction: [-35, 35],
};

/** Index of a limb joint of one side in a joint vector. */
export function limbIndex(side: Side, dof: LimbDof): number {
  return LIMB_START[side] + LIMB_DOFS.indexOf(dof);
}

/** The limits of the degree of freedom at `index`; the root has none. */
export function limitsAt(index: number): Range {
  const trunk = TRUNK_DOFS[index - ROOT_DOFS.length];
  if (trunk !== undefined) return LIMITS[trunk];
  const limb = index < LIMB_START.R ? undefined : LIMB_DOFS[(index - LIMB_START.R) % LIMB_DOFS.length];
  return limb === undefined ? [-Infinity, Infinity] : LIMITS[limb];
}

/** Name of the degree of freedom at `index`, for messages. */
export function dofName(index: number): string {
  if (index < ROOT_DOFS.length) return ROOT_DOFS[index] ?? '?';
  if (index < LIMB_START.R) return TRUNK_DOFS[index - ROOT_DOFS.length] ?? '?';
  const side: Side = index < LIMB_START.L ? 'R' : 'L';
  return `${LIMB_DOFS[index - LIMB_START[side]] ?? '?'}${side}`;
}

/** The joint vector of a key pose. O(number of joints). */
export function toJointVector(pose: Pose): JointVector {
  const vector: JointVector = [];
  for (const dof of ROOT_DOFS) vector.push(pose[dof] ?? 0);
  for (const dof of TRUNK_DOFS) vector.push(pose[dof] ?? 0);
  for (const side of ['R', 'L'] as const) {
    for (const dof of LIMB_DOFS) vector.push(pose[`${dof}${side}`] ?? pose[dof] ?? 0);
  }
  return vector;
}
