import type { Demonstration } from '../demonstration';
import { PRONE, PALMS, mat } from '../postures';

/** Lying face down, the hands press the chest up while the pelvis stays on the floor. */
export const demonstration: Demonstration = {
  slug: 'prone-press-up',
  view: 'side',
  sides: 'both',
  contacts: { ...PALMS, kneeR: 0, kneeL: 0, toeR: 0, toeL: 0, belly: 0 },
  keys: [
    { pose: { ...PRONE, shoulderFlexion: 62, shoulderAbduction: 30, elbowFlexion: 140, wristExtension: 50, neckFlexion: -10 } },
    {
      pose: {
        ...PRONE,
        pitch: 86,
        lumbarFlexion: -34,
        thoracicFlexion: -20,
        neckFlexion: -12,
        shoulderFlexion: 58,
        shoulderAbduction: 6,
        elbowFlexion: 14,
        wristExtension: 80,
      },
      holdMs: 800,
    },
  ],
  props: [mat(-0.6, 0.6)],
  marks: [{ node: 'shoulderR' }],
};
