import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { PRONE, mat } from '../postures';

const FACE_DOWN: Pose = {
  ...PRONE,
  shoulderAbduction: 128,
  shoulderExternalRotation: 90,
  elbowFlexion: 100,
  kneeFlexionR: 4,
  neckFlexion: -4,
};

/** Lying face down, one straight leg lifts. */
export const demonstration: Demonstration = {
  slug: 'prone-hip-extension',
  view: 'side',
  sides: 'unilateral',
  contacts: { belly: 0, chest: 0, kneeL: 0, toeL: 0 },
  keys: [{ pose: FACE_DOWN }, { pose: { ...FACE_DOWN, hipFlexionR: -24 }, holdMs: 700 }],
  props: [mat(-0.68, 0.6)],
  marks: [{ node: 'ankleR' }],
};
