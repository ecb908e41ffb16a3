import type { CompiledSession, Lengths, Move } from '../model/compiled';
import type { Stretch } from '../rules/rule';
import type { ScheduleState } from '../state/schedule-state';
import { choicesIn, daysOf, type Choices } from './candidates';
import type { Chair } from './choose-team';
import type { Outlook } from './outlook';

/**
 * Every place that breaks no rule as things stand, as they are asked for: all days, starts, people, rooms and pools, with the usual
 * lengths before the shorter ones, and one of each day in turn: where a day is the wrong one, none of its other places helps. `look` is
 * told what is read next (the calendars of a day, then each combination) and ends it with false. Between two answers the caller may
 * place and remove others, but must put everything back.
 * O(days × (people + rooms) × words) and what is combined.
 */
export function* everyCandidate(
  state: ScheduleState,
  session: CompiledSession,
  outlook: Outlook,
  look: (reads: 'day' | 'combination') => boolean,
): Generator<Move, void> {
  for (const lengths of session.lengths) {
    let days = daysOf(state, session).map((day) => placesOf(state, session, day, lengths, outlook, look));
    while (days.length > 0) {
      const left: typeof days = [];
      for (const places of days) {
        const next = places.next();
        if (next.done === true) continue;
        yield next.value;
        left.push(places);
      }
      days = left;
    }
  }
}

/** How many such places there are, counted day by day up to `enough`. */
export function countCandidates(
  state: ScheduleState,
  session: CompiledSession,
  enough: number,
  outlook: Outlook,
  look: (reads: 'day' | 'combination') => boolean,
): number {
  let count = 0;
  for (const lengths of session.lengths) {
    for (const day of daysOf(state, session)) {
      const places = placesOf(state, session, day, lengths, outlook, look);
      while (places.next().done !== true) {
        count += 1;
        if (count >= enough) return count;
      }
    }
  }
  return count;
}

function* placesOf(
  state: ScheduleState,
  session: CompiledSession,
  day: Stretch,
  { rest, clean, turn, minutes }: Lengths,
  outlook: Outlook,
  look: (reads: 'day' | 'combination') => boolean,
): Generator<Move, void> {
  if (!look('day')) return;
  const choices = choicesIn(state, session, day, { rest, clean, turn, minutes }, outlook);
  for (const { move } of choices.joins) yield move;
  for (const start of choices.starts) {
    for (const { team, room, pools } of combinationsAt(state, session, choices, start)) {
      if (!look('combination')) return;
      const move: Move = { session: session.index, start, end: start + minutes, room, team, pools, rest, clean, turn };
      if (state.rules.allows(state, move)) yield move;
    }
  }
}

function* combinationsAt(
  state: ScheduleState,
  session: CompiledSession,
  { seats, rooms }: Choices,
  start: number,
): Generator<Pick<Move, 'team' | 'room' | 'pools'>, void> {
  const free = (chairs: readonly Chair[]): readonly number[] =>
    chairs.filter(({ starts }) => starts.has(start)).map(({ who }) => who);
  const able = seats.map(free);
  const places = session.therapy.roomTypes.length === 0 ? [-1] : free(rooms);
  for (const room of places) {
    const standing = session.pools.map((row) =>
      row.filter((pool) => {
        const fixedIn = state.clinic.pools[pool]?.room ?? -1;
        return fixedIn < 0 || fixedIn === room;
      }),
    );
    for (const team of choices(able)) {
      if (new Set(team).size < team.length) continue;
      for (const pools of choices(standing)) yield { team, room, pools };
    }
  }
}

/** One of each list, in every way. */
function* choices(lists: readonly (readonly number[])[]): Generator<readonly number[], void> {
  const [first, ...rest] = lists;
  if (first === undefined) yield [];
  else for (const one of first) for (const others of choices(rest)) yield [one, ...others];
}
