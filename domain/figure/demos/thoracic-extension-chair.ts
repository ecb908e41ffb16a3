import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { SITTING, FEET, SEAT, CHAIR } from '../postures';

const BEHIND: Pose = {
  ...SITTING,
  shoulderAbduction: 118,
  shoulderFlexion: 34,
  shoulderExternalRotation: 78,
  elbowFlexion: 146,
  wristExtension: 0,
};

/** Sitting with the hands behind the head, the upper back arches over the chair back. */
export const demonstration: Demonstration = {
  slug: 'thoracic-extension-chair',
  view: 'side',
  turn: 30,
  sides: 'both',
  contacts: { sit: SEAT, ...FEET },
  keys: [
    { pose: { ...BEHIND, thoracicFlexion: 14, neckFlexion: 6 } },
    { pose: { ...BEHIND, pitch: -6, hipFlexion: 84, thoracicFlexion: -28, lumbarFlexion: -6, neckFlexion: -6 }, holdMs: 700 },
  ],
  props: [CHAIR],
  marks: [{ node: 'elbowR' }],
};
