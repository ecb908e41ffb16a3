import type { Demonstration } from '../demonstration';
import { STANDING, FEET } from '../postures';

/** Both hands carry a stick from the thighs to overhead. */
export const demonstration: Demonstration = {
  slug: 'shoulder-flexion-stick',
  view: 'front',
  turn: -14,
  sides: 'both',
  contacts: FEET,
  keys: [
    { pose: { ...STANDING, shoulderFlexion: 16, shoulderAbduction: 4, elbowFlexion: 2 } },
    { pose: { ...STANDING, shoulderFlexion: 164, shoulderAbduction: 4, elbowFlexion: 2 }, holdMs: 600, moveMs: 1600 },
  ],
  returnMs: 1600,
  props: [{ kind: 'stick', through: ['palmR', 'palmL'] }],
  marks: [{ node: 'palmR' }],
};
