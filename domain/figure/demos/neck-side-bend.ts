import type { Demonstration } from '../demonstration';
import { SITTING, FEET, SEAT } from '../postures';

/** Sitting tall, the ear moves towards the shoulder. */
export const demonstration: Demonstration = {
  slug: 'neck-side-bend',
  view: 'front',
  sides: 'alternating',
  contacts: { sit: SEAT, ...FEET },
  keys: [
    { pose: SITTING, holdMs: 200 },
    { pose: { ...SITTING, neckSideBend: 38 }, holdMs: 700 },
    { pose: SITTING, holdMs: 200 },
    { pose: { ...SITTING, neckSideBend: -38 }, holdMs: 700 },
  ],
  props: [],
  marks: [{ node: 'head' }],
  frame: ['head', 'chin', 'shoulderR', 'shoulderL', 'chest'],
};
