import type { Demonstration } from '../demonstration';
import { STANDING, FEET } from '../postures';

/** Standing, the straight arms rise sideways to shoulder height. */
export const demonstration: Demonstration = {
  slug: 'shoulder-abduction',
  view: 'front',
  sides: 'both',
  contacts: FEET,
  keys: [
    { pose: { ...STANDING, elbowFlexion: 3 } },
    { pose: { ...STANDING, shoulderAbduction: 92, elbowFlexion: 3 }, holdMs: 600 },
  ],
  props: [],
  marks: [{ node: 'wristR' }, { node: 'wristL' }],
};
