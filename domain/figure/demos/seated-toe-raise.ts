import type { Demonstration } from '../demonstration';
import { SITTING, FEET, SEAT, CHAIR } from '../postures';

/** Sitting, the forefeet lift while the heels stay down. */
export const demonstration: Demonstration = {
  slug: 'seated-toe-raise',
  view: 'side',
  sides: 'both',
  contacts: { sit: SEAT, heelR: 0, heelL: 0 },
  keys: [
    { pose: { ...SITTING, kneeFlexion: 84 }, contacts: { sit: SEAT, ...FEET } },
    { pose: { ...SITTING, kneeFlexion: 84, ankleDorsiflexion: 26 }, holdMs: 700 },
  ],
  props: [CHAIR],
  marks: [{ node: 'toeR' }],
  frame: ['hipR', 'kneeR', 'toeR', 'heelR', 'heelL', 'toeL', 'palmR'],
};
