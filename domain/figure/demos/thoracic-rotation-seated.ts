import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { SITTING, FEET, SEAT, CHAIR } from '../postures';

const CROSSED: Pose = { ...SITTING, shoulderFlexion: 30, shoulderAbduction: 6, shoulderExternalRotation: -68, elbowFlexion: 104 };

/** Sitting with the arms crossed, the upper body turns to one side and to the other. */
export const demonstration: Demonstration = {
  slug: 'thoracic-rotation-seated',
  view: 'front',
  elevation: 16,
  sides: 'alternating',
  contacts: { sit: SEAT, ...FEET },
  keys: [
    { pose: CROSSED, holdMs: 200 },
    { pose: { ...CROSSED, thoracicRotation: 38, lumbarRotation: 12, neckRotation: 14 }, holdMs: 500 },
    { pose: CROSSED, holdMs: 200 },
    { pose: { ...CROSSED, thoracicRotation: -38, lumbarRotation: -12, neckRotation: -14 }, holdMs: 500 },
  ],
  props: [CHAIR],
  marks: [{ node: 'elbowR' }, { node: 'elbowL', fromKey: 2, toKey: 3 }],
};
