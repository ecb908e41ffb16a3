import { dayOf, dayStart } from '../model/local-days';
import { cellFrom, cellOf, minuteOf } from '../model/compile-calendars';
import type { CompiledLink, CompiledSession, Move } from '../model/compiled';
import { otherEnd } from '../rules/links';
import type { ScheduleState } from '../state/schedule-state';

/** What the sessions without a place can see of those with one. */
export interface Remains {
  /** Two schedules with the same key leave them exactly the same choices. */
  readonly key: string;
  /** Sessions of which they see the day alone: elsewhere on that day they would make no difference. */
  readonly byDay: ReadonlySet<number>;
}

/**
 * Of a session whose day is over for all that wait only remains what its links and shared materials say (of a gap in days: the day), so
 * whole days of starts, teams and rooms are alike. O(placed × open + links).
 */
export function whatRemains(state: ScheduleState, placed: readonly number[], open: readonly number[]): Remains {
  const waiting = open.map((index) => state.session(index));
  const seen = waiting.map(({ index }) => {
    const { from, to } = state.network.window(index);
    return `${index}@${from}-${to}`;
  });
  const byDay = new Set<number>();
  for (const index of placed) {
    const move = state.move(index);
    const session = state.session(index);
    if (move === null) continue;
    const isOver = !mustBeWhole(session, state) && waiting.every((one) => isBefore(state, move, endOf(move), one));
    if (!isOver) {
      seen.push(`${index}:${mustBeWhole(session, state) ? wholeOf(move) : whatMatters(state, session, move, waiting)}`);
      continue;
    }
    const links = session.links.filter(({ hard, ...link }) => hard && open.includes(otherEnd({ hard, ...link }, index)));
    const shares = waiting.some((one) => sharesMaterials(session, one));
    seen.push(...links.map((link) => traceOf(state, link, move)), ...(shares ? [`${index}:${move.start}`] : []));
    if (shares || !links.every(seesDayAlone)) continue;
    const closing = closingTime(state, session, move.start);
    if (waiting.every((one) => isBefore(state, move, closing, one))) byDay.add(index);
  }
  return { key: seen.join(';'), byDay };
}

const wholeOf = ({ start, end, room, team, pools, rest, clean, turn }: Move): string =>
  [start, end, room, team.join('+'), pools.join('+'), rest, clean, turn].join(',');

/** Of a move whose day is not over: its time, and who and what it holds as far as somebody who waits could want the same. */
function whatMatters(state: ScheduleState, session: CompiledSession, move: Move, waiting: readonly CompiledSession[]): string {
  const parts = [move.start, move.end, move.rest];
  const wants = (release: number, isWanted: (other: CompiledSession) => boolean): boolean =>
    waiting.some((other) => isWanted(other) && state.network.window(other.index).from - setupOf(other) < release);
  if (wants(move.end + move.clean, ({ rooms }) => rooms.includes(move.room))) parts.push(move.room, move.clean);
  // People also have limits per day.
  const treats = ({ seats }: CompiledSession): boolean => seats.some((seat) => seat.some((one) => move.team.includes(one)));
  if (waiting.some(treats)) parts.push(move.turn, ...move.team);
  const standsIn = ({ pools }: CompiledSession): boolean => pools.some((row) => row.some((one) => move.pools.includes(one)));
  if (wants(move.end, standsIn)) parts.push(-1, ...move.pools);
  return session.group < 0 ? parts.join(',') : wholeOf(move);
}

const setupOf = ({ therapy }: CompiledSession): number => Math.max(therapy.buffers.roomSetup, therapy.buffers.practitionerSetup);

/** A group that may still need members. */
const mustBeWhole = ({ therapy }: CompiledSession, { clinic }: ScheduleState): boolean =>
  clinic.rules.group_minimum.level === 'hard' && (therapy.group?.min ?? 1) > 1;

/** When the last resource of a move is free again. */
const endOf = ({ end, rest, clean, turn }: Move): number => end + Math.max(rest, clean, turn);

/** Whether what ends at `end` is over, with its whole day, before another session can need anything. */
function isBefore(state: ScheduleState, { start }: Move, end: number, other: CompiledSession): boolean {
  const centre = state.clinic.centres[other.centre]?.row;
  const { from } = state.network.window(other.index);
  return centre !== undefined && dayOf(centre, start) < dayOf(centre, from) && end <= from - setupOf(other);
}

/** The latest `endOf` that any place of the session on that local day could have; infinite where nothing closes before midnight. */
function closingTime(state: ScheduleState, { centre, therapy }: CompiledSession, minute: number): number {
  const { clinic } = state;
  const house = clinic.centres[centre];
  if (house === undefined || clinic.rules.centre_hours.level !== 'hard') return Infinity;
  const day = dayOf(house.row, minute);
  const first = cellFrom(clinic.grid, dayStart(house.row, day));
  const midnight = cellOf(clinic.grid, dayStart(house.row, day + 1));
  let cell = midnight;
  while (cell > first && ((house.open[(cell - 1) >>> 5] ?? 0) & (1 << ((cell - 1) & 31))) === 0) cell -= 1;
  if (cell === midnight) return Infinity;
  const { patientRest, roomClean, practitionerTurn } = therapy.buffers;
  return minuteOf(clinic.grid, cell) + Math.max(patientRest.minutes, roomClean.minutes, practitionerTurn.minutes);
}

const sharesMaterials = (a: CompiledSession, b: CompiledSession): boolean =>
  a.therapy.materials.some(({ itemId }) => b.therapy.materials.some((other) => other.itemId === itemId));

const seesDayAlone = ({ row }: CompiledLink): boolean =>
  row.kind === 'same_day' || row.kind === 'not_same_day' || (row.kind === 'gap' && row.unit === 'days');

/** What a link carries from a placed session to one that waits. */
function traceOf(state: ScheduleState, link: CompiledLink, move: Move): string {
  const { row } = link;
  const centre = state.clinic.centres[state.session(link.to).centre]?.row;
  if (row.kind === 'same_practitioner') return `${row.id}:${move.team.join('+')}`;
  if (centre === undefined || !seesDayAlone(link)) return `${row.id}:${move.start},${move.end}`;
  return `${row.id}:${dayOf(centre, move.start)},${dayOf(centre, move.end - 1)}`;
}
