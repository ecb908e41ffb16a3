import type { Demonstration } from '../demonstration';
import { SITTING, FEET, SEAT } from '../postures';

/** Sitting tall, the head turns to one side and to the other. */
export const demonstration: Demonstration = {
  slug: 'neck-rotation',
  view: 'front',
  sides: 'alternating',
  contacts: { sit: SEAT, ...FEET },
  keys: [
    { pose: SITTING, holdMs: 200 },
    { pose: { ...SITTING, neckRotation: 66 }, holdMs: 600 },
    { pose: SITTING, holdMs: 200 },
    { pose: { ...SITTING, neckRotation: -66 }, holdMs: 600 },
  ],
  props: [],
  marks: [{ node: 'nose', arrowToward: 180, arrowShift: [-30, -64] }],
  frame: ['head', 'chin', 'shoulderR', 'shoulderL', 'chest'],
};
