import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { HOOK_LYING, mat } from '../postures';

const KNEES: Pose = { ...HOOK_LYING, hipFlexion: 62, kneeFlexion: 96, shoulderAbduction: 70, shoulderFlexion: 0 };

/** On the back with bent knees, both knees roll together from side to side. */
export const demonstration: Demonstration = {
  slug: 'lumbar-rotation',
  view: 'front',
  elevation: 18,
  sides: 'alternating',
  contacts: { upperBack: 0, shoulderR: 'pin', shoulderL: 'pin' },
  keys: [
    { pose: { ...KNEES, roll: -34, lumbarRotation: -14, thoracicRotation: -20 } },
    { pose: { ...KNEES, roll: 34, lumbarRotation: 14, thoracicRotation: 20 }, moveMs: 1800 },
  ],
  returnMs: 1800,
  props: [mat(-0.62, 0.6, 0.45)],
  marks: [{ node: 'kneeR' }],
};
