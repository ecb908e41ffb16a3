import type { Assignment, Minute } from './clinic-problem';
import type { RuleId } from './rule-settings';

/** Names of the levels of a score, from the most to the least important. */
export const SCORE_LEVELS = ['unassigned', 'urgency', 'deadline', 'disturbance', 'preference', 'utilisation'] as const;

/**
 * Compared from left to right, smaller is better, all safe integers ≥ 0:
 * [unassigned × urgency, urgency lateness, deadline lateness, disturbance, preference, utilisation]. "Level n" in the texts of the
 * rules is place n, counted from 1. A later place never outweighs an earlier one.
 */
export type Score = readonly [number, number, number, number, number, number];

/** What one rule costs one session. The parts of a plan add up to its score exactly; parts of 0 are left out. */
export interface ScorePart {
  readonly sessionId: string;
  readonly rule: RuleId;
  /** Index into the score, 0 to 5. */
  readonly level: 0 | 1 | 2 | 3 | 4 | 5;
  readonly amount: number;
}

/** What one rule costs all sessions together. */
export type RuleCost = Omit<ScorePart, 'sessionId'>;

/** A session in its place, pinned ones included. */
export interface Placement extends Assignment {
  readonly sessionId: string;
  /** First expired, first out (see `Lot`); per item the quantities add up to what the therapy needs. */
  readonly lots: readonly { readonly lotId: string; readonly quantity: number }[];
}

/** Who or what a reason speaks of. */
export interface EntityRef {
  readonly kind:
    | 'centre'
    | 'room'
    | 'practitioner'
    | 'equipment'
    | 'item'
    | 'patient'
    | 'therapy'
    | 'session'
    | 'booking'
    | 'closure'
    | 'link'
    | 'skill'
    | 'room_type'
    | 'equipment_type'
    | 'flag';
  readonly id: string;
}

/**
 * Why something is not possible, as data; sentences are made of it per language and reader.
 * `instance` is the stable id of the rule instance: `rule` alone or `rule:entity id`.
 */
export interface Reason {
  readonly rule: RuleId;
  readonly instance: string;
  /** What was wanted and is not to be had (the room, the practitioner, the patient). */
  readonly subject: EntityRef | null;
  /** What stands in the way (session, booking, closure, link, flag); null when nothing single does. */
  readonly blocker: EntityRef | null;
  /** The blocker's time, or the time asked for; null when time plays no part. */
  readonly span: { readonly start: Minute; readonly end: Minute } | null;
  /** Numbers of the sentence: minutes missing, how many are needed and there. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** A session without a place, and why. Never without a reason. */
export interface UnplacedSession {
  readonly sessionId: string;
  readonly reasons: readonly Reason[];
}

/** A whole plan. Lists are in the order of session ids (by code unit). */
export interface ClinicPlan {
  readonly placements: readonly Placement[];
  readonly unplaced: readonly UnplacedSession[];
  readonly score: Score;
  readonly parts: readonly ScorePart[];
  /** Give seed and epochs back to get the same plan again. */
  readonly seed: number;
  readonly epochs: number;
}
