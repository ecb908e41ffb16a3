import { computed, onBeforeUnmount } from 'vue';
import { play } from '#domain/session-player/player-machine';
import type { PlayerEvent } from '#domain/session-player/player-state';
import type { Load } from '#domain/treatment-plans/prescription';
import { createCues } from './cues';
import type { CompleteBody, HurtBody, SkipReason } from './player.api';
import { usePlayerClock } from './player-clock';
import { usePlayerCommands } from './player-commands';
import { createPlayerEntry } from './player-entry';
import { usePlayerSettings } from './player-settings';
import { createPlayerStore, type PlayerStore } from './player-store';
import { createPlayerWriter, type PlayerWriter } from './player-writer';
import { exchanged } from './session-content';
import { useOutbox } from './use-outbox';
import { useTakeover } from './use-takeover';

type HurtInput = Omit<HurtBody, 'client_id' | 'reported_at' | 'exercise_position'>;

/** The easier variant takes the place of the exercise for the rest of the session, here and on other devices. */
const swapForEasier = async (store: PlayerStore, writer: PlayerWriter, position: number): Promise<void> => {
  const content = store.content.value;
  const current = content?.exercises[position];
  if (!content || !current?.easier_exercise_id) return;
  const easier = await exchanged(current, current.easier_exercise_id);
  store.content.value = { ...content, exercises: content.exercises.map((one, index) => (index === position ? easier : one)) };
  await writer.saveSwap(position, easier.exercise_id);
};

/** The guided session: the domain's reducer, driven by time and taps; its commands become sound, voice and rows that survive anything. */
export const usePlayer = (enrollmentId: number, userId: () => number) => {
  const settings = usePlayerSettings();
  const cues = createCues();
  const outbox = useOutbox(userId);
  const store = createPlayerStore(enrollmentId, userId);
  const writer = createPlayerWriter(store, outbox);
  const { carryOut, sayNumber } = usePlayerCommands(store, writer, cues, settings);

  const dispatch = (event: PlayerEvent): void => {
    const step = play(store.plan.value, store.state.value, event);
    store.state.value = step.state;
    for (const command of step.commands) carryOut(command);
  };

  usePlayerClock(store, settings, dispatch, sayNumber, () => {
    if (store.local.value?.completion_id === null) void writer.learnNumber();
  });
  // Only a session that is this device's own can be taken from it.
  const watched = computed(() => (store.elsewhere.value ? null : (store.local.value?.completion_id ?? null)));
  const { taken } = useTakeover(watched, () => dispatch({ kind: 'pause' }));
  const entry = createPlayerEntry(store, writer, outbox, dispatch);

  const reportHurt = async (input: HurtInput, thenSkip: boolean): Promise<void> => {
    const position = store.slot.value?.exercise;
    if (position === undefined) return;
    await writer.saveHurt({ ...input, exercise_position: position });
    if (input.action === 'easier') await swapForEasier(store, writer, position);
    if (input.action === 'stop') dispatch({ kind: 'end' });
    else dispatch(thenSkip ? { kind: 'skip_exercise', reason: 'pain' } : { kind: 'resume' });
  };

  const finish = async (answers: CompleteBody): Promise<void> => {
    const before = store.local.value?.pain_before ?? null;
    store.busy.value = true;
    store.answers.value = { ...(before === null ? {} : { pain_before: before }), ...answers };
    await writer.saveEnd(store.answers.value);
    store.busy.value = false;
    store.screen.value = 'done';
  };

  onBeforeUnmount(() => cues.hush());

  return {
    ...store,
    settings,
    taken,
    waiting: outbox.waiting,
    dispatch,
    begin: entry.load,
    /** Runs inside the tap that starts or goes on, so that the browser lets the page sound. */
    enter: (painBefore: number | null): Promise<void> => {
      cues.unlock();
      return entry.enter(painBefore);
    },
    continueHere: (): Promise<void> => {
      taken.value = false;
      return entry.continueHere();
    },
    reportHurt,
    /** From the next set on; finished sets keep theirs. */
    changeLoad: (load: Load): void => {
      const position = store.slot.value?.exercise;
      if (position !== undefined) void writer.saveLoad(position, load);
    },
    skipExercise: (reason: SkipReason): void => dispatch({ kind: 'skip_exercise', reason }),
    finish,
  };
};

export type Player = ReturnType<typeof usePlayer>;
