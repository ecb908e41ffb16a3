import { dayOf, dayStart } from '../model/local-days';
import type { Minute } from '../model/clinic-problem';
import type { CompiledLink, CompiledSession, Move } from '../model/compiled';
import type { ScheduleState } from '../state/schedule-state';
import { choicesIn, type Choices } from './candidates';

/** Somebody who must start within so many minutes after another session, on its day, perhaps with the same hands. */
interface Follower {
  readonly session: CompiledSession;
  readonly fromAnchor: 'start' | 'end';
  readonly min: number;
  readonly max: number;
  readonly sameHands: boolean;
}

/**
 * The sessions that must follow one on the same day within minutes. Asked where a day went wrong once: whether a place leaves each of
 * them a start at all, as the calendars stand without it. So starts without a follower are passed over unplaced (arc consistency,
 * Mackworth 1977). O(people + rooms) × words for each day once, then O(starts of the day).
 */
export class Followers {
  private readonly followers: readonly Follower[];
  private readonly days = new Map<Minute, readonly Choices[]>();

  constructor(
    private readonly state: ScheduleState,
    private readonly session: CompiledSession,
    open: readonly number[],
  ) {
    const { same_day, max_gap, same_practitioner } = state.clinic.rules;
    const isOn = same_day.level !== 'off' && max_gap.level !== 'off';
    this.followers = !isOn ? [] : open.flatMap((index) => followerOf(state, session, index, same_practitioner.level !== 'off'));
  }

  /** False when some follower has no start left for this place. */
  canFollow(move: Move): boolean {
    const choices = this.followers.length === 0 ? [] : this.choicesOn(move.start);
    return this.followers.every((follower, i) => {
      const there = choices[i];
      return there === undefined || there.joins.length > 0 || there.starts.some((start) => fits(follower, there, move, start));
    });
  }

  private choicesOn(minute: Minute): readonly Choices[] {
    const centre = this.state.clinic.centres[this.session.centre]?.row;
    if (centre === undefined) return [];
    const number = dayOf(centre, minute);
    const day = { start: dayStart(centre, number), end: dayStart(centre, number + 1) };
    const known = this.days.get(day.start);
    if (known !== undefined) return known;
    // The shortest of all lengths has every start that a longer one has.
    const made = this.followers.flatMap(({ session }) => {
      const shortest = session.lengths.at(-1);
      return shortest === undefined ? [] : [choicesIn(this.state, session, day, shortest)];
    });
    this.days.set(day.start, made);
    return made;
  }
}

function followerOf(
  state: ScheduleState,
  { index, links }: CompiledSession,
  other: number,
  keepsHands: boolean,
): readonly Follower[] {
  const between = links.filter(({ hard, from, to }) => hard && from === index && to === other);
  const has = (kind: CompiledLink['row']['kind']): boolean => between.some(({ row }) => row.kind === kind);
  const session = state.session(other);
  return between.flatMap(({ row }) =>
    row.kind === 'gap' && row.unit === 'minutes' && row.toAnchor === 'start' && row.max !== null && has('same_day')
      ? [
          {
            session,
            fromAnchor: row.fromAnchor,
            min: row.min ?? -Infinity,
            max: row.max,
            sameHands: keepsHands && has('same_practitioner') && session.seats.length === 1,
          },
        ]
      : [],
  );
}

function fits({ fromAnchor, min, max, sameHands }: Follower, { seats }: Choices, move: Move, start: Minute): boolean {
  const gap = start - move[fromAnchor];
  if (gap < min || gap > max) return false;
  const [hands] = seats;
  return !sameHands || hands === undefined || hands.some(({ who, starts }) => move.team.includes(who) && starts.has(start));
}
