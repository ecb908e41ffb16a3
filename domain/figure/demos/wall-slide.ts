import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { STANDING, FEET } from '../postures';

const FACE: Pose = { ...STANDING, shoulderFlexion: 40, elbowFlexion: 110, shoulderAbduction: 4, wristExtension: -10 };

/** Facing a wall, the hands slide up it. */
export const demonstration: Demonstration = {
  slug: 'wall-slide',
  view: 'side',
  sides: 'both',
  contacts: { ...FEET, palmR: { slideWall: 0.24 }, palmL: { slideWall: 0.24 } },
  keys: [
    { pose: FACE },
    { pose: { ...FACE, shoulderFlexion: 148, elbowFlexion: 12, wristExtension: 0 }, holdMs: 600, moveMs: 1600 },
  ],
  returnMs: 1600,
  props: [{ kind: 'wall', from: [0.24, -0.24, 0], to: [0.29, 0.24, 1.25] }],
  marks: [{ node: 'palmR' }],
};
