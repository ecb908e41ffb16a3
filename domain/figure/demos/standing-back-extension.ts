import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { FEET } from '../postures';

const HANDS_ON_HIPS: Pose = { z: 0.53, shoulderFlexion: -42, shoulderAbduction: 14, elbowFlexion: 74, wristExtension: 4 };

/** Standing with the hands on the hips, the upper body leans back. */
export const demonstration: Demonstration = {
  slug: 'standing-back-extension',
  view: 'side',
  sides: 'both',
  contacts: { ...FEET, palmR: 'pin', palmL: 'pin' },
  keys: [
    { pose: HANDS_ON_HIPS },
    {
      pose: {
        ...HANDS_ON_HIPS,
        x: 0.03,
        pitch: -8,
        hipFlexion: -12,
        ankleDorsiflexion: 4,
        lumbarFlexion: -22,
        thoracicFlexion: -14,
        neckFlexion: -8,
        elbowFlexion: 110,
        shoulderFlexion: -50,
      },
      holdMs: 700,
    },
  ],
  props: [],
  marks: [{ node: 'shoulderR' }],
};
