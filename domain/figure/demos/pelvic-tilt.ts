import type { Demonstration } from '../demonstration';
import { BACK, HOOK_LYING, FEET, mat } from '../postures';

/** Lying with bent knees, the small of the back presses flat onto the floor and arches again. */
export const demonstration: Demonstration = {
  slug: 'pelvic-tilt',
  view: 'side',
  turn: 3,
  elevation: 4,
  sides: 'both',
  contacts: { ...FEET, ...BACK },
  keys: [
    {
      pose: {
        ...HOOK_LYING,
        pitch: -70,
        lumbarFlexion: -40,
        thoracicFlexion: 20,
        shoulderAbduction: 105,
        shoulderExternalRotation: 88,
        elbowFlexion: 80,
        shoulderFlexion: 0,
      },
    },
    {
      pose: {
        ...HOOK_LYING,
        pitch: -102,
        lumbarFlexion: 16,
        thoracicFlexion: -4,
        shoulderAbduction: 105,
        shoulderExternalRotation: 88,
        elbowFlexion: 80,
        shoulderFlexion: 0,
      },
      holdMs: 900,
    },
  ],
  props: [mat(-0.62, 0.5)],
  marks: [{ node: 'belly', arrowToward: 165 }],
  frame: ['head', 'elbowR', 'wristR', 'kneeR', 'toeR'],
};
