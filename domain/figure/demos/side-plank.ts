import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { SIDE_LYING, mat } from '../postures';

const SIDE: Pose = {
  ...SIDE_LYING,
  roll: -78,
  z: 0.15,
  shoulderAbductionL: 78,
  elbowFlexionL: 90,
  shoulderAbductionR: 30,
  shoulderExternalRotationR: -66,
  elbowFlexionR: 84,
  hipAbductionR: -8,
};

/** On one forearm and the side of the foot, the hips rise to a straight line. */
export const demonstration: Demonstration = {
  slug: 'side-plank',
  view: 'front',
  turn: -72,
  elevation: 16,
  sides: 'unilateral',
  contacts: { elbowL: 0, wristL: 0, ankleL: 0 },
  keys: [
    { pose: SIDE, holdMs: 1600 },
    {
      pose: {
        ...SIDE,
        z: 0.1,
        roll: -98,
        lumbarSideBend: 24,
        thoracicSideBend: 20,
        neckSideBend: -6,
        hipAbductionL: -4,
        hipAbductionR: 6,
      },
      contacts: { elbowL: 0, wristL: 0, ankleL: 0, hipL: 0 },
      holdMs: 500,
    },
  ],
  posterKey: 0,
  props: [mat(-0.75, 0.6, 0.34)],
  marks: [{ node: 'hipR', fromKey: 1, toKey: 0, arrowToward: 90, arrowShift: [-34, 10] }],
  lighterSide: 'L',
};
