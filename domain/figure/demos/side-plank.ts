import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { SIDE_LYING, mat } from '../postures';

const SIDE: Pose = {
  ...SIDE_LYING,
  shoulderAbductionL: 76,
  elbowFlexionL: 90,
  shoulderAbductionR: 26,
  shoulderExternalRotationR: -60,
  elbowFlexionR: 80,
};

/** On one forearm and the side of the foot, the hips rise to a straight line. */
export const demonstration: Demonstration = {
  slug: 'side-plank',
  view: 'front',
  turn: -88,
  elevation: 10,
  sides: 'unilateral',
  contacts: { elbowL: 0, wristL: 0, ankleL: 0 },
  keys: [
    {
      pose: { ...SIDE, lumbarSideBend: 22, thoracicSideBend: 18, neckSideBend: 12, roll: -96 },
      contacts: { elbowL: 0, wristL: 0, ankleL: 0, hipL: 0 },
    },
    { pose: { ...SIDE, roll: -74, neckSideBend: 0 }, holdMs: 1400 },
  ],
  props: [mat(-0.75, 0.6, 0.24)],
  marks: [{ node: 'hipR', arrowShift: [0, -34] }],
  lighterSide: 'L',
};
