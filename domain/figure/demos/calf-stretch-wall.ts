import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { FEET } from '../postures';

const LUNGE: Pose = {
  z: 0.49,
  pitch: 6,
  hipFlexionR: -20,
  kneeFlexionR: 0,
  ankleDorsiflexionR: 16,
  hipFlexionL: 38,
  kneeFlexionL: 30,
  ankleDorsiflexionL: 6,
  shoulderFlexion: 86,
  elbowFlexion: 6,
  wristExtension: 60,
};

/** Hands on a wall, one leg straight behind with the heel down, the body leans in. */
export const demonstration: Demonstration = {
  slug: 'calf-stretch-wall',
  view: 'side',
  sides: 'unilateral',
  contacts: { ...FEET, palmR: { wall: 0.46 }, palmL: { wall: 0.46 } },
  keys: [
    { pose: LUNGE },
    {
      pose: {
        ...LUNGE,
        x: 0.12,
        z: 0.46,
        pitch: 12,
        hipFlexionR: -18,
        ankleDorsiflexionR: 30,
        hipFlexionL: 66,
        kneeFlexionL: 70,
        ankleDorsiflexionL: 22,
        shoulderFlexion: 70,
        elbowFlexion: 60,
      },
      holdMs: 1300,
    },
  ],
  props: [{ kind: 'wall', from: [0.46, -0.24, 0], to: [0.51, 0.24, 1.04] }],
  marks: [{ node: 'hipR' }],
};
