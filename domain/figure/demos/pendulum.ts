import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { FEET } from '../postures';

const BENT: Pose = {
  z: 0.5,
  pitch: 62,
  hipFlexion: 66,
  kneeFlexion: 12,
  ankleDorsiflexion: 6,
  shoulderFlexionL: 92,
  elbowFlexionL: 30,
  wristExtensionL: 40,
  neckFlexion: 6,
  lumbarFlexion: 6,
};

/** Bent forward with one hand on a table, the other arm hangs and swings. */
export const demonstration: Demonstration = {
  slug: 'pendulum',
  view: 'side',
  sides: 'unilateral',
  contacts: { ...FEET, palmL: 0.42 },
  keys: [
    { pose: { ...BENT, shoulderFlexionR: 42 }, holdMs: 0 },
    { pose: { ...BENT, shoulderFlexionR: 98 }, holdMs: 0, moveMs: 1100 },
  ],
  returnMs: 1100,
  props: [
    { kind: 'block', from: [0.3, -0.05, 0.38], to: [0.72, 0.32, 0.42] },
    { kind: 'block', from: [0.62, 0.1, 0], to: [0.66, 0.18, 0.38] },
  ],
  marks: [{ node: 'wristR' }],
};
