import { at, clinic, only, patient, place, session } from '#tests/support/scheduling/tiny-clinic';
import { compileMove } from '../model/compile-sessions';
import type { Minute } from '../model/clinic-problem';
import type { Placement } from '../model/clinic-plan';
import type { ScheduleState } from '../state/schedule-state';
import { openSchedule } from './open-schedule';
import { adopt, relocate, type Relocation } from './relocate';

/** Anna and Bela with a session each, none of them placed. */
function opened(): ScheduleState {
  const likesMornings = { times: [{ from: 8 * 60, to: 12 * 60 }], practitionerIds: [], compactDays: false, avoidEarly: false };
  const state = openSchedule(
    clinic({
      patients: [patient({ preferences: likesMornings }), patient({ id: 'bela' })],
      sessions: [session(), session({ id: 's2', patientId: 'bela' })],
      rules: only('practitioner_hours', 'practitioner_busy', 'room_busy', 'preferred_time'),
    }),
  );
  if (!state.ok) throw new Error(JSON.stringify(state.error));
  return state.value;
}

const found = (state: ScheduleState, placement: Placement): Relocation => {
  const index = state.clinic.sessionIndex.get(placement.sessionId) ?? -1;
  return { session: index, move: compileMove(index, placement, state.clinic.index) };
};

const startsOf = (state: ScheduleState): (Minute | undefined)[] =>
  state.clinic.sessions.map(({ index }) => state.move(index)?.start);

describe('what was found on another schedule', () => {
  it('is taken over patient by patient', () => {
    const state = opened();
    adopt(state, [
      found(state, place('s1', at(0, 9))),
      found(state, place('s2', at(0, 14), { roomId: 'r2', practitionerIds: ['p2'] })),
    ]);
    expect(startsOf(state)).toEqual([at(0, 9), at(0, 14)]);
  });

  it('gets another place where its own is taken meanwhile', () => {
    const state = opened();
    relocate(state, [found(state, place('s2', at(0, 9)))]);
    adopt(state, [found(state, place('s1', at(0, 9)))]);
    const [first, second] = startsOf(state);
    expect(second).toBe(at(0, 9));
    expect(first).toBeDefined();
    expect([state.move(0)?.room, first]).not.toEqual([state.move(1)?.room, second]);
  });

  it('is left where the schedule would not become better by it', () => {
    const state = opened();
    relocate(state, [found(state, place('s1', at(0, 9)))]);
    const before = [...state.score];
    adopt(state, [found(state, place('s1', at(0, 16)))]);
    expect(startsOf(state)).toEqual([at(0, 9), undefined]);
    expect([...state.score]).toEqual(before);
  });
});
