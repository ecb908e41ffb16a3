import type { ReferenceProtocol } from '#domain/exercise-library/reference-content';
import { KNEE_8_WEEKS } from './knee';
import { LOW_BACK_6_WEEKS } from './low-back';
import { NECK_4_WEEKS } from './neck';
import { SHOULDER_6_WEEKS } from './shoulder';

/** The plans every installation starts with. Not clinically reviewed. */
export const REFERENCE_PROTOCOLS: readonly ReferenceProtocol[] = [LOW_BACK_6_WEEKS, KNEE_8_WEEKS, SHOULDER_6_WEEKS, NECK_4_WEEKS];
