import type { Demonstration } from '../demonstration';
import { STANDING, RIGHT_FOOT } from '../postures';

/** Standing on one leg, hands free, keeping the balance. */
export const demonstration: Demonstration = {
  slug: 'single-leg-stance',
  view: 'front',
  turn: -24,
  sides: 'unilateral',
  contacts: RIGHT_FOOT,
  keys: [
    { pose: { ...STANDING, shoulderAbduction: 10 } },
    { pose: { ...STANDING, shoulderAbduction: 46, hipFlexionL: 62, kneeFlexionL: 84, hipAbductionR: -3 }, holdMs: 1700 },
  ],
  props: [],
  marks: [{ node: 'kneeL' }],
};
