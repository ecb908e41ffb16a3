import type { Demonstration } from '../demonstration';
import { SITTING, FEET, SEAT, CHAIR } from '../postures';

/** Sitting tall, the chin glides straight back. */
export const demonstration: Demonstration = {
  slug: 'chin-tuck',
  view: 'side',
  turn: 4,
  sides: 'both',
  contacts: { sit: SEAT, ...FEET },
  keys: [
    { pose: { ...SITTING, neckFlexion: 46, headFlexion: -30, thoracicFlexion: 12 } },
    { pose: { ...SITTING, neckFlexion: -2, headFlexion: 8 }, holdMs: 900 },
  ],
  props: [CHAIR],
  marks: [{ node: 'nose', arrowToward: 180, arrowShift: [38, 20] }],
  frame: ['head', 'nose', 'chin', 'shoulderR', 'upperBack', 'chest'],
};
