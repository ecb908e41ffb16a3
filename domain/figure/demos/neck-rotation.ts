import type { Demonstration } from '../demonstration';
import { STANDING, FEET } from '../postures';

/** The head turns to one side and to the other. */
export const demonstration: Demonstration = {
  slug: 'neck-rotation',
  view: 'front',
  sides: 'alternating',
  contacts: FEET,
  keys: [
    { pose: STANDING, holdMs: 200 },
    { pose: { ...STANDING, neckRotation: 66 }, holdMs: 600 },
    { pose: STANDING, holdMs: 200 },
    { pose: { ...STANDING, neckRotation: -66 }, holdMs: 600 },
  ],
  props: [],
  marks: [
    { node: 'nose', arrowToward: 180, arrowShift: [-14, -36] },
    { node: 'nose', fromKey: 2, toKey: 3, arrowToward: 0, arrowShift: [14, -36] },
  ],
  frame: ['head', 'chin', 'shoulderR', 'shoulderL', 'chest'],
};
