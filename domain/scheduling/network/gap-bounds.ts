import { dayOf, dayStart } from '../model/local-days';
import type { Minute, Span } from '../model/clinic-problem';
import type { CompiledGap } from '../model/compiled';

/**
 * The earliest minute the far anchor of a gap may have when the near one lies at `minute` or later and `lag` (in its unit, negative
 * backward) must pass. Forward: from the earlier session of the link to the later one. An end belongs to the day of the minute before it.
 */
export function earliestAfter(gap: CompiledGap, forward: boolean, minute: Minute, lag: number): Minute {
  if (!gap.inDays) return minute + lag;
  return dayStart(gap.centre, nearDay(gap, forward, minute) + lag) + (farEnd(gap, forward) ? 1 : 0);
}

/** The latest minute the far anchor may have when the near one lies at `minute` or earlier and at most `lag` may pass. */
export function latestAfter(gap: CompiledGap, forward: boolean, minute: Minute, lag: number): Minute {
  if (!gap.inDays) return minute + lag;
  return dayStart(gap.centre, nearDay(gap, forward, minute) + lag + 1) - (farEnd(gap, forward) ? 0 : 1);
}

/** Whether the near anchor is the end of its session. */
export const nearEnd = (gap: CompiledGap, forward: boolean): boolean => (forward ? gap.fromEnd : gap.toEnd);

/** Whether the far anchor is the end of its session. */
export const farEnd = (gap: CompiledGap, forward: boolean): boolean => (forward ? gap.toEnd : gap.fromEnd);

const nearDay = (gap: CompiledGap, forward: boolean, minute: Minute): number =>
  dayOf(gap.centre, nearEnd(gap, forward) ? minute - 1 : minute);

/** Anchor difference in the unit of the gap, as the contract defines it. */
export function gapBetween({ centre, inDays, fromEnd, toEnd }: CompiledGap, from: Span, to: Span): number {
  if (!inDays) return (toEnd ? to.end : to.start) - (fromEnd ? from.end : from.start);
  return dayOf(centre, toEnd ? to.end - 1 : to.start) - dayOf(centre, fromEnd ? from.end - 1 : from.start);
}
