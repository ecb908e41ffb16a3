import type { Demonstration } from '../demonstration';
import { ALL_FOURS, HANDS, mat } from '../postures';

/** From hands and knees the hips sink back to the heels, arms stretched forward. */
export const demonstration: Demonstration = {
  slug: 'childs-pose',
  view: 'side',
  sides: 'both',
  contacts: { ...HANDS, kneeR: 0, kneeL: 0, toeR: 0, toeL: 0 },
  keys: [
    { pose: { ...ALL_FOURS, shoulderFlexion: 106, pitch: 84, hipFlexion: 82 } },
    {
      pose: {
        ...ALL_FOURS,
        x: -0.21,
        z: 0.165,
        pitch: 66,
        lumbarFlexion: 26,
        thoracicFlexion: 16,
        hipFlexion: 127,
        kneeFlexion: 152,
        shoulderFlexion: 166,
        wristExtension: 10,
        neckFlexion: 8,
      },
      holdMs: 1200,
      moveMs: 1700,
    },
  ],
  returnMs: 1500,
  props: [mat(-0.5, 0.6)],
  marks: [{ node: 'hipR' }],
};
