import type { Demonstration } from '../demonstration';
import { HOOK_LYING, FEET, BACK, PALMS, mat } from '../postures';

/** Lying with bent knees, the small of the back presses flat onto the floor and arches again. */
export const demonstration: Demonstration = {
  slug: 'pelvic-tilt',
  view: 'side',
  sides: 'both',
  contacts: { ...FEET, ...PALMS, upperBack: 0 },
  keys: [
    { pose: { ...HOOK_LYING, pitch: -72, lumbarFlexion: -30, thoracicFlexion: 10 }, contacts: { ...FEET, ...PALMS, ...BACK } },
    {
      pose: { ...HOOK_LYING, pitch: -98, lumbarFlexion: 12, thoracicFlexion: -2 },
      contacts: { ...FEET, ...PALMS, ...BACK },
      holdMs: 900,
    },
  ],
  props: [mat(-0.62, 0.5)],
  marks: [{ node: 'belly', arrowToward: 160 }],
  frame: ['upperBack', 'sacrum', 'kneeR', 'belly', 'head'],
};
