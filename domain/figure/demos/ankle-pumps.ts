import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { SUPINE, mat } from '../postures';

const LONG: Pose = { ...SUPINE, hipFlexion: -2, kneeFlexion: 4 };

/** Lying with straight legs, the feet point away and pull up. */
export const demonstration: Demonstration = {
  slug: 'ankle-pumps',
  view: 'side',
  sides: 'both',
  contacts: { sit: 0, heelR: 0, heelL: 0 },
  keys: [{ pose: { ...LONG, ankleDorsiflexion: -46 } }, { pose: { ...LONG, ankleDorsiflexion: 20 }, holdMs: 400 }],
  props: [mat(-0.7, 0.75)],
  marks: [{ node: 'toeR' }],
  frame: ['kneeR', 'kneeL', 'ankleR', 'toeR', 'heelR', 'toeL', 'hipR'],
};
