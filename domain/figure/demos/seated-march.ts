import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { SITTING, FEET, RIGHT_FOOT, LEFT_FOOT, SEAT, CHAIR } from '../postures';

const SIT: Pose = { ...SITTING, shoulderFlexion: 6, elbowFlexion: 40 };

/** Sitting tall, the knees lift in turn. */
export const demonstration: Demonstration = {
  slug: 'seated-march',
  view: 'side',
  turn: 22,
  sides: 'alternating',
  contacts: { sit: SEAT, ...FEET },
  keys: [
    { pose: SIT, holdMs: 150 },
    { pose: { ...SIT, hipFlexionR: 118, kneeFlexionR: 96 }, contacts: { sit: SEAT, ...LEFT_FOOT }, holdMs: 350, moveMs: 900 },
    { pose: SIT, holdMs: 150, moveMs: 900 },
    { pose: { ...SIT, hipFlexionL: 118, kneeFlexionL: 96 }, contacts: { sit: SEAT, ...RIGHT_FOOT }, holdMs: 350, moveMs: 900 },
  ],
  returnMs: 900,
  props: [CHAIR],
  marks: [{ node: 'kneeR' }],
};
