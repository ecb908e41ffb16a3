import type { Demonstration } from '../demonstration';
import { HOOK_LYING, FEET, BACK, PALMS, mat } from '../postures';

/** Lying on the back, the hips rise until knees, hips and shoulders line up. */
export const demonstration: Demonstration = {
  slug: 'bridge',
  view: 'side',
  sides: 'both',
  contacts: { ...FEET, ...PALMS, upperBack: 0 },
  keys: [
    { pose: HOOK_LYING, contacts: { ...FEET, ...PALMS, ...BACK } },
    {
      pose: {
        ...HOOK_LYING,
        pitch: -124,
        hipFlexion: -8,
        kneeFlexion: 84,
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
