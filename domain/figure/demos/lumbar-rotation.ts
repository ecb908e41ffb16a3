import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { HOOK_LYING, mat } from '../postures';

const KNEES: Pose = {
  ...HOOK_LYING,
  yaw: 90,
  roll: -90,
  hipFlexion: 64,
  kneeFlexion: 98,
  ankleDorsiflexion: -10,
  shoulderAbduction: 78,
  shoulderFlexion: 0,
};

/** On the back with bent knees, both knees roll together from side to side. */
export const demonstration: Demonstration = {
  slug: 'lumbar-rotation',
  view: 'side',
  turn: 6,
  elevation: 40,
  sides: 'alternating',
  contacts: { upperBack: 0 },
  keys: [
    { pose: { ...KNEES, pitch: -132, lumbarRotation: -14, thoracicRotation: -28 }, contacts: { upperBack: 0, hipR: 0 } },
    {
      pose: { ...KNEES, pitch: -48, lumbarRotation: 14, thoracicRotation: 28 },
      contacts: { upperBack: 0, hipL: 0 },
      moveMs: 1800,
    },
  ],
  returnMs: 1800,
  props: [mat(-0.62, 0.45, 0.42)],
  marks: [{ node: 'kneeR' }],
};
