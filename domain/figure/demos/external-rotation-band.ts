import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { STANDING, FEET } from '../postures';

const ELBOWS: Pose = { ...STANDING, shoulderAbduction: 4, elbowFlexion: 90 };

/** Elbows at the sides and bent, the hands pull a band apart by turning outwards. */
export const demonstration: Demonstration = {
  slug: 'external-rotation-band',
  view: 'front',
  elevation: 26,
  sides: 'both',
  contacts: FEET,
  keys: [
    { pose: { ...ELBOWS, shoulderExternalRotation: -12 } },
    { pose: { ...ELBOWS, shoulderExternalRotation: 52 }, holdMs: 700 },
  ],
  props: [{ kind: 'band', through: ['palmR', 'palmL'] }],
  marks: [{ node: 'palmR' }, { node: 'palmL' }],
  frame: ['head', 'kneeR', 'kneeL', 'palmR', 'palmL', 'elbowR', 'elbowL', 'fingerR', 'fingerL'],
};
