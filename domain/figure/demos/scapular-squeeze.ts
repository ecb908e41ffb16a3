import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { STANDING, FEET } from '../postures';

const TALL: Pose = { ...STANDING, shoulderFlexion: 8, shoulderAbduction: 12, elbowFlexion: 88 };

/** The shoulder blades draw together and down, the elbows move back. */
export const demonstration: Demonstration = {
  slug: 'scapular-squeeze',
  view: 'back',
  elevation: 12,
  sides: 'both',
  contacts: FEET,
  keys: [
    { pose: { ...TALL, scapulaRetraction: -20, thoracicFlexion: 8 } },
    {
      pose: {
        ...TALL,
        scapulaRetraction: 32,
        scapulaElevation: -5,
        shoulderFlexion: -34,
        shoulderExternalRotation: 16,
        thoracicFlexion: -4,
      },
      holdMs: 900,
    },
  ],
  props: [],
  marks: [
    { node: 'shoulderR', arrowToward: 180, arrowShift: [-8, 44] },
    { node: 'shoulderL', arrowToward: 0, arrowShift: [8, 44] },
  ],
  frame: ['head', 'hipR', 'hipL', 'elbowR', 'elbowL', 'shoulderR', 'shoulderL'],
};
