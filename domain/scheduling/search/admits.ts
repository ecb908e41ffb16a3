import type { CompiledSession, Move } from '../model/compiled';
import { hasUsualTimes } from '../rules/wishes';
import type { ScheduleState } from '../state/schedule-state';
import { timeWindow } from './resource-windows';

/**
 * Whether no rule is against a move of a session that has no place and its linked sessions keep their windows. Says the same as an
 * empty `blame`, for a fraction of its price: bitsets of one start, and no reasons. O(people + rooms) words and the checks.
 */
export function admits(state: ScheduleState, move: Move): boolean {
  const session = state.session(move.session);
  if (!mayServe(session, move)) return false;
  const { start, end, rest, clean, turn } = move;
  const lengths = { minutes: end - start, rest, clean, turn };
  const window = timeWindow(state, session, lengths, start, start);
  if (!window.has(start) || !state.rules.allows(state, move)) return false;
  // What was pinned may break rules that nobody else may break by joining it.
  if (state.joined(move) !== null) return state.rules.blame(state, move).length === 0;
  for (const [seat, person] of move.team.entries()) {
    const starts = window.whole();
    for (const prune of state.rules.person) prune(state, session, person, starts);
    if (!starts.has(start)) return false;
    for (const last of state.rules.lastStarts) if (last(state, session, seat, person, end - start) < start) return false;
  }
  if (move.room < 0) return true;
  const starts = window.whole();
  for (const prune of state.rules.room) prune(state, session, move.room, starts);
  return starts.has(start);
}

/** Whether the times, the room, the people in their seats and the equipment are such as the therapy asks for. */
function mayServe(session: CompiledSession, move: Move): boolean {
  const { rooms, seats, therapy } = session;
  const { room, team, pools } = move;
  return (
    hasUsualTimes(therapy, move) &&
    (room < 0 ? therapy.roomTypes.length === 0 : rooms.includes(room)) &&
    team.length === seats.length &&
    team.every((person, seat) => seats[seat]?.includes(person) === true && team.indexOf(person) === seat) &&
    pools.length === session.pools.length &&
    pools.every((pool, row) => session.pools[row]?.includes(pool) === true)
  );
}
