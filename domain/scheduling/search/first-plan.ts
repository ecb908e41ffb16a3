import type { ScheduleState } from '../state/schedule-state';
import { completeSmall, LOOKS } from './complete-search';
import { construct } from './constructor';
import { patientsInOrder } from './session-order';
import { sweep } from './sweep';

/** Placements tried for a patient: enough to turn a week around, too few to sink a run. */
const nodesFor = (sessions: number): number => sessions * 4 + 20;
/** Of these in an attempt whose end cannot be seen: what it does not give soon a search gives cheaper. */
const blindNodesFor = (sessions: number): number => sessions * 2;

/**
 * Fills a schedule patient by patient (greedy with backjumping), then with what still fits; a small problem is searched completely
 * within a budget. O(sessions × candidates).
 */
export function makeFirstPlan(state: ScheduleState, movable: readonly number[]): void {
  const open = movable.filter((session) => state.move(session) === null);
  for (const group of patientsInOrder(state, open)) {
    construct(state, group, { nodes: nodesFor(group.length), blindNodes: blindNodesFor(group.length), days: 1 });
  }
  sweep(state);
  completeSmall(state, movable, LOOKS.first);
  state.settle();
}

/** Sessions that a plan may move, in order. */
export const movableSessions = ({ clinic }: ScheduleState): readonly number[] =>
  clinic.sessions.filter(({ pinned }) => !pinned).map(({ index }) => index);
