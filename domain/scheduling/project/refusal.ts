/** Why a problem is not planned at all. */
export type RefusalCode =
  | 'not_an_integer'
  | 'negative_number'
  | 'duplicate_id'
  | 'unknown_id'
  | 'demand_count'
  | 'demand_exceeds_capacity'
  | 'empty_window'
  | 'contradictory_gaps'
  | 'too_many'
  | 'horizon_too_long';

/** A typed refusal: where in the problem (JSON pointer), which rule, a sentence, and for contradictions who takes part. */
export interface ProblemRefusal {
  readonly pointer: string;
  readonly code: RefusalCode;
  readonly message: string;
  /** Ids of the lags of a contradictory cycle, in its order; else absent. */
  readonly members?: readonly string[];
}
