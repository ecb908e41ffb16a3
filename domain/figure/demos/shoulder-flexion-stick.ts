import type { Demonstration } from '../demonstration';
import { HOOK_LYING, FEET, BACK, mat } from '../postures';

/** Lying on the back, both hands carry a stick from the thighs to overhead. */
export const demonstration: Demonstration = {
  slug: 'shoulder-flexion-stick',
  view: 'side',
  turn: 20,
  elevation: 14,
  sides: 'both',
  contacts: { ...FEET, ...BACK },
  keys: [
    { pose: { ...HOOK_LYING, shoulderFlexion: 14, shoulderAbduction: 2, elbowFlexion: 4 } },
    { pose: { ...HOOK_LYING, shoulderFlexion: 158, shoulderAbduction: 2, elbowFlexion: 4 }, holdMs: 600, moveMs: 1600 },
  ],
  returnMs: 1600,
  props: [mat(-0.75, 0.5), { kind: 'stick', through: ['palmR', 'palmL'] }],
  marks: [{ node: 'palmR' }],
};
