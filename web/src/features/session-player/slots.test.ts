import { playerPlanOf } from '#domain/session-player/player-plan';
import { resumePlayer } from '#domain/session-player/player-machine';
import type { ExerciseParams } from '#domain/treatment-plans/prescription';
import { standing } from './standing';
import { clock, minutesLeft, repMs, savedSlots, segments, skippedExercises, wireSide } from './slots';

const common = {
  sets: 2,
  rest_between_sets_seconds: 30,
  side: null,
  load: null,
  tempo: null,
  target_rpe: null,
  assistance: null,
  note_to_patient: null,
} as const;
const reps: ExerciseParams = { ...common, mode: 'reps', reps: 10 };
const sided: ExerciseParams = { ...common, mode: 'reps', reps: 8, side: 'both' };
const turns: ExerciseParams = { ...common, mode: 'reps', reps: 8, side: 'alternating' };
const log = (exercise_position: number, set_number: number, side: 'both' | 'left' | 'right' = 'both', skipped = false) => ({
  exercise_position,
  set_number,
  side,
  skipped,
});

describe('going on where one was', () => {
  const plan = playerPlanOf([{ params: reps }, { params: sided }, { params: turns }]);

  it('is exact to the set and the side', () => {
    const done = [log(0, 1), log(0, 2), log(1, 1, 'left')];
    const state = resumePlayer(plan, savedSlots(plan, done), skippedExercises(done));
    expect(plan.slots[state.slot]).toMatchObject({ exercise: 1, set: 1, side: 'right' });
    expect(state.paused).toBe(true);
  });

  it('recognises sets whose sides take turns, which the server knows as both', () => {
    expect(savedSlots(plan, [log(2, 1)])).toMatchObject([{ exercise: 2, set: 1, side: 'alternating' }]);
    expect(wireSide('alternating')).toBe('both');
    expect(wireSide(null)).toBe('both');
  });

  it('does not come back to an exercise that was skipped', () => {
    const done = [log(0, 1, 'both', true)];
    const state = resumePlayer(plan, savedSlots(plan, done), skippedExercises(done));
    expect(plan.slots[state.slot]?.exercise).toBe(1);
    expect(segments(plan, state).map((part) => part.done)).toEqual([1, 0, 0]);
  });

  it('counts at the pace the duration was estimated with', () => {
    expect(repMs(reps)).toBe(4_000);
    expect(repMs({ ...reps, tempo: '3-1-2-0' })).toBe(6_000);
    expect(minutesLeft(plan, resumePlayer(plan, [], []), [reps, sided, turns])).toBeGreaterThan(3);
    expect(clock(20_100)).toBe('0:21');
    expect(clock(75_000)).toBe('1:15');
  });
});

describe('where this device stands', () => {
  const open = { client_id: 'a', device_id: 'this' };

  it('goes on with its own session and asks before taking one over', () => {
    expect(standing({ client_id: 'a', completion_id: 8 }, open, 'this')).toBe('same_session');
    expect(standing({ client_id: 'a', completion_id: 8 }, { ...open, device_id: 'that' }, 'this')).toBe('other_device');
    expect(standing(undefined, open, 'that')).toBe('other_device');
  });

  it('keeps a session the server has not heard of, and forgets one that was closed elsewhere', () => {
    expect(standing({ client_id: 'a', completion_id: null }, null, 'this')).toBe('only_here');
    expect(standing({ client_id: 'a', completion_id: 8 }, null, 'this')).toBe('fresh');
  });
});
