import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { STANDING, LEFT_FOOT } from '../postures';

const HOLD: Pose = {
  ...STANDING,
  shoulderAbductionL: 34,
  elbowFlexionL: 20,
  shoulderAbductionR: 40,
  shoulderExternalRotationR: -75,
  elbowFlexionR: 98,
  wristExtensionR: 30,
};

/** Standing tall beside a chair, one straight leg moves out to the side. */
export const demonstration: Demonstration = {
  slug: 'standing-hip-abduction',
  view: 'front',
  sides: 'unilateral',
  contacts: { ...LEFT_FOOT, palmL: 0.51 },
  keys: [{ pose: HOLD }, { pose: { ...HOLD, hipAbductionR: 34, ankleDorsiflexionR: 4 }, holdMs: 700 }],
  props: [{ kind: 'chair', at: [0.04, 0.41], seat: 0.24, facing: 90 }],
  marks: [{ node: 'ankleR' }],
};
