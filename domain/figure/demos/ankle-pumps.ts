import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { SUPINE, BACK, mat } from '../postures';

const LONG: Pose = { ...SUPINE, hipFlexion: 3, kneeFlexion: 4 };

/** Lying with straight legs, the feet point away and pull up. */
export const demonstration: Demonstration = {
  slug: 'ankle-pumps',
  view: 'side',
  sides: 'both',
  contacts: BACK,
  keys: [{ pose: { ...LONG, ankleDorsiflexion: -48 } }, { pose: { ...LONG, ankleDorsiflexion: 22 }, holdMs: 400 }],
  props: [
    mat(-0.7, 0.75),
    {
      kind: 'towel',
      through: [
        [0.36, -0.13, 0.024],
        [0.36, 0.13, 0.024],
      ],
    },
  ],
  marks: [{ node: 'toeR' }],
  frame: ['kneeR', 'kneeL', 'ankleR', 'toeR', 'heelR', 'toeL'],
};
