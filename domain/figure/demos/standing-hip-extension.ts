import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { STANDING, LEFT_FOOT } from '../postures';

const HOLD: Pose = { ...STANDING, pitch: 4, hipFlexion: 4, shoulderFlexion: 26, elbowFlexion: 42, shoulderAbduction: 2 };

/** Holding a chair, one straight leg moves backwards. */
export const demonstration: Demonstration = {
  slug: 'standing-hip-extension',
  view: 'side',
  sides: 'unilateral',
  contacts: { ...LEFT_FOOT, palmR: 'pin', palmL: 'pin' },
  keys: [
    { pose: HOLD },
    { pose: { ...HOLD, pitch: 9, hipFlexionL: 9, hipFlexionR: -22, kneeFlexionR: 3, ankleDorsiflexionR: 12 }, holdMs: 700 },
  ],
  props: [{ kind: 'chair', at: [0.45, 0], seat: 0.25, facing: 0 }],
  marks: [{ node: 'ankleR' }],
};
