import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { SITTING, FEET, SEAT, CHAIR } from '../postures';

const CROSSED: Pose = {
  ...SITTING,
  shoulderFlexion: 52,
  shoulderAbduction: -24,
  shoulderExternalRotation: -40,
  elbowFlexion: 118,
};

/** Sitting with the arms crossed, the upper body turns to one side and to the other. */
export const demonstration: Demonstration = {
  slug: 'thoracic-rotation-seated',
  view: 'front',
  elevation: 18,
  sides: 'alternating',
  contacts: { sit: SEAT, ...FEET },
  keys: [
    { pose: CROSSED, holdMs: 200 },
    { pose: { ...CROSSED, thoracicRotation: 38, lumbarRotation: 10, neckRotation: 16 }, holdMs: 500 },
    { pose: CROSSED, holdMs: 200 },
    { pose: { ...CROSSED, thoracicRotation: -38, lumbarRotation: -10, neckRotation: -16 }, holdMs: 500 },
  ],
  props: [CHAIR],
  marks: [{ node: 'elbowR' }],
};
