import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { STANDING, RIGHT_FOOT } from '../postures';

const HOLD: Pose = { ...STANDING, shoulderFlexion: 28, elbowFlexion: 46, shoulderAbduction: 2, hipFlexionL: 8, kneeFlexionL: 74 };

/** Holding a chair, standing on one leg, the heel leaves the floor. */
export const demonstration: Demonstration = {
  slug: 'single-leg-calf-raise',
  view: 'side',
  sides: 'unilateral',
  contacts: { ballR: 0, toeR: 0, palmR: 'pin', palmL: 'pin' },
  keys: [
    { pose: HOLD, contacts: { ...RIGHT_FOOT, toeR: 0, palmR: 'pin', palmL: 'pin' } },
    { pose: { ...HOLD, x: 0.05, z: 0.59, ankleDorsiflexionR: -50, toeExtensionR: 52 }, holdMs: 600 },
  ],
  props: [{ kind: 'chair', at: [0.42, 0], seat: 0.3, facing: 0 }],
  marks: [{ node: 'heelR', arrowToward: 90 }],
  frame: ['waist', 'hipR', 'kneeR', 'heelR', 'toeR', 'palmR', 'palmL', 'toeL'],
};
