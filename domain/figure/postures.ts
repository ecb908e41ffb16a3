import type { Pose } from './body';
import type { BoxProp, ChairProp, Contacts } from './demonstration';

/** Standing upright, arms hanging. */
export const STANDING: Pose = { z: 0.53, shoulderAbduction: 7, elbowFlexion: 10 };

/** Sitting on a chair, feet flat, hands resting. */
export const SITTING: Pose = {
  z: 0.285,
  hipFlexion: 90,
  kneeFlexion: 90,
  shoulderFlexion: 22,
  shoulderAbduction: 6,
  elbowFlexion: 55,
};

/** Lying on the back, knees bent, feet flat; the head lies to the left of the picture. */
export const HOOK_LYING: Pose = {
  pitch: -90,
  z: 0.073,
  hipFlexion: 46,
  kneeFlexion: 102,
  ankleDorsiflexion: -33,
  neckFlexion: -12,
  headFlexion: 9,
  shoulderAbduction: 10,
  shoulderFlexion: -6,
};

/** Lying on the back, legs straight. */
export const SUPINE: Pose = {
  pitch: -90,
  z: 0.073,
  hipFlexion: -5,
  ankleDorsiflexion: -12,
  neckFlexion: -12,
  headFlexion: 9,
  shoulderAbduction: 12,
  shoulderFlexion: -6,
};

/** Lying face down, head to the right of the picture. */
export const PRONE: Pose = {
  pitch: 90,
  z: 0.064,
  kneeFlexion: 14,
  ankleDorsiflexion: -58,
  neckFlexion: -8,
};

/** On hands and knees, head to the right of the picture. */
export const ALL_FOURS: Pose = {
  pitch: 77,
  z: 0.285,
  hipFlexion: 77,
  kneeFlexion: 86,
  ankleDorsiflexion: -58,
  shoulderFlexion: 77,
  wristExtension: 88,
  neckFlexion: -6,
};

/** Lying on the left side, facing the spectator, head to the right of the picture; the right side is on top. */
export const SIDE_LYING: Pose = {
  yaw: -90,
  roll: -90,
  z: 0.106,
};

/** Heels and balls of both feet on the floor. */
export const FEET: Contacts = { heelR: 0, ballR: 0, heelL: 0, ballL: 0 };
/** Only the right foot. */
export const RIGHT_FOOT: Contacts = { heelR: 0, ballR: 0 };
/** Only the left foot. */
export const LEFT_FOOT: Contacts = { heelL: 0, ballL: 0 };
/** Palms where they lie, on the floor. */
export const PALMS: Contacts = { palmR: 0, palmL: 0 };
/** Flat hands that carry weight. */
export const HANDS: Contacts = { palmR: 0, palmL: 0, wristR: 0, wristL: 0 };
/** Pelvis, shoulder blades and head on the mat. */
export const BACK: Contacts = { sacrum: 0, upperBack: 0, head: 0 };
/** Height of the seat that lets the thighs be level, in body heights. */
export const SEAT = 0.23;

/** A mat on the floor between two places along the picture. */
export function mat(fromX: number, toX: number, halfWidth = 0.2): BoxProp {
  return { kind: 'mat', from: [fromX, -halfWidth, -0.016], to: [toX, halfWidth, 0] };
}

/** The chair under somebody in the sitting posture. */
export const CHAIR: ChairProp = { kind: 'chair', at: [0.065, 0], seat: SEAT, facing: 0 };
