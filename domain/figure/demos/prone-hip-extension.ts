import type { Demonstration } from '../demonstration';
import { PRONE, mat } from '../postures';

/** Lying face down, one straight leg lifts. */
export const demonstration: Demonstration = {
  slug: 'prone-hip-extension',
  view: 'side',
  sides: 'unilateral',
  contacts: { belly: 0, chest: 0, kneeL: 0, toeL: 0 },
  keys: [
    { pose: { ...PRONE, shoulderAbduction: 130, shoulderExternalRotation: 60, elbowFlexion: 96, kneeFlexionR: 6 } },
    {
      pose: {
        ...PRONE,
        shoulderAbduction: 130,
        shoulderExternalRotation: 60,
        elbowFlexion: 96,
        kneeFlexionR: 6,
        hipFlexionR: -24,
      },
      holdMs: 700,
    },
  ],
  props: [mat(-0.68, 0.5)],
  marks: [{ node: 'ankleR' }],
};
