import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { STANDING, FEET } from '../postures';

const HOLD: Pose = { ...STANDING, shoulderFlexion: 28, elbowFlexion: 46, shoulderAbduction: 2 };

/** Holding a chair, both heels leave the floor. */
export const demonstration: Demonstration = {
  slug: 'calf-raise',
  view: 'side',
  sides: 'both',
  contacts: { ballR: 0, toeR: 0, ballL: 0, toeL: 0, palmR: 'pin', palmL: 'pin' },
  keys: [
    { pose: HOLD, contacts: { ...FEET, toeR: 0, toeL: 0, palmR: 'pin', palmL: 'pin' } },
    { pose: { ...HOLD, x: 0.05, z: 0.59, ankleDorsiflexion: -50, toeExtension: 52 }, holdMs: 600 },
  ],
  props: [{ kind: 'chair', at: [0.42, 0], seat: 0.3, facing: 0 }],
  marks: [{ node: 'heelR', arrowToward: 90 }],
  frame: ['waist', 'hipR', 'kneeR', 'heelR', 'toeR', 'palmR', 'palmL'],
};
