import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { SITTING, FEET, SEAT, CHAIR } from '../postures';

const SIT: Pose = { ...SITTING, shoulderFlexionR: 36, elbowFlexionR: 58, shoulderFlexionL: 10 };

/** Sitting at a table, the hand slides forward as the trunk follows. */
export const demonstration: Demonstration = {
  slug: 'table-slide',
  view: 'side',
  sides: 'unilateral',
  contacts: { sit: SEAT, ...FEET, palmR: { slideHeight: 0.4 } },
  keys: [
    { pose: SIT },
    {
      pose: { ...SIT, pitch: 26, hipFlexion: 116, lumbarFlexion: 8, shoulderFlexionR: 118, elbowFlexionR: 6, neckFlexion: -14 },
      holdMs: 700,
    },
  ],
  props: [
    CHAIR,
    { kind: 'block', from: [0.2, -0.2, 0.37], to: [0.85, 0.25, 0.4] },
    { kind: 'block', from: [0.74, 0, 0], to: [0.79, 0.06, 0.37] },
  ],
  marks: [{ node: 'palmR', arrowShift: [0, 0] }],
};
