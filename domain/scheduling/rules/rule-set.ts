import type { Reason } from '../model/clinic-plan';
import type { Clinic, CompiledSession, Move } from '../model/compiled';
import type { ScheduleState } from '../state/schedule-state';
import { contraindication, genderMatch, planDeadline, privacy, roomType, skills } from './fitness';
import { centreHours, holiday, leave, patientAvailability, practitionerHours, roomClosed, sessionWindow } from './hours';
import { continuity, loadBalance, overtime, roomIdleGap } from './house';
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
  continuity,
  roomIdleGap,
  overtime,
];

type Hook<K extends keyof Rule> = NonNullable<Rule[K]>;

type EveryField<T> = { readonly [K in keyof Required<T>]: T[K] };

/** A price that counts in this clinic. All have the same fields, because millions of moves are priced. */
export interface ActivePrice extends EveryField<Omit<Price, 'evenIfHard'>> {
  readonly rule: Rule['id'];
  /** Its place among all prices, and in the sums of a schedule. */
  readonly index: number;
}

/** The prices that can cost one session anything, sorted by what they look at. */
export interface SessionPrices {
  readonly of: CompiledSession;
  readonly all: readonly ActivePrice[];
  readonly start: readonly ActivePrice[];
  readonly person: readonly ActivePrice[];
  readonly room: readonly ActivePrice[];
}

/** The rules that an organization has switched on, sorted by what they do. */
export class RuleSet {
  readonly time: readonly Hook<'prune'>[];
  readonly person: readonly Hook<'prunePerson'>[];
  readonly lastStarts: readonly Hook<'lastStart'>[];
  readonly room: readonly Hook<'pruneRoom'>[];
  readonly prices: readonly ActivePrice[];
  /** By the index of the session; made anew when the session has changed. */
  private readonly pricesBySession: (SessionPrices | undefined)[] = [];
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
    this.lastStarts = hooks('lastStart');
    this.room = hooks('pruneRoom');
    this.checks = hooks('check');
    this.blames = hooks('blame');
    const counted = on.flatMap(({ id, price, ofLinks }) => {
      const counts = price !== undefined && (clinic.rules[id].level === 'soft' || price.evenIfHard === true || ofLinks === true);
      return counts && price !== undefined ? [{ rule: id, price }] : [];
    });
    this.prices = counted.map(({ rule, price: { level, borneBy, concerns, start, person, room, whole, part } }, index) => {
      return { rule, index, level, borneBy, concerns, start, person, room, whole, part };
    });
  }

  /** Whether a candidate that the windows let through may be placed. */
  allows(state: ScheduleState, move: Move): boolean {
    for (const check of this.checks) if (!check(state, move)) return false;
    return true;
  }

  /** Everything that stands against a move, by all rules (not the first alone). O(rules + who overlaps). */
  blame(state: ScheduleState, move: Move): readonly Reason[] {
    return this.blames.flatMap((blame) => blame(state, move));
  }

  /** The prices that can cost this session anything. O(prices) once, then O(1). */
  pricesOf(state: ScheduleState, session: CompiledSession): SessionPrices {
    const known = this.pricesBySession[session.index];
    if (known?.of === session) return known;
    const all = this.prices.filter(({ concerns }) => concerns === undefined || concerns(state, session));
    const made = {
      of: session,
      all,
      start: all.filter(({ start }) => start !== undefined),
      person: all.filter(({ person }) => person !== undefined),
      room: all.filter(({ room }) => room !== undefined),
    };
    this.pricesBySession[session.index] = made;
    return made;
  }

  /** Adds what the move would cost to each level. */
  price(state: ScheduleState, move: Move, into: Float64Array): void {
    this.add(state, move, 1, into, null);
  }

  /** Adds what the move would cost to the sums of a schedule, or takes it from them. */
  charge(state: ScheduleState, move: Move, sign: 1 | -1): void {
    this.add(state, move, sign, state.score, state.costs);
  }

  private add(state: ScheduleState, move: Move, sign: 1 | -1, levels: Float64Array, costs: Float64Array | null): void {
    const session = state.session(move.session);
    const isPaidFor = session.group >= 0 && isPaid(state, move);
    for (const price of this.pricesOf(state, session).all) {
      const amount = sign * priceOf(price, state, session, move, isPaidFor);
      if (amount === 0) continue;
      levels[price.level] = (levels[price.level] ?? 0) + amount;
      if (costs !== null) costs[price.index] = (costs[price.index] ?? 0) + amount;
    }
  }
}

/** The price of one move by one rule. Who joins an occurrence does not pay again what the occurrence pays. */
function priceOf(price: ActivePrice, state: ScheduleState, session: CompiledSession, move: Move, isPaidFor: boolean): number {
  if (price.whole !== undefined) return price.whole(state, move);
  if (isPaidFor && price.borneBy === 'occurrence') return 0;
  let sum = price.start?.(state, session, move) ?? 0;
  if (price.room !== undefined && move.room >= 0) sum += price.room(state, session, move.room, move);
  if (price.person !== undefined) for (const person of move.team) sum += price.person(state, session, person, move);
  return sum;
}
