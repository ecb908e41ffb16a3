import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { SIDE_LYING, mat } from '../postures';

const SIDE: Pose = {
  ...SIDE_LYING,
  shoulderAbductionL: 82,
  elbowFlexionL: 90,
  shoulderExternalRotationL: 0,
  shoulderAbductionR: 14,
  elbowFlexionR: 8,
};

/** On one forearm and the side of the foot, the hips rise to a straight line. */
export const demonstration: Demonstration = {
  slug: 'side-plank',
  view: 'front',
  turn: -86,
  elevation: 12,
  sides: 'unilateral',
  contacts: { elbowL: 0, ankleL: 0 },
  keys: [
    {
      pose: { ...SIDE, lumbarSideBend: 18, thoracicSideBend: 14, neckSideBend: 10 },
      contacts: { elbowL: 0, ankleL: 0, hipL: 0 },
    },
    { pose: { ...SIDE, roll: -72 }, holdMs: 1400 },
  ],
  props: [mat(-0.7, 0.6, 0.24)],
  marks: [{ node: 'hipR' }],
  lighterSide: 'L',
};
