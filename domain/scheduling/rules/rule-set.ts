import type { Reason } from '../model/clinic-plan';
import type { Clinic, Move } from '../model/compiled';
import type { ScheduleState } from '../state/schedule-state';
import { contraindication, genderMatch, planDeadline, privacy, roomType, skills } from './fitness';
import { centreHours, holiday, leave, patientAvailability, practitionerHours, roomClosed, sessionWindow } from './hours';
import { loadBalance, overtime, roomIdleGap } from './house';
import { consumableStock, dailyPatient, dailyPractitioner, groupCapacity, groupMinimum } from './limits';
import { maxGap, minGap, notSameDay, sameDay, samePractitioner, sequence } from './links';
import { equipmentUnits, patientBusy, practitionerBusy, roomBusy } from './occupied';
import { publishedChange } from './published-change';
import { isPaid, type Price, type Rule } from './rule';
import { avoidEarly, buffer, compactDays, duration, preferredPractitioner, preferredTime, urgency } from './wishes';

/** Every rule, in the order in which reasons are told: what can never be first, then the calendars, then who is there already. */
const ALL: readonly Rule[] = [
  sessionWindow,
  roomType,
  skills,
  contraindication,
  genderMatch,
  privacy,
  holiday,
  centreHours,
  patientAvailability,
  leave,
  practitionerHours,
  roomClosed,
  planDeadline,
  sequence,
  minGap,
  maxGap,
  sameDay,
  notSameDay,
  dailyPatient,
  dailyPractitioner,
  patientBusy,
  roomBusy,
  practitionerBusy,
  equipmentUnits,
  groupCapacity,
  consumableStock,
  samePractitioner,
  urgency,
  publishedChange,
  duration,
  buffer,
  preferredTime,
  preferredPractitioner,
  compactDays,
  avoidEarly,
  groupMinimum,
  loadBalance,
  roomIdleGap,
  overtime,
];

type Hook<K extends keyof Rule> = NonNullable<Rule[K]>;

/** A price that counts in this clinic. */
export interface ActivePrice extends Price {
  readonly rule: Rule['id'];
}

/** The rules that an organization has switched on, sorted by what they do. */
export class RuleSet {
  readonly time: readonly Hook<'prune'>[];
  readonly person: readonly Hook<'prunePerson'>[];
  readonly narrow: readonly Hook<'narrowPerson'>[];
  readonly room: readonly Hook<'pruneRoom'>[];
  readonly prices: readonly ActivePrice[];
  private readonly checks: readonly Hook<'check'>[];
  private readonly blames: readonly Hook<'blame'>[];

  constructor(clinic: Clinic) {
    const on = ALL.filter(({ id }) => clinic.rules[id].level !== 'off');
    const binding = on.filter(({ id, ofLinks }) => clinic.rules[id].level === 'hard' || ofLinks === true);
    const hooks = <K extends keyof Rule>(key: K): readonly Hook<K>[] =>
      binding.flatMap((rule) => {
        const hook = rule[key];
        return hook === undefined || hook === null ? [] : [hook as Hook<K>]; // just seen to be there
      });
    this.time = hooks('prune');
    this.person = hooks('prunePerson');
    this.narrow = hooks('narrowPerson');
    this.room = hooks('pruneRoom');
    this.checks = hooks('check');
    this.blames = hooks('blame');
    this.prices = on.flatMap(({ id, price, ofLinks }) => {
      const counts = price !== undefined && (clinic.rules[id].level === 'soft' || price.evenIfHard === true || ofLinks === true);
      return counts && price !== undefined ? [{ ...price, rule: id }] : [];
    });
  }

  /** Whether a candidate that the windows let through may be placed. */
  allows(state: ScheduleState, move: Move): boolean {
    return this.checks.every((check) => check(state, move));
  }

  /** Everything that stands against a move, by all rules (not the first alone). O(rules + who overlaps). */
  blame(state: ScheduleState, move: Move): readonly Reason[] {
    return this.blames.flatMap((blame) => blame(state, move));
  }

  /** Adds what the move would cost to each level. */
  price(state: ScheduleState, move: Move, into: Float64Array): void {
    for (const price of this.prices) {
      const amount = priceOf(price, state, move);
      if (amount !== 0) into[price.level] = (into[price.level] ?? 0) + amount;
    }
  }
}

/** The price of one move by one rule. Who joins an occurrence does not pay again what the occurrence pays. */
export function priceOf(price: Price, state: ScheduleState, move: Move): number {
  if (price.whole !== undefined) return price.whole(state, move);
  if (price.borneBy === 'occurrence' && isPaid(state, move)) return 0;
  const session = state.session(move.session);
  let sum = price.start?.(state, session, move) ?? 0;
  if (price.room !== undefined && move.room >= 0) sum += price.room(state, session, move.room, move);
  if (price.person !== undefined) for (const person of move.team) sum += price.person(state, session, person, move);
  return sum;
}
