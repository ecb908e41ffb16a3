import type { RuleCost, Score, ScorePart } from '../model/clinic-plan';
import type { ActivePrice } from '../rules/rule-set';
import type { ScheduleState } from '../state/schedule-state';

/** Negative when `a` is better: the first level that differs decides. */
export function compareScores(a: ArrayLike<number>, b: ArrayLike<number>): number {
  for (let level = 0; level < 6; level += 1) {
    const difference = (a[level] ?? 0) - (b[level] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Nothing on each level, to add to: cheaper to make than the arrays of schedules. */
export const noCost = (): number[] => [0, 0, 0, 0, 0, 0];

/** A score as plain data. */
export function scoreOf(levels: ArrayLike<number>): Score {
  return [levels[0] ?? 0, levels[1] ?? 0, levels[2] ?? 0, levels[3] ?? 0, levels[4] ?? 0, levels[5] ?? 0];
}

/** The running sums of a schedule by rule, in the order of the rules; they add up to its score. Rules that cost nothing are left out. */
export function costsOf({ score, costs, rules }: ScheduleState): readonly RuleCost[] {
  const all: RuleCost[] = [
    { rule: 'unassigned', level: 0, amount: score[0] ?? 0 },
    ...rules.prices.map(({ rule, level, index }) => ({ rule, level, amount: costs[index] ?? 0 })),
  ];
  return all.filter(({ amount }) => amount !== 0);
}

/** Sets the running sums to what the finished schedule costs. O(sessions × rules). */
export function countAnew(state: ScheduleState): void {
  const { score, costs, rules } = state;
  const places = new Map(rules.prices.map(({ rule, index }) => [rule, index]));
  score.fill(0);
  costs.fill(0);
  for (const { rule, level, amount } of partsOf(state)) {
    score[level] = (score[level] ?? 0) + amount;
    const place = places.get(rule);
    if (place !== undefined) costs[place] = (costs[place] ?? 0) + amount;
  }
}

/**
 * The breakdown of the score (pinned sessions have no part in it): what each rule costs each session, in the order of sessions, then rules. Counted from the finished
 * schedule and not from the changes that led to it, so that it also proves the running sums. O(sessions × rules).
 */
export function partsOf(state: ScheduleState): readonly ScorePart[] {
  const parts: ScorePart[] = [];
  for (const session of state.clinic.sessions) {
    const move = state.move(session.index);
    if (session.pinned) continue;
    if (move === null) {
      parts.push({ sessionId: session.id, rule: 'unassigned', level: 0, amount: 1 + session.urgency });
      continue;
    }
    for (const price of state.rules.pricesOf(state, session).all) {
      const amount = partOf(price, state, session.index);
      if (amount !== 0) parts.push({ sessionId: session.id, rule: price.rule, level: price.level, amount });
    }
  }
  return parts;
}

function partOf(price: ActivePrice, state: ScheduleState, session: number): number {
  const move = state.move(session);
  const occurrence = state.occurrence(session);
  if (move === null || occurrence === null) return 0;
  if (price.borneBy === 'occurrence' && occurrence.carrier !== session) return 0;
  if (price.part !== undefined) return price.part(state, move);
  const { whole, start, room, person } = price;
  if (whole !== undefined) return whole(state, move);
  // The occurrence is in the calendars by now, so "joined" does not excuse its first member.
  const at = state.session(session);
  let sum = start?.(state, at, move) ?? 0;
  if (room !== undefined && move.room >= 0) sum += room(state, at, move.room, move);
  if (person !== undefined) for (const one of move.team) sum += person(state, at, one, move);
  return sum;
}

/** What a move would change, per level, if it were placed now (without level 0). */
export function priceOfMove(state: ScheduleState, move: NonNullable<ReturnType<ScheduleState['move']>>): Float64Array {
  const into = new Float64Array(6);
  state.rules.price(state, move, into);
  return into;
}
