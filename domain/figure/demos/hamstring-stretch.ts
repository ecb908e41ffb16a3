import type { Demonstration } from '../demonstration';
import { HOOK_LYING, LEFT_FOOT, BACK, mat } from '../postures';

/** Lying on the back, a towel round the foot draws the straight leg up. */
export const demonstration: Demonstration = {
  slug: 'hamstring-stretch',
  view: 'side',
  sides: 'unilateral',
  contacts: { ...LEFT_FOOT, ...BACK },
  keys: [
    {
      pose: {
        ...HOOK_LYING,
        hipFlexionR: 44,
        kneeFlexionR: 4,
        ankleDorsiflexionR: 0,
        shoulderFlexion: 64,
        shoulderAbduction: -2,
        elbowFlexion: 10,
      },
    },
    {
      pose: {
        ...HOOK_LYING,
        hipFlexionR: 82,
        kneeFlexionR: 4,
        ankleDorsiflexionR: 8,
        shoulderFlexion: 62,
        shoulderAbduction: -2,
        elbowFlexion: 66,
      },
      holdMs: 1300,
    },
  ],
  props: [mat(-0.62, 0.5), { kind: 'band', through: ['palmR', 'ballR', 'palmL'] }],
  marks: [{ node: 'ankleR' }],
};
