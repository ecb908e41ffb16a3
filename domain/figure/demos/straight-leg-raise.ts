import type { Demonstration } from '../demonstration';
import { HOOK_LYING, LEFT_FOOT, BACK, PALMS, mat } from '../postures';

/** On the back with one knee bent, the other leg lifts straight. */
export const demonstration: Demonstration = {
  slug: 'straight-leg-raise',
  view: 'side',
  sides: 'unilateral',
  contacts: { ...LEFT_FOOT, ...BACK, ...PALMS },
  keys: [
    { pose: { ...HOOK_LYING, hipFlexionR: -3, kneeFlexionR: 2, ankleDorsiflexionR: 0 } },
    { pose: { ...HOOK_LYING, hipFlexionR: 46, kneeFlexionR: 0, ankleDorsiflexionR: 8 }, holdMs: 700 },
  ],
  props: [mat(-0.62, 0.62)],
  marks: [{ node: 'ankleR' }],
};
