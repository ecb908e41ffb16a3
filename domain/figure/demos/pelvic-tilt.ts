import type { Demonstration } from '../demonstration';
import { HOOK_LYING, FEET, PALMS, mat } from '../postures';

/** Lying with bent knees, the small of the back presses flat onto the floor and arches again. */
export const demonstration: Demonstration = {
  slug: 'pelvic-tilt',
  view: 'side',
  sides: 'both',
  contacts: { ...FEET, ...PALMS, upperBack: 0 },
  keys: [
    { pose: { ...HOOK_LYING, pitch: -62, lumbarFlexion: -38, thoracicFlexion: 12 } },
    { pose: { ...HOOK_LYING, pitch: -102, lumbarFlexion: 18, thoracicFlexion: -4 }, holdMs: 900 },
  ],
  props: [mat(-0.62, 0.5)],
  marks: [{ node: 'belly', arrowToward: 165 }],
  frame: ['upperBack', 'sacrum', 'kneeR', 'belly', 'chest'],
};
