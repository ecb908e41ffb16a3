import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { SIDE_LYING, mat } from '../postures';

const SIDE: Pose = {
  ...SIDE_LYING,
  hipFlexionL: 30,
  kneeFlexionL: 60,
  shoulderFlexionL: 165,
  elbowFlexionL: 95,
  shoulderFlexionR: 35,
  elbowFlexionR: 80,
  neckSideBend: 8,
};

/** On the side, the straight upper leg lifts. */
export const demonstration: Demonstration = {
  slug: 'side-lying-hip-abduction',
  view: 'front',
  turn: -86,
  elevation: 14,
  sides: 'unilateral',
  contacts: { hipL: 0, shoulderL: 0, ankleL: 0 },
  keys: [{ pose: { ...SIDE, hipAbductionR: -6 } }, { pose: { ...SIDE, hipAbductionR: 36 }, holdMs: 700 }],
  props: [mat(-0.7, 0.62, 0.24)],
  marks: [{ node: 'ankleR' }],
  lighterSide: 'L',
};
