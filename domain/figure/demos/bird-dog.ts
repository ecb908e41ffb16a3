import type { Demonstration } from '../demonstration';
import { ALL_FOURS, HANDS, mat } from '../postures';

/** On hands and knees, one arm and the opposite leg reach out. */
export const demonstration: Demonstration = {
  slug: 'bird-dog',
  view: 'side',
  sides: 'alternating',
  contacts: { ...HANDS, kneeR: 0, kneeL: 0, toeR: 0, toeL: 0 },
  keys: [
    { pose: ALL_FOURS, holdMs: 250 },
    {
      pose: {
        ...ALL_FOURS,
        shoulderFlexionL: 172,
        wristExtensionL: 0,
        hipFlexionR: -15,
        kneeFlexionR: 2,
        ankleDorsiflexionR: -40,
      },
      contacts: { palmR: 0, wristR: 0, kneeL: 0, toeL: 0 },
      holdMs: 700,
    },
    { pose: ALL_FOURS, holdMs: 250 },
    {
      pose: {
        ...ALL_FOURS,
        shoulderFlexionR: 172,
        wristExtensionR: 0,
        hipFlexionL: -15,
        kneeFlexionL: 2,
        ankleDorsiflexionL: -40,
      },
      contacts: { palmL: 0, wristL: 0, kneeR: 0, toeR: 0 },
      holdMs: 700,
    },
  ],
  props: [mat(-0.4, 0.5)],
  marks: [{ node: 'ankleR' }, { node: 'wristL' }],
};
