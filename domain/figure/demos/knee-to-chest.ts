import type { Demonstration } from '../demonstration';
import { HOOK_LYING, LEFT_FOOT, BACK, mat } from '../postures';

/** Lying on the back, the hands draw one knee to the chest. */
export const demonstration: Demonstration = {
  slug: 'knee-to-chest',
  view: 'side',
  sides: 'unilateral',
  contacts: { ...LEFT_FOOT, ...BACK },
  keys: [
    { pose: { ...HOOK_LYING, shoulderFlexion: -2, elbowFlexion: 20, shoulderAbduction: 0 } },
    {
      pose: {
        ...HOOK_LYING,
        hipFlexionR: 126,
        kneeFlexionR: 132,
        shoulderFlexion: 10,
        shoulderAbduction: -4,
        elbowFlexion: 84,
        wristExtension: -10,
      },
      holdMs: 1100,
    },
  ],
  props: [mat(-0.62, 0.5)],
  marks: [{ node: 'kneeR' }],
};
