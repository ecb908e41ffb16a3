import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { mat } from '../postures';

const PLANK: Pose = {
  pitch: 82,
  z: 0.16,
  shoulderFlexion: 76,
  elbowFlexion: 92,
  ankleDorsiflexion: 0,
  toeExtension: 70,
  neckFlexion: -14,
};

/** On forearms and toes, the knees leave the floor and the body is one straight line. */
export const demonstration: Demonstration = {
  slug: 'front-plank',
  view: 'side',
  sides: 'both',
  contacts: { elbowR: 0, elbowL: 0, wristR: 0, wristL: 0, ballR: 0, ballL: 0, toeR: 0, toeL: 0 },
  keys: [
    {
      pose: { ...PLANK, pitch: 92, z: 0.14, lumbarFlexion: -6, hipFlexion: 12, kneeFlexion: 40, ankleDorsiflexion: 12 },
      contacts: { elbowR: 0, elbowL: 0, wristR: 0, wristL: 0, kneeR: 0, kneeL: 0, toeR: 0, toeL: 0, ballR: 0, ballL: 0 },
    },
    { pose: PLANK, holdMs: 1600 },
  ],
  props: [mat(-0.75, 0.5)],
  marks: [{ node: 'kneeR' }],
};
