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
    { pose: { ...HOLD, x: 0.05, z: 0.58, ankleDorsiflexionR: -40, toeExtensionR: 42 }, holdMs: 600 },
  ],
  props: [{ kind: 'chair', at: [0.47, 0], seat: 0.25, facing: 0 }],
  marks: [{ node: 'heelR', arrowToward: 90 }],
};
