import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { STANDING, FEET } from '../postures';

const REACH: Pose = {
  ...STANDING,
  hipFlexion: 8,
  kneeFlexion: 14,
  ankleDorsiflexion: 6,
  shoulderFlexion: 66,
  elbowFlexion: 12,
  scapulaRetraction: -18,
  shoulderAbduction: 2,
};

/** A band in front, the elbows pull back past the trunk. */
export const demonstration: Demonstration = {
  slug: 'row-band',
  view: 'side',
  turn: 14,
  sides: 'both',
  contacts: FEET,
  keys: [{ pose: REACH }, { pose: { ...REACH, shoulderFlexion: -36, elbowFlexion: 104, scapulaRetraction: 22 }, holdMs: 700 }],
  props: [
    { kind: 'wall', from: [0.72, -0.16, 0], to: [0.75, 0.16, 1] },
    { kind: 'band', through: ['palmR', [0.72, 0, 0.7], 'palmL'] },
  ],
  marks: [{ node: 'elbowR' }],
};
