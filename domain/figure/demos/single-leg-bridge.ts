import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { HOOK_LYING, LEFT_FOOT, BACK, PALMS, mat } from '../postures';

const START: Pose = {
  ...HOOK_LYING,
  hipFlexion: 52,
  kneeFlexion: 118,
  ankleDorsiflexion: -24,
  kneeFlexionR: 0,
  ankleDorsiflexionR: 0,
};

/** Bridge on one foot, the other leg straight in line with the trunk. */
export const demonstration: Demonstration = {
  slug: 'single-leg-bridge',
  view: 'side',
  sides: 'unilateral',
  contacts: { ...LEFT_FOOT, ...PALMS, upperBack: 0, head: 0 },
  keys: [
    { pose: START, contacts: { ...LEFT_FOOT, ...PALMS, ...BACK } },
    {
      pose: {
        ...START,
        pitch: -121,
        hipFlexion: -4,
        kneeFlexionL: 94,
        ankleDorsiflexionL: 2,
        hipFlexionR: -2,
        thoracicFlexion: 8,
        neckFlexion: 24,
        headFlexion: 10,
        shoulderFlexion: -46,
      },
      holdMs: 900,
    },
  ],
  props: [mat(-0.62, 0.5)],
  marks: [{ node: 'hipR' }],
};
