import type { Pose } from '../body';
import type { Demonstration } from '../demonstration';
import { SITTING, FEET, SEAT } from '../postures';

const SIT: Pose = { ...SITTING, shoulderFlexion: 10, shoulderAbduction: 14, elbowFlexion: 88 };

/** Sitting tall, the shoulder blades draw together and down. */
export const demonstration: Demonstration = {
  slug: 'scapular-squeeze',
  view: 'back',
  turn: 24,
  elevation: 16,
  sides: 'both',
  contacts: { sit: SEAT, ...FEET },
  keys: [
    { pose: { ...SIT, scapulaRetraction: -14, thoracicFlexion: 10 } },
    {
      pose: {
        ...SIT,
        scapulaRetraction: 32,
        scapulaElevation: -4,
        shoulderFlexion: -22,
        shoulderExternalRotation: 14,
        thoracicFlexion: -4,
      },
      holdMs: 900,
    },
  ],
  props: [{ kind: 'block', from: [-0.12, -0.13, 0], to: [0.2, 0.13, SEAT] }],
  marks: [{ node: 'elbowR' }, { node: 'elbowL' }],
  frame: ['head', 'hipR', 'hipL', 'elbowR', 'elbowL', 'shoulderR', 'shoulderL'],
};
