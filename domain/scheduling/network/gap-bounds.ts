import { dayOf, dayStart } from '../model/local-days';
import type { Centre, Link, Minute } from '../model/clinic-problem';
import type { Clinic } from '../model/compiled';

type Gap = Extract<Link, { kind: 'gap' }>;

/** The bounds of a link between starts or ends, whichever kind it has; null: it binds no order (same practitioner, not same day). */
export function asGap(link: Link): Gap | null {
  if (link.kind === 'gap') return link;
  if (link.kind !== 'same_day') return null;
  return { ...link, kind: 'gap', fromAnchor: 'start', toAnchor: 'start', unit: 'days', min: 0, max: 0, requires: false };
}

/** The least and the most that may lie between the anchors of a link, in its unit, by the rules that are on; null: no bound. */
export function lagsOf(
  { rules }: Pick<Clinic, 'rules'>,
  link: Link,
): { readonly min: number | null; readonly max: number | null } {
  const gap = asGap(link);
  const isOff = (rule: 'min_gap' | 'max_gap'): boolean => rules[link.kind === 'same_day' ? 'same_day' : rule].level === 'off';
  return {
    min: gap === null || isOff('min_gap') ? null : gap.min,
    max: gap === null || isOff('max_gap') ? null : gap.max,
  };
}

/**
 * The earliest minute an anchor may have when another lies at `minute` or later and `lag` must pass. `centre` gives the local days;
 * an end belongs to the day of the minute before it.
 */
export function earliestAfter(gap: Gap, centre: Centre, minute: Minute, isEnd: boolean, lag: number, wantsEnd: boolean): Minute {
  if (gap.unit === 'minutes') return minute + lag;
  return dayStart(centre, dayOf(centre, isEnd ? minute - 1 : minute) + lag) + (wantsEnd ? 1 : 0);
}

/** The latest minute an anchor may have when another lies at `minute` or earlier and at most `lag` may pass. */
export function latestAfter(gap: Gap, centre: Centre, minute: Minute, isEnd: boolean, lag: number, wantsEnd: boolean): Minute {
  if (gap.unit === 'minutes') return minute + lag;
  return dayStart(centre, dayOf(centre, isEnd ? minute - 1 : minute) + lag + 1) - (wantsEnd ? 0 : 1);
}

/** Anchor difference in the unit of the gap, as the contract defines it. */
export function gapBetween(
  gap: Gap,
  centre: Centre,
  from: { start: Minute; end: Minute },
  to: { start: Minute; end: Minute },
): number {
  if (gap.unit === 'minutes') return to[gap.toAnchor] - from[gap.fromAnchor];
  return (
    dayOf(centre, gap.toAnchor === 'end' ? to.end - 1 : to.start) -
    dayOf(centre, gap.fromAnchor === 'end' ? from.end - 1 : from.start)
  );
}
