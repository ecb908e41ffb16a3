import type { Demonstration } from '../demonstration';
import { SITTING, FEET, SEAT, CHAIR } from '../postures';

/** Sitting tall, the chin glides straight back. */
export const demonstration: Demonstration = {
  slug: 'chin-tuck',
  view: 'side',
  turn: 2,
  sides: 'both',
  contacts: { sit: SEAT, ...FEET },
  keys: [
    { pose: { ...SITTING, neckFlexion: 44, headFlexion: -30, thoracicFlexion: 5 } },
    { pose: { ...SITTING, neckFlexion: -6, headFlexion: 9 }, holdMs: 900 },
  ],
  props: [CHAIR],
  marks: [{ node: 'chin', arrowToward: 180, arrowShift: [70, 0] }],
  frame: ['head', 'nose', 'chin', 'shoulderR', 'upperBack'],
};
