import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { HOOK_LYING, FEET, BACK, PALMS, mat } from '../postures';

const START: Pose = { ...HOOK_LYING, hipFlexion: 52, kneeFlexion: 118, ankleDorsiflexion: -24 };

/** Lying on the back, the hips rise until knees, hips and shoulders line up. */
export const demonstration: Demonstration = {
  slug: 'bridge',
  view: 'side',
  sides: 'both',
  contacts: { ...FEET, ...PALMS, upperBack: 0, head: 0 },
  keys: [
    { pose: START, contacts: { ...FEET, ...PALMS, ...BACK } },
    {
      pose: {
        ...START,
        pitch: -121,
        hipFlexion: -4,
        kneeFlexion: 94,
        ankleDorsiflexion: 2,
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
