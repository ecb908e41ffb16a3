import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { STANDING, LEFT_FOOT } from '../postures';

const STEP = 0.115;
const ONE_UP: Pose = {
  ...STANDING,
  z: 0.51,
  pitch: 14,
  hipFlexionR: 74,
  kneeFlexionR: 74,
  ankleDorsiflexionR: 12,
  hipFlexionL: 12,
  kneeFlexionL: 4,
  ankleDorsiflexionL: 10,
  shoulderFlexion: 10,
  elbowFlexion: 30,
};

/** One foot on a step, the body rises onto it. */
export const demonstration: Demonstration = {
  slug: 'step-up',
  view: 'side',
  sides: 'unilateral',
  contacts: { heelR: STEP, ballR: STEP, ...LEFT_FOOT },
  keys: [
    { pose: ONE_UP },
    {
      pose: { ...STANDING, x: 0.2, z: 0.645, hipFlexionL: 34, kneeFlexionL: 46, shoulderFlexion: 4, elbowFlexion: 24 },
      contacts: { heelR: STEP, ballR: STEP },
      holdMs: 600,
      moveMs: 1500,
    },
  ],
  returnMs: 1500,
  props: [{ kind: 'step', from: [0.1, -0.2, 0], to: [0.46, 0.2, STEP] }],
  marks: [{ node: 'hipR' }],
};
