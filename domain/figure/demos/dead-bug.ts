import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { HOOK_LYING, BACK, mat } from '../postures';

const UP: Pose = {
  ...HOOK_LYING,
  hipFlexion: 90,
  kneeFlexion: 90,
  ankleDorsiflexion: 0,
  shoulderFlexion: 90,
  shoulderAbduction: 0,
};

/** On the back, one arm goes overhead while the opposite leg straightens. */
export const demonstration: Demonstration = {
  slug: 'dead-bug',
  view: 'side',
  sides: 'alternating',
  contacts: BACK,
  keys: [
    { pose: UP, holdMs: 250 },
    { pose: { ...UP, hipFlexionR: 14, kneeFlexionR: 4, shoulderFlexionL: 165 }, holdMs: 600 },
    { pose: UP, holdMs: 250 },
    { pose: { ...UP, hipFlexionL: 14, kneeFlexionL: 4, shoulderFlexionR: 165 }, holdMs: 600 },
  ],
  props: [mat(-0.62, 0.5)],
  marks: [{ node: 'ankleR' }, { node: 'wristL' }],
};
