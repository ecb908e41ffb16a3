import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { SITTING, LEFT_FOOT, SEAT, CHAIR } from '../postures';

const SIT: Pose = { ...SITTING, shoulderFlexion: 6, elbowFlexion: 40 };

/** Sitting, one knee straightens until the leg is level. */
export const demonstration: Demonstration = {
  slug: 'seated-knee-extension',
  view: 'side',
  sides: 'unilateral',
  contacts: { sit: SEAT, ...LEFT_FOOT },
  keys: [{ pose: SIT }, { pose: { ...SIT, hipFlexionR: 92, kneeFlexionR: 6, ankleDorsiflexionR: 8 }, holdMs: 700 }],
  props: [CHAIR],
  marks: [{ node: 'ankleR' }],
};
