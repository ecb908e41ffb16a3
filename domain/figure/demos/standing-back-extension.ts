import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { FEET } from '../postures';

const HANDS_ON_HIPS: Pose = { z: 0.53, shoulderFlexion: -34, shoulderAbduction: 22, elbowFlexion: 74, wristExtension: 10 };

/** Standing with the hands on the hips, the upper body leans back. */
export const demonstration: Demonstration = {
  slug: 'standing-back-extension',
  view: 'side',
  sides: 'both',
  contacts: FEET,
  keys: [
    { pose: HANDS_ON_HIPS },
    {
      pose: {
        ...HANDS_ON_HIPS,
        x: 0.04,
        pitch: -8,
        hipFlexion: -12,
        ankleDorsiflexion: 5,
        lumbarFlexion: -24,
        thoracicFlexion: -14,
        neckFlexion: -10,
      },
      holdMs: 700,
    },
  ],
  props: [],
  marks: [{ node: 'shoulderR' }],
};
