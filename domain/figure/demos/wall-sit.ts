import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { FEET } from '../postures';

const LEAN: Pose = {
  z: 0.49,
  pitch: 0,
  hipFlexion: 26,
  kneeFlexion: 14,
  ankleDorsiflexion: -12,
  shoulderFlexion: 4,
  elbowFlexion: 10,
};

/** The back slides down a wall until the thighs are half way to level, and holds. */
export const demonstration: Demonstration = {
  slug: 'wall-sit',
  view: 'side',
  sides: 'both',
  contacts: { ...FEET, sacrum: { slideWallBehind: -0.075 }, upperBack: { slideWallBehind: -0.075 } },
  keys: [{ pose: LEAN }, { pose: { ...LEAN, z: 0.34, hipFlexion: 76, kneeFlexion: 78, ankleDorsiflexion: 2 }, holdMs: 1800 }],
  props: [{ kind: 'wall', from: [-0.12, -0.24, 0], to: [-0.075, 0.24, 1.04] }],
  marks: [{ node: 'hipR', arrowToward: -90, arrowShift: [44, 0] }],
};
