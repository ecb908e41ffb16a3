import type { EntityRef, Reason } from '../model/clinic-plan';
import type { Minute } from '../model/clinic-problem';
import type { CompiledSession, Move } from '../model/compiled';
import type { RuleId } from '../model/rule-settings';
import type { ScheduleState } from '../state/schedule-state';
import type { StartWindow } from '../state/start-window';

/** A stretch without buffers. */
export interface Stretch {
  readonly start: Minute;
  readonly end: Minute;
}

/**
 * What a move costs by one rule: the change of the score when it is placed in `state`, which does not hold it yet. Prices that look at
 * the time, one person or the room alone are added up, and let the search choose each by itself. Where `whole` is given it is the price,
 * and the others are its estimates.
 */
export interface Price {
  /** Index into the score, 1 to 5. */
  readonly level: 1 | 2 | 3 | 4 | 5;
  /** Also asked where the rule is hard: the hard part forbids, the rest costs. */
  readonly evenIfHard?: true;
  /** `occurrence`: the members of a group carry it once. */
  readonly borneBy: 'session' | 'occurrence';
  /** Whether it can cost this session anything, whatever its place; left out: yes. Asked once per session. */
  readonly concerns?: (state: ScheduleState, session: CompiledSession) => boolean;
  readonly start?: (state: ScheduleState, session: CompiledSession, at: Stretch) => number;
  readonly person?: (state: ScheduleState, session: CompiledSession, person: number, at: Stretch) => number;
  readonly room?: (
    state: ScheduleState,
    session: CompiledSession,
    room: number,
    at: Stretch & { readonly clean: number },
  ) => number;
  readonly whole?: (state: ScheduleState, move: Move) => number;
  /** The part of a placed session in the breakdown, where it is not simply the price of its move: the sum over all is the score. */
  readonly part?: (state: ScheduleState, move: Move) => number;
}

/**
 * One rule of the clinic. `prune*` take starts away while candidates are looked for, `check` tells what bitsets cannot say of one
 * finished candidate, `blame` names everything that stands against a move (empty exactly when the rule allows it), `price` is what a
 * soft rule adds to the score. A rule that is off is not called.
 */
export interface Rule {
  readonly id: RuleId;
  /** Speaks of links, each of which has its own level. */
  readonly ofLinks?: true;
  readonly prune?: (state: ScheduleState, session: CompiledSession, starts: StartWindow) => void;
  /** Depends on the calendar of the person, the lengths and the therapy's set-up alone: answers are kept and shared by sessions. */
  readonly prunePerson?: (state: ScheduleState, session: CompiledSession, person: number, starts: StartWindow) => void;
  /**
   * The last minute at which this person may begin this session in this seat: −∞ never, ∞ no objection. What `prunePerson` cannot know;
   * asked where `CompiledSession.picky`.
   */
  readonly lastStart?: (state: ScheduleState, session: CompiledSession, seat: number, person: number, minutes: number) => Minute;
  /** As `prunePerson`, and on the gender of the patient. */
  readonly pruneRoom?: (state: ScheduleState, session: CompiledSession, room: number, starts: StartWindow) => void;
  readonly check?: (state: ScheduleState, move: Move) => boolean;
  readonly blame?: (state: ScheduleState, move: Move) => readonly Reason[];
  readonly price?: Price;
}

/** Makes a reason; the instance is the rule with the id of what makes it this one. */
export function reason(
  rule: RuleId,
  of: string,
  about: {
    readonly subject?: EntityRef | null;
    readonly blocker?: EntityRef | null;
    readonly span?: Stretch | null;
    readonly numbers?: Readonly<Record<string, number>>;
  },
): Reason {
  const { subject = null, blocker = null, span = null, numbers = {} } = about;
  return {
    rule,
    instance: of === '' ? rule : `${rule}:${of}`,
    subject,
    blocker,
    span: span === null ? null : { start: span.start, end: span.end },
    numbers,
  };
}

/** Whether the move would join an occurrence that somebody pays for already. */
export function isPaid(state: ScheduleState, move: Move): boolean {
  const joined = state.joined(move);
  return joined !== null && joined.carrier >= 0;
}
