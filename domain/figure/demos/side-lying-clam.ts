import type { Demonstration } from '../demonstration';
import { SIDE_LYING, mat } from '../postures';

/** On the side with bent knees and feet together, the upper knee opens. */
export const demonstration: Demonstration = {
  slug: 'side-lying-clam',
  view: 'front',
  turn: -90,
  elevation: 26,
  sides: 'unilateral',
  contacts: { hipL: 0, shoulderL: 0, kneeL: 0, ankleL: 0 },
  keys: [
    {
      pose: {
        ...SIDE_LYING,
        hipFlexion: 55,
        kneeFlexion: 95,
        shoulderFlexionL: 165,
        elbowFlexionL: 95,
        shoulderFlexionR: 35,
        elbowFlexionR: 80,
        neckSideBend: 8,
      },
    },
    {
      pose: {
        ...SIDE_LYING,
        hipFlexion: 55,
        kneeFlexion: 95,
        hipExternalRotationR: 40,
        hipAbductionR: 32,
        shoulderFlexionL: 165,
        elbowFlexionL: 95,
        shoulderFlexionR: 35,
        elbowFlexionR: 80,
        neckSideBend: 8,
      },
      holdMs: 700,
    },
  ],
  props: [mat(-0.55, 0.62, 0.26)],
  marks: [{ node: 'kneeR' }],
  lighterSide: 'L',
};
