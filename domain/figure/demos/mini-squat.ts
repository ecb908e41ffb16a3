import type { Demonstration } from '../demonstration';
import { STANDING, FEET } from '../postures';

/** Standing, the hips move back and down a little while the heels stay on the floor. */
export const demonstration: Demonstration = {
  slug: 'mini-squat',
  view: 'side',
  sides: 'both',
  contacts: FEET,
  keys: [
    { pose: { ...STANDING } },
    {
      pose: {
        ...STANDING,
        z: 0.44,
        x: -0.06,
        pitch: 30,
        hipFlexion: 72,
        kneeFlexion: 62,
        ankleDorsiflexion: 20,
        shoulderFlexion: 95,
        elbowFlexion: 4,
        neckFlexion: -18,
      },
      holdMs: 600,
    },
  ],
  props: [],
  marks: [{ node: 'hipR' }],
};
