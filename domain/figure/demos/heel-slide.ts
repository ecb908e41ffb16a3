import type { Demonstration } from '../demonstration';
import { SUPINE, BACK, PALMS, mat } from '../postures';

/** On the back, the heel slides towards the seat and away again. */
export const demonstration: Demonstration = {
  slug: 'heel-slide',
  view: 'side',
  sides: 'unilateral',
  contacts: { ...BACK, ...PALMS, heelL: 0, heelR: { slideHeight: 0 } },
  keys: [
    { pose: { ...SUPINE, hipFlexionR: 6, kneeFlexionR: 14, ankleDorsiflexionR: 0 } },
    { pose: { ...SUPINE, hipFlexionR: 56, kneeFlexionR: 122, ankleDorsiflexionR: -16 }, moveMs: 1500, holdMs: 600 },
  ],
  returnMs: 1500,
  props: [mat(-0.62, 0.62)],
  marks: [{ node: 'heelR' }],
};
