import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { LEFT_FOOT, mat } from '../postures';

const HALF: Pose = {
  z: 0.28,
  hipFlexionR: 0,
  kneeFlexionR: 92,
  ankleDorsiflexionR: -58,
  hipFlexionL: 92,
  kneeFlexionL: 96,
  ankleDorsiflexionL: 4,
  shoulderFlexionL: 40,
  elbowFlexionL: 24,
  shoulderFlexionR: -42,
  shoulderAbduction: 12,
  elbowFlexionR: 76,
};

/** Half kneeling, the pelvis moves forward until the front of the back hip stretches. */
export const demonstration: Demonstration = {
  slug: 'hip-flexor-stretch',
  view: 'side',
  sides: 'unilateral',
  contacts: { kneeR: 0, toeR: 0, ...LEFT_FOOT },
  keys: [
    { pose: HALF },
    {
      pose: {
        ...HALF,
        x: 0.12,
        z: 0.25,
        hipFlexionR: -28,
        kneeFlexionR: 64,
        hipFlexionL: 106,
        kneeFlexionL: 116,
        ankleDorsiflexionL: 24,
      },
      holdMs: 1300,
    },
  ],
  props: [mat(-0.4, 0.5)],
  marks: [{ node: 'hipR' }],
};
