import type { Reason } from '../model/clinic-plan';
import type { CompiledSession } from '../model/compiled';
import { missingSteps, stepReason } from '../rules/links';
import { reason } from '../rules/rule';
import type { ScheduleState } from '../state/schedule-state';
import { chainReasons } from './explain-chain';
import { gatherObstacles } from './gather-obstacles';
import type { Obstacle, ObstacleList } from './obstacles';
import { PossibleStarts } from './possible-starts';
import { findMinimalConflict } from './quickxplain';

/** Checks of one question: a hundred obstacles that all take part would need about this many. */
const MOST_CHECKS = 600;

/** Why a session has no place: obstacles that leave it none together, and would if any of them fell. */
export interface Conflict {
  readonly reasons: readonly Reason[];
  /** Each was shown to be needed. */
  readonly minimal: boolean;
  readonly members: readonly Obstacle[];
  readonly list: ObstacleList;
  readonly possible: PossibleStarts;
}

/**
 * The minimal conflict of a session without a place, by QuickXplain over rule instances, calendar entries and blocking sessions. What
 * stands there whatever else moves is asked first: where that alone leaves no start, no other session is named. Null when the obstacles
 * leave it a start after all: then it fits, or only a choice of the search is in its way.
 * O(c log(n / c)) checks for n obstacles and a conflict of c.
 */
export function findConflict(state: ScheduleState, session: CompiledSession): Conflict | null {
  const list = gatherObstacles(state, session);
  const possible = new PossibleStarts(list);
  const all = [...list.all.values()];
  const facts = all.filter(({ isFact }) => isFact);
  const obstacles = possible.fits(new Set(facts)) ? all : facts;
  const found = findMinimalConflict(obstacles, (some) => possible.fits(new Set(some)), { maxChecks: MOST_CHECKS });
  if (found.kind !== 'conflict') return null;
  return { reasons: found.members.map((one) => one.reason), minimal: found.isMinimal, members: found.members, list, possible };
}

/** Reasons for a session without a place. */
export interface Explanation {
  /** Never none. */
  readonly reasons: readonly Reason[];
  /** They cannot hold together, and could without any one of them. */
  readonly minimal: boolean;
  /** Where the reasons are those of a minimal conflict. */
  readonly conflict: Conflict | null;
}

/**
 * Why a session has no place: a step that it waits for, a chain that is too long for its time, or its minimal conflict. With `first` it is
 * asked what would be in its way if its steps were there: nobody should wait for a step to learn that the next one is impossible.
 */
export function explainSession(state: ScheduleState, session: CompiledSession, thorough: boolean, first = false): Explanation {
  const missing = missingSteps(state, session);
  if (missing.length > 0) {
    const own = first ? findConflict(state, session) : null;
    if (own?.members.every(({ isFact }) => isFact) === true) return { reasons: own.reasons, minimal: own.minimal, conflict: own };
    // One step that is missing is enough to forbid it; the others are told as well, because all must be placed first.
    return { reasons: missing.map(stepReason(state)), minimal: missing.length === 1, conflict: null };
  }
  const chain = chainReasons(state, session);
  if (chain.length > 0) return { reasons: chain, minimal: true, conflict: null };
  const conflict = thorough ? findConflict(state, session) : null;
  if (conflict !== null && conflict.reasons.length > 0) {
    return { reasons: conflict.reasons, minimal: conflict.minimal, conflict };
  }
  const reasons = [
    ...lonely(state, session),
    ...blameFirst(state, session),
    reason('unassigned', session.id, { subject: { kind: 'session', id: session.id } }),
  ];
  return { reasons: reasons.slice(0, 3), minimal: false, conflict: null };
}

/** A group that would be too small, where that is forbidden. */
function lonely(state: ScheduleState, session: CompiledSession): readonly Reason[] {
  const { group } = session.therapy;
  if (group === null || group.min < 2 || state.clinic.rules.group_minimum.level !== 'hard') return [];
  const subject = { kind: 'therapy', id: session.therapy.id } as const;
  return [reason('group_minimum', session.therapy.id, { subject, numbers: { needed: group.min } })];
}

/** What stands against the first place one would think of. */
function blameFirst(state: ScheduleState, session: CompiledSession): readonly Reason[] {
  const lengths = session.lengths[0];
  const start = Math.max(session.notBefore, session.row.target ?? session.notBefore);
  if (lengths === undefined) return [];
  const team = session.seats.flatMap((seat) => seat[0] ?? []);
  const pools = session.pools.flatMap((row) => row[0] ?? []);
  const { rest, clean, turn, minutes } = lengths;
  return state.rules.blame(state, {
    session: session.index,
    start,
    end: start + minutes,
    room: session.rooms[0] ?? -1,
    team,
    pools,
    rest,
    clean,
    turn,
  });
}
