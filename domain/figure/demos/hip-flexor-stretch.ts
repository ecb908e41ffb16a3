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
  shoulderFlexion: 24,
  elbowFlexion: 62,
  shoulderAbduction: 10,
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
        x: 0.1,
        z: 0.26,
        hipFlexionR: -24,
        kneeFlexionR: 70,
        hipFlexionL: 104,
        kneeFlexionL: 112,
        ankleDorsiflexionL: 22,
      },
      holdMs: 1300,
    },
  ],
  props: [mat(-0.4, 0.5)],
  marks: [{ node: 'hipR' }],
};
