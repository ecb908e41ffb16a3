import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { FEET } from '../postures';

const LEAN: Pose = {
  z: 0.52,
  pitch: 12,
  ankleDorsiflexion: 12,
  shoulderFlexion: 80,
  elbowFlexion: 4,
  wristExtension: 74,
  shoulderAbduction: 8,
};

/** Leaning against a wall on straight arms, the elbows bend and straighten. */
export const demonstration: Demonstration = {
  slug: 'wall-push-up',
  view: 'side',
  sides: 'both',
  contacts: { ...FEET, palmR: { wall: 0.5 }, palmL: { wall: 0.5 } },
  keys: [
    { pose: LEAN },
    {
      pose: { ...LEAN, x: 0.08, pitch: 24, ankleDorsiflexion: 24, shoulderFlexion: 40, shoulderAbduction: 30, elbowFlexion: 92 },
      holdMs: 500,
    },
  ],
  props: [{ kind: 'wall', from: [0.5, -0.24, 0], to: [0.55, 0.24, 1.04] }],
  marks: [{ node: 'shoulderR' }],
};
