import fc from 'fast-check';
import { hold, reps } from '#tests/support/plan-content';
import { GET_READY_MS, playerPlanOf, sameSlot, type PlayerPlan } from './player-plan';
import { initialPlayer, type PlayerCommand, type PlayerEvent, type PlayerState } from './player-state';
import { play, resumePlayer } from './player-machine';

const plan = playerPlanOf([{ params: hold({ sets: 2, hold_seconds: 30 }) }, { params: reps({ sets: 1, reps: 3 }) }]);

function drive(where: PlayerPlan, state: PlayerState, ...events: readonly PlayerEvent[]) {
  const commands: PlayerCommand[] = [];
  let now = state;
  for (const event of events) {
    const step = play(where, now, event);
    now = step.state;
    commands.push(...step.commands);
  }
  return { state: now, commands, kinds: commands.map((command) => command.kind) };
}

const tick = (ms: number): PlayerEvent => ({ kind: 'tick', delta_ms: ms });
const ticks = (ms: number, step = 100): PlayerEvent[] => Array.from({ length: ms / step }, () => tick(step));

describe('the plan of a session', () => {
  it('lays out sets, sides, rests and the longer rest between exercises', () => {
    const both = playerPlanOf([{ params: reps({ sets: 2, side: 'both' }) }, { params: hold({ sets: 2, side: 'alternating' }) }]);
    expect(both.slots.map(({ exercise, set, side, rest_after_ms }) => [exercise, set, side, rest_after_ms])).toEqual([
      [0, 1, 'left', 0],
      [0, 1, 'right', 30_000],
      [0, 2, 'left', 0],
      [0, 2, 'right', 20_000],
      [1, 1, 'left', 30_000],
      [1, 2, 'right', 0],
    ]);
  });
});

describe('the player', () => {
  it('walks intro → get ready → work → rest → … → summary', () => {
    const phases: string[] = [];
    let state = initialPlayer();
    const step = (event: PlayerEvent): void => {
      state = play(plan, state, event).state;
      if (phases.at(-1) !== state.phase) phases.push(state.phase);
    };
    phases.push(state.phase);
    step({ kind: 'start' });
    for (const event of ticks(5000 + 30_000 + 30_000 + 5000 + 30_000 + 20_000 + 5000)) step(event);
    expect(state).toMatchObject({ phase: 'work', slot: 2 });
    for (let rep = 0; rep < 3; rep += 1) step({ kind: 'rep' });
    expect(phases).toEqual(['intro', 'get_ready', 'work', 'rest', 'get_ready', 'work', 'rest', 'get_ready', 'work', 'summary']);
    expect(state.saved).toHaveLength(3);
  });

  it('does not drift by a millisecond in half an hour, however uneven the ticks are', () => {
    const long = playerPlanOf([{ params: hold({ sets: 20, hold_seconds: 60, rest_between_sets_seconds: 30 }) }]);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 900, noNaN: true }), { minLength: 50, maxLength: 400 }), (deltas) => {
        let state = play(long, initialPlayer(), { kind: 'start' }).state;
        let total = 0;
        for (let index = 0; total < 1_800_000 && state.phase !== 'summary'; index += 1) {
          const delta = deltas[index % deltas.length] ?? 1;
          total += delta;
          state = play(long, state, tick(delta)).state;
        }
        const cycle = 95_000;
        const inCycle = total % cycle;
        const expected = inCycle < 5000 ? 5000 - inCycle : inCycle < 65_000 ? 65_000 - inCycle : cycle - inCycle;
        if (state.phase !== 'summary') expect(Math.abs(state.remaining_ms - expected)).toBeLessThan(0.01);
      }),
      { numRuns: 60 },
    );
  });

  it('lets a sleep of the page run to the next set, but not into it', () => {
    const started = drive(plan, initialPlayer(), { kind: 'start' }, ...ticks(10_000)).state;
    const slept = play(plan, started, tick(600_000));
    expect(slept.state).toMatchObject({ phase: 'get_ready', slot: 1, paused: true, remaining_ms: GET_READY_MS });
    expect(slept.commands.filter((command) => command.kind === 'save_set')).toHaveLength(1);
  });

  it('stands still while paused, from any state', () => {
    const rest = drive(plan, initialPlayer(), { kind: 'start' }, ...ticks(36_000)).state;
    for (const state of [initialPlayer(), drive(plan, initialPlayer(), { kind: 'start' }).state, rest]) {
      const paused = play(plan, state, { kind: 'pause' }).state;
      expect(play(plan, paused, tick(4000)).state).toEqual(paused);
      expect(play(plan, paused, { kind: 'resume' }).state).toEqual(state);
    }
  });

  it('counts the last three seconds by voice, sound and vibration, once each', () => {
    const { commands } = drive(plan, initialPlayer(), { kind: 'start' }, ...ticks(5000));
    const counted = commands.flatMap((command) =>
      command.kind === 'speak' && command.code === 'count' ? [command.params['second']] : [],
    );
    expect(counted).toEqual([3, 2, 1]);
    expect(commands.filter((command) => command.kind === 'vibrate')).toHaveLength(4);
  });

  it('preloads the next exercise during rest and announces the other side', () => {
    const both = playerPlanOf([{ params: hold({ sets: 1, side: 'both' }) }, { params: reps() }]);
    const { commands } = drive(both, initialPlayer(), { kind: 'start' }, ...ticks(35_000), ...ticks(35_000));
    expect(commands).toContainEqual(
      expect.objectContaining({ kind: 'speak', code: 'other_side', params: expect.objectContaining({ side: 'right' }) }),
    );
    expect(commands).toContainEqual({ kind: 'preload', exercise: 1 });
  });

  it('adds 15 seconds to a rest, and skips it', () => {
    const rest = drive(plan, initialPlayer(), { kind: 'start' }, ...ticks(36_000)).state;
    expect(rest).toMatchObject({ phase: 'rest', slot: 1, remaining_ms: 29_000 });
    expect(play(plan, rest, { kind: 'add_rest' }).state.remaining_ms).toBe(44_000);
    expect(play(plan, rest, { kind: 'skip_rest' }).state).toMatchObject({ phase: 'get_ready', slot: 1 });
    expect(play(plan, initialPlayer(), { kind: 'add_rest' }).state).toEqual(initialPlayer());
  });

  it('saves what was done: counted repetitions, given ones, or the prescription when nothing was counted', () => {
    const one = playerPlanOf([{ params: reps({ sets: 1, reps: 8 }) }]);
    const working = drive(one, initialPlayer(), { kind: 'start' }, ...ticks(5000), ...ticks(12_000)).state;
    const saved = (state: PlayerState, event: PlayerEvent) =>
      play(one, state, event).commands.find((command) => command.kind === 'save_set');
    expect(saved(working, { kind: 'next' })).toMatchObject({ result: { reps: 8, seconds: 12 }, again: false });
    expect(saved(working, { kind: 'finish_set', reps: 5 })).toMatchObject({ result: { reps: 5 } });
    const counted = drive(one, working, { kind: 'rep' }, { kind: 'rep' }).state;
    expect(saved(counted, { kind: 'finish_set' })).toMatchObject({ result: { reps: 2 } });
  });

  it('skips an exercise with its reason and goes on with the next', () => {
    const started = drive(plan, initialPlayer(), { kind: 'start' }).state;
    const { state, commands } = play(plan, started, { kind: 'skip_exercise', reason: 'pain' });
    expect(commands[0]).toEqual({ kind: 'save_skip', exercise: 0, reason: 'pain' });
    expect(state).toMatchObject({ phase: 'get_ready', slot: 2, skipped: [0] });
    expect(play(plan, state, { kind: 'skip_exercise', reason: 'time' }).state.phase).toBe('summary');
  });

  it('goes back: to the start of this set when it has run a while, else to the one before, whose set is then an amendment', () => {
    const second = drive(plan, initialPlayer(), { kind: 'start' }, ...ticks(70_000)).state;
    expect(second).toMatchObject({ phase: 'work', slot: 1 });
    const before = play(plan, second, { kind: 'back' }).state;
    expect(before).toMatchObject({ phase: 'get_ready', slot: 0 });
    const again = drive(plan, before, ...ticks(35_000));
    expect(again.commands).toContainEqual(expect.objectContaining({ kind: 'save_set', again: true }));
    expect(again.state).toMatchObject({ phase: 'rest', slot: 1, saved: [{ exercise: 0, set: 1 }] });
    const late = drive(plan, second, ...ticks(4000)).state;
    expect(play(plan, late, { kind: 'back' }).state).toMatchObject({ phase: 'get_ready', slot: 1 });
  });

  it('continues exactly at the set where it was left, paused, on whatever device', () => {
    expect(resumePlayer(plan, [])).toEqual(initialPlayer());
    expect(resumePlayer(plan, [{ exercise: 0, set: 1, side: null }])).toMatchObject({
      phase: 'get_ready',
      slot: 1,
      paused: true,
    });
    expect(resumePlayer(plan, [{ exercise: 0, set: 2, side: null }])).toMatchObject({ slot: 0 });
    expect(resumePlayer(plan, [], [0])).toMatchObject({ slot: 2 });
    expect(resumePlayer(plan, plan.slots)).toMatchObject({ phase: 'summary' });
  });

  it('from any point reached at random, a resume from its saved sets goes on with the first set not done', () => {
    const event: fc.Arbitrary<PlayerEvent> = fc.oneof(
      fc.integer({ min: 1, max: 20_000 }).map(tick),
      fc.constantFrom<PlayerEvent>(
        { kind: 'start' },
        { kind: 'rep' },
        { kind: 'next' },
        { kind: 'pause' },
        { kind: 'resume' },
        { kind: 'back' },
        { kind: 'skip_rest' },
        { kind: 'skip_exercise', reason: 'other' },
      ),
    );
    const rich = playerPlanOf([
      { params: reps({ side: 'both' }) },
      { params: hold({ sets: 2 }) },
      { params: reps({ sets: 2, reps: 2 }) },
    ]);
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const { state, commands } = drive(rich, initialPlayer(), ...events);
        const saved = commands.flatMap((command) => (command.kind === 'save_set' ? [command.result] : []));
        const skipped = commands.flatMap((command) => (command.kind === 'save_skip' ? [command.exercise] : []));
        const fresh = resumePlayer(rich, saved, skipped);
        const open = rich.slots.findIndex(
          (slot) => !skipped.includes(slot.exercise) && !saved.some((set) => sameSlot(set, slot)),
        );
        expect(fresh.slot).toBe(open === -1 ? rich.slots.length : open);
        expect(state.saved.length).toBe(new Set(saved.map(({ exercise, set, side }) => `${exercise}.${set}.${side}`)).size);
        expect(state.remaining_ms).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  it('ends when asked, once', () => {
    const ended = drive(plan, initialPlayer(), { kind: 'start' }, { kind: 'end' }, { kind: 'end' });
    expect(ended.kinds.filter((kind) => kind === 'finished')).toHaveLength(1);
  });
});
