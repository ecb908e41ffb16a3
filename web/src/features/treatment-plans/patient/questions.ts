import type { ScreeningQuestion } from '../../../api/types';

/** A question asked before a plan of the library starts. */
export interface Question extends ScreeningQuestion {
  readonly kind: 'red_flag' | 'contraindication';
}
