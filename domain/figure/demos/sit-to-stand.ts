import type { Demonstration } from '../demonstration';
import { STANDING, SITTING, FEET, SEAT, CHAIR } from '../postures';

/** From a chair to standing and back without using the hands. */
export const demonstration: Demonstration = {
  slug: 'sit-to-stand',
  view: 'side',
  sides: 'both',
  contacts: FEET,
  keys: [
    {
      pose: { ...SITTING, kneeFlexion: 102, hipFlexion: 92, ankleDorsiflexion: 12, shoulderFlexion: 60, elbowFlexion: 20 },
      contacts: { ...FEET, sit: SEAT },
    },
    {
      pose: {
        ...SITTING,
        pitch: 38,
        kneeFlexion: 102,
        hipFlexion: 128,
        ankleDorsiflexion: 14,
        shoulderFlexion: 100,
        elbowFlexion: 10,
        neckFlexion: -22,
      },
      contacts: { ...FEET, sit: SEAT },
      holdMs: 0,
      moveMs: 800,
    },
    { pose: { ...STANDING, shoulderFlexion: 6, elbowFlexion: 8 }, holdMs: 600, moveMs: 1300 },
    {
      pose: {
        ...SITTING,
        pitch: 38,
        kneeFlexion: 102,
        hipFlexion: 128,
        ankleDorsiflexion: 14,
        shoulderFlexion: 100,
        elbowFlexion: 10,
        neckFlexion: -22,
      },
      contacts: { ...FEET, sit: SEAT },
      holdMs: 0,
      moveMs: 1300,
    },
  ],
  returnMs: 800,
  posterKey: 2,
  props: [CHAIR],
  marks: [{ node: 'hipR', fromKey: 1, toKey: 2 }],
};
