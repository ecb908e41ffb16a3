import { toReference } from '../build-reference';
import { ANKLE } from './ankle';
import { HIP } from './hip';
import { KNEE } from './knee';
import { LOW_BACK } from './low-back';
import { NECK_UPPER_BACK } from './neck-upper-back';
import { SHOULDER } from './shoulder';

/** Variants of the same task from easiest to hardest; the player offers the one before when it hurts. */
const LADDERS: readonly (readonly string[])[] = [
  ['pelvic-tilt', 'bridge', 'single-leg-bridge'],
  ['seated-march', 'dead-bug'],
  ['bird-dog', 'front-plank', 'side-plank'],
  ['standing-back-extension', 'prone-press-up'],
  ['knee-to-chest', 'childs-pose'],
  ['side-lying-clam', 'side-lying-hip-abduction'],
  ['standing-hip-extension', 'prone-hip-extension'],
  ['standing-hip-abduction', 'single-leg-stance'],
  ['quad-set', 'straight-leg-raise'],
  ['seated-knee-extension', 'step-up'],
  ['sit-to-stand', 'mini-squat', 'wall-sit', 'split-squat'],
  ['ankle-pumps', 'seated-toe-raise'],
  ['calf-raise', 'single-leg-calf-raise'],
  ['pendulum', 'table-slide', 'shoulder-flexion-stick', 'wall-slide', 'shoulder-abduction'],
  ['scapular-squeeze', 'row-band'],
  ['thoracic-rotation-seated', 'thoracic-extension-chair'],
];

/** The exercises every installation starts with. Not clinically reviewed. */
export const REFERENCE_EXERCISES = toReference(
  [...LOW_BACK, ...HIP, ...KNEE, ...ANKLE, ...SHOULDER, ...NECK_UPPER_BACK],
  LADDERS,
);
