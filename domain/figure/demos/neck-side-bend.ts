import type { Demonstration } from '../demonstration';
import { STANDING, FEET } from '../postures';

/** The ear moves towards the shoulder, on one side and on the other. */
export const demonstration: Demonstration = {
  slug: 'neck-side-bend',
  view: 'front',
  sides: 'alternating',
  contacts: FEET,
  keys: [
    { pose: STANDING, holdMs: 200 },
    { pose: { ...STANDING, neckSideBend: 38 }, holdMs: 700 },
    { pose: STANDING, holdMs: 200 },
    { pose: { ...STANDING, neckSideBend: -38 }, holdMs: 700 },
  ],
  props: [],
  marks: [{ node: 'head' }, { node: 'head', fromKey: 2, toKey: 3 }],
  frame: ['head', 'chin', 'shoulderR', 'shoulderL', 'chest'],
};
