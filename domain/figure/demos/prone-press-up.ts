import type { Demonstration } from '../demonstration';
import { PRONE, HANDS, mat } from '../postures';

/** Lying face down, the hands press the chest up while the pelvis stays on the floor. */
export const demonstration: Demonstration = {
  slug: 'prone-press-up',
  view: 'side',
  sides: 'both',
  contacts: { ...HANDS, kneeR: 0, kneeL: 0, toeR: 0, toeL: 0 },
  keys: [
    { pose: { ...PRONE, shoulderFlexion: -24, shoulderAbduction: 14, elbowFlexion: 122, wristExtension: 60, neckFlexion: -10 } },
    {
      pose: {
        ...PRONE,
        pitch: 78,
        lumbarFlexion: -38,
        thoracicFlexion: -24,
        neckFlexion: -10,
        shoulderFlexion: 30,
        shoulderAbduction: 4,
        elbowFlexion: 30,
        wristExtension: 80,
      },
      holdMs: 800,
    },
  ],
  props: [mat(-0.6, 0.6)],
  marks: [{ node: 'shoulderR' }],
};
