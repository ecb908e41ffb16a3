import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { HOOK_LYING, mat } from '../postures';

const KNEES: Pose = {
  ...HOOK_LYING,
  yaw: -90,
  roll: -90,
  hipFlexion: 62,
  kneeFlexion: 96,
  shoulderAbduction: 75,
  shoulderFlexion: 0,
};

/** On the back with bent knees, both knees roll together from side to side. */
export const demonstration: Demonstration = {
  slug: 'lumbar-rotation',
  view: 'back',
  turn: 22,
  elevation: 24,
  sides: 'alternating',
  contacts: { upperBack: 0 },
  keys: [
    { pose: { ...KNEES, pitch: -122, lumbarRotation: -12, thoracicRotation: -20 } },
    { pose: { ...KNEES, pitch: -58, lumbarRotation: 12, thoracicRotation: 20 }, moveMs: 1800 },
  ],
  returnMs: 1800,
  props: [mat(-0.45, 0.62, 0.35)],
  marks: [{ node: 'kneeR' }],
  lighterSide: 'L',
};
