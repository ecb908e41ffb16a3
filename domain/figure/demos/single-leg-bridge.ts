import type { Demonstration } from '../demonstration';
import { HOOK_LYING, LEFT_FOOT, BACK, PALMS, mat } from '../postures';

/** Bridge on one foot, the other leg straight in line with the trunk. */
export const demonstration: Demonstration = {
  slug: 'single-leg-bridge',
  view: 'side',
  sides: 'unilateral',
  contacts: { ...LEFT_FOOT, ...PALMS, upperBack: 0 },
  keys: [
    {
      pose: { ...HOOK_LYING, hipFlexionR: 50, kneeFlexionR: 0, ankleDorsiflexionR: 0 },
      contacts: { ...LEFT_FOOT, ...PALMS, ...BACK },
    },
    {
      pose: {
        ...HOOK_LYING,
        pitch: -124,
        hipFlexion: -8,
        kneeFlexion: 84,
        hipFlexionR: -4,
        kneeFlexionR: 0,
        ankleDorsiflexionR: 0,
        thoracicFlexion: 6,
        neckFlexion: 18,
        headFlexion: 10,
        shoulderFlexion: -40,
      },
      holdMs: 900,
    },
  ],
  props: [mat(-0.62, 0.5)],
  marks: [{ node: 'hipR' }],
};
