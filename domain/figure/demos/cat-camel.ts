import type { Demonstration } from '../demonstration';
import { ALL_FOURS, HANDS, mat } from '../postures';

/** On hands and knees the back rounds up and sinks. */
export const demonstration: Demonstration = {
  slug: 'cat-camel',
  view: 'side',
  sides: 'both',
  contacts: { ...HANDS, kneeR: 0, kneeL: 0, toeR: 0, toeL: 0 },
  keys: [
    {
      pose: { ...ALL_FOURS, pitch: 95, lumbarFlexion: -24, thoracicFlexion: -22, neckFlexion: -30, headFlexion: -12 },
      holdMs: 600,
    },
    {
      pose: {
        ...ALL_FOURS,
        pitch: 45,
        lumbarFlexion: 30,
        thoracicFlexion: 38,
        neckFlexion: 30,
        headFlexion: 12,
        hipFlexion: 50,
        shoulderFlexion: 90,
      },
      holdMs: 600,
      moveMs: 1700,
    },
  ],
  returnMs: 1700,
  props: [mat(-0.35, 0.5)],
  marks: [{ node: 'waist', arrowToward: 90 }],
};
