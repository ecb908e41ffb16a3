import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';

const STRIDE: Pose = {
  z: 0.5,
  hipFlexionR: 24,
  kneeFlexionR: 8,
  ankleDorsiflexionR: -14,
  hipFlexionL: -20,
  kneeFlexionL: 10,
  ankleDorsiflexionL: 22,
  toeExtensionL: 30,
  shoulderFlexion: -20,
  shoulderAbduction: 12,
  elbowFlexion: 60,
};

/** One foot in front of the other, the back knee sinks towards the floor. */
export const demonstration: Demonstration = {
  slug: 'split-squat',
  view: 'side',
  sides: 'unilateral',
  contacts: { heelR: 0, ballR: 0, ballL: 0, toeL: 0 },
  keys: [
    { pose: STRIDE },
    {
      pose: {
        ...STRIDE,
        z: 0.33,
        hipFlexionR: 88,
        kneeFlexionR: 92,
        ankleDorsiflexionR: 4,
        hipFlexionL: 0,
        kneeFlexionL: 92,
        ankleDorsiflexionL: 14,
        toeExtensionL: 52,
      },
      holdMs: 500,
    },
  ],
  props: [],
  marks: [{ node: 'hipR' }],
};
