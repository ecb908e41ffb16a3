import type { ClinicPlan, Placement, UnplacedSession } from '../model/clinic-plan';
import type { Assignment } from '../model/clinic-problem';
import type { Clinic, Move } from '../model/compiled';
import { partsOf, scoreOf } from '../score/score';
import type { ScheduleState } from '../state/schedule-state';

/** A move with ids, as it is told to others. */
export function assignmentOf(clinic: Clinic, move: Move): Assignment {
  const needs = clinic.sessions[move.session]?.therapy.equipment ?? [];
  return {
    start: move.start,
    end: move.end,
    roomId: clinic.rooms[move.room]?.row.id ?? null,
    practitionerIds: move.team.flatMap((person) => clinic.people[person]?.row.id ?? []),
    equipment: move.pools.flatMap((pool, row) => {
      const equipmentId = clinic.pools[pool]?.row.id;
      return equipmentId === undefined ? [] : [{ equipmentId, units: needs[row]?.units ?? 1 }];
    }),
    buffers: { patientRest: move.rest, roomClean: move.clean, practitionerTurn: move.turn },
  };
}

/** The schedule as a plan. */
export function buildPlan(
  state: ScheduleState,
  unplaced: readonly UnplacedSession[],
  run: { readonly seed: number; readonly epochs: number },
): ClinicPlan {
  const lots = state.stock.allocation();
  const placements = state.clinic.sessions.flatMap(({ index, id }): Placement[] => {
    const move = state.move(index);
    return move === null ? [] : [{ sessionId: id, ...assignmentOf(state.clinic, move), lots: lots.get(index) ?? [] }];
  });
  return { placements, unplaced, score: scoreOf(state.score), parts: partsOf(state), ...run };
}
