import type { Move } from '../model/compiled';

/** One event in the house: a single session, or the members of a group that share it. Numbers are those of `Move`. */
export interface Occurrence extends Omit<Move, 'session'> {
  /** Sessions, ascending; never empty while it is in the calendars. */
  readonly members: number[];
  /** Who carries what it costs once: the smallest member that is not pinned; −1 when all are. */
  carrier: number;
  /** −1: no group. */
  readonly group: number;
}

/** Whether a move is exactly this occurrence, so that its session would join it. */
export function sameOccurrence(occurrence: Occurrence, move: Move): boolean {
  return (
    occurrence.start === move.start &&
    occurrence.end === move.end &&
    occurrence.room === move.room &&
    occurrence.clean === move.clean &&
    occurrence.turn === move.turn &&
    occurrence.rest === move.rest &&
    sameList(occurrence.team, move.team) &&
    sameList(occurrence.pools, move.pools)
  );
}

const sameList = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((v, i) => v === b[i]);
