import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { LEFT_FOOT, PALMS, mat } from '../postures';

const LONG: Pose = {
  pitch: -28,
  z: 0.06,
  hipFlexionR: 80,
  kneeFlexionR: 32,
  ankleDorsiflexionR: -5,
  hipFlexionL: 104,
  kneeFlexionL: 96,
  ankleDorsiflexionL: -10,
  shoulderFlexion: -38,
  shoulderAbduction: 14,
  elbowFlexion: 12,
  wristExtension: -60,
};

/** Sitting with a straight leg, the knee presses down onto a rolled towel and the thigh tightens. */
export const demonstration: Demonstration = {
  slug: 'quad-set',
  view: 'side',
  sides: 'unilateral',
  contacts: { sit: 0, heelR: { slideHeight: 0 }, ...LEFT_FOOT, ...PALMS },
  keys: [{ pose: LONG }, { pose: { ...LONG, hipFlexionR: 63, kneeFlexionR: 2, ankleDorsiflexionR: 12 }, holdMs: 1200 }],
  props: [
    mat(-0.4, 0.75),
    {
      kind: 'towel',
      through: [
        [0.25, -0.11, 0.018],
        [0.25, 0.01, 0.018],
      ],
    },
  ],
  marks: [{ node: 'kneeR', arrowToward: -90, arrowShift: [0, -4] }],
};
