import type { Instant } from './zoned-time';

/** Values for the sentence behind a code; never names or free text about a patient. */
export type WhyParams = Readonly<Record<string, string | number | boolean | null>>;

/**
 * A moment ahead at which something will happen unless facts change first; every process writes its own with its projection, so
 * that "what happens next, and why" is a query. `why_code` and `why_params` make the sentence.
 */
export interface ArmedTimer<Kind extends string = string> {
  readonly kind: Kind;
  readonly due_at: Instant;
  readonly why_code: string;
  readonly why_params: WhyParams;
}
