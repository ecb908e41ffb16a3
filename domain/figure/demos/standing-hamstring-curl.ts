import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { STANDING, LEFT_FOOT } from '../postures';

const HOLD: Pose = { ...STANDING, pitch: 4, hipFlexion: 4, shoulderFlexion: 26, elbowFlexion: 42, shoulderAbduction: 2 };

/** Holding a chair, one heel rises towards the seat. */
export const demonstration: Demonstration = {
  slug: 'standing-hamstring-curl',
  view: 'side',
  sides: 'unilateral',
  contacts: { ...LEFT_FOOT, palmR: 'pin', palmL: 'pin' },
  keys: [
    { pose: { ...HOLD, hipFlexionR: 16, kneeFlexionR: 30, ankleDorsiflexionR: 16 } },
    { pose: { ...HOLD, hipFlexionR: 2, kneeFlexionR: 98, ankleDorsiflexionR: 6 }, holdMs: 600 },
  ],
  props: [{ kind: 'chair', at: [0.45, 0], seat: 0.25, facing: 0 }],
  marks: [{ node: 'ankleR' }],
};
