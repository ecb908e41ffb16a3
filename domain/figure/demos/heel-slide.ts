import type { Demonstration } from '../demonstration';
import { SUPINE, BACK, PALMS, mat } from '../postures';

/** On the back, the heel slides towards the seat and away again. */
export const demonstration: Demonstration = {
  slug: 'heel-slide',
  view: 'side',
  sides: 'unilateral',
  contacts: { ...BACK, ...PALMS, heelL: 0 },
  keys: [
    {
      pose: { ...SUPINE, hipFlexionR: 6, kneeFlexionR: 14, ankleDorsiflexionR: 0 },
      contacts: { ...BACK, ...PALMS, heelL: 0, heelR: 0 },
    },
    {
      pose: { ...SUPINE, hipFlexionR: 36, kneeFlexionR: 80, ankleDorsiflexionR: -16 },
      contacts: { ...BACK, ...PALMS, heelL: 0 },
      moveMs: 800,
      holdMs: 0,
    },
    {
      pose: { ...SUPINE, hipFlexionR: 56, kneeFlexionR: 122, ankleDorsiflexionR: -30 },
      contacts: { ...BACK, ...PALMS, heelL: 0, heelR: 0 },
      moveMs: 800,
      holdMs: 600,
    },
    {
      pose: { ...SUPINE, hipFlexionR: 36, kneeFlexionR: 80, ankleDorsiflexionR: -16 },
      contacts: { ...BACK, ...PALMS, heelL: 0 },
      moveMs: 800,
      holdMs: 0,
    },
  ],
  returnMs: 800,
  posterKey: 2,
  props: [mat(-0.62, 0.62)],
  marks: [{ node: 'heelR', fromKey: 0, toKey: 2 }],
};
