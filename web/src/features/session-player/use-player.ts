import { useIntervalFn } from '@vueuse/core';
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { play } from '#domain/session-player/player-machine';
import type { PlayerPlan } from '#domain/session-player/player-plan';
import { initialPlayer, type PlayerCommand, type PlayerEvent } from '#domain/session-player/player-state';
import { keyed } from '../../api/client';
import { asProblem, type Problem } from '../../api/problem';
import { createCues } from './cues';
import { deviceId } from './device';
import { loadSession } from './load-session';
import { paths, takeOver, type CompleteBody, type HurtBody, type SetBody, type SkipReason } from './player.api';
import { closeLocalSession, playerDb, saveLocalSession, type LocalSession } from './player-db';
import { usePlayerSettings } from './player-settings';
import { exchanged, type SessionContent } from './session-content';
import { repMs, wireSide } from './slots';
import { useOutbox } from './use-outbox';
import { useTakeover } from './use-takeover';

export type PlayerScreen = 'loading' | 'failed' | 'nothing' | 'intro' | 'playing' | 'summary' | 'done';

const EMPTY: PlayerPlan = { slots: [] };
/** A wall clock that ran this much further than the page's own means the device slept. */
const SLEPT_MS = 1_000;

/** The guided session: the domain's reducer, driven by time and taps; its commands become sound, voice and rows that survive anything. */
export const usePlayer = (enrollmentId: number, userId: () => number) => {
  const { t, locale } = useI18n();
  const settings = usePlayerSettings();
  const cues = createCues();
  const outbox = useOutbox(userId);

  const screen = ref<PlayerScreen>('loading');
  const problem = shallowRef<Problem | null>(null);
  const nextFreeDay = ref<string | null>(null);
  const content = shallowRef<SessionContent | null>(null);
  const plan = shallowRef<PlayerPlan>(EMPTY);
  const state = shallowRef(initialPlayer());
  const local = shallowRef<LocalSession | null>(null);
  const elsewhere = ref(false);
  const resuming = ref(false);
  const preload = ref<number | null>(null);
  const busy = ref(false);
  const completionId = computed(() => local.value?.completion_id ?? null);

  /** Only a session that is this device's own can be taken from it. */
  const watched = computed(() => (elsewhere.value ? null : completionId.value));

  const slot = computed(() => plan.value.slots[state.value.slot]);
  const exercise = computed(() => content.value?.exercises[slot.value?.exercise ?? -1]);

  const patchLocal = async (change: Partial<LocalSession>): Promise<void> => {
    if (!local.value) return;
    local.value = { ...local.value, ...change, updated_at: new Date().toISOString() };
    await saveLocalSession(local.value);
  };
  /** The start may be answered long after it was asked; then the session has its number. */
  const learnCompletion = async (): Promise<void> => {
    if (!local.value || local.value.completion_id !== null) return;
    const stored = await playerDb().sessions.get(local.value.client_id);
    if (stored?.completion_id) local.value = { ...local.value, completion_id: stored.completion_id };
  };

  const logBody = (clientId: string, at: { exercise: number; set: number; side: Parameters<typeof wireSide>[0] }): SetBody => {
    const swapped = local.value?.swaps[at.exercise];
    return {
      client_id: clientId,
      exercise_position: at.exercise,
      set_number: at.set,
      side: wireSide(at.side),
      ...(swapped === undefined ? {} : { exercise_id: swapped }),
      device_id: deviceId(),
      performed_at: new Date().toISOString(),
    };
  };
  const putLog = (body: SetBody): void => {
    const session = local.value?.client_id;
    if (session === undefined) return;
    const { client_id, exercise_position, set_number, side, skipped = false } = body;
    void outbox.put(
      { session, kind: 'set', path: paths.sets, body: { ...body }, key: client_id },
      { client_id, session, exercise_position, set_number, side, skipped },
    );
  };

  const carryOut = (command: PlayerCommand): void => {
    switch (command.kind) {
      case 'speak':
        if (settings.value.voice) cues.speak(speech(command), locale.value);
        return;
      case 'beep':
        if (settings.value.sounds) cues.beep(command.tone);
        return;
      case 'vibrate':
        if (settings.value.vibration) cues.vibrate(command.pattern);
        return;
      case 'preload':
        preload.value = command.exercise;
        return;
      case 'save_set':
        putLog({
          ...logBody(crypto.randomUUID(), command.result),
          ...(command.result.reps === null ? {} : { actual_reps: command.result.reps }),
          actual_seconds: command.result.seconds,
        });
        return;
      case 'save_skip': {
        const open = plan.value.slots.find(
          (one) =>
            one.exercise === command.exercise &&
            !state.value.saved.some((ref) => ref.exercise === one.exercise && ref.set === one.set && ref.side === one.side),
        );
        if (open) {
          putLog({
            ...logBody(crypto.randomUUID(), open),
            skipped: true,
            skip_reason: command.reason,
          });
        }
        return;
      }
      case 'finished':
        screen.value = 'summary';
    }
  };
  const speech = (command: Extract<PlayerCommand, { kind: 'speak' }>): string => {
    const at =
      typeof command.params['exercise'] === 'number' ? content.value?.exercises[command.params['exercise']] : exercise.value;
    const side = command.params['side'];
    return t(`player.speech.${command.code}`, {
      ...command.params,
      name: at?.name ?? '',
      side: side === 'left' || side === 'right' ? t(`player.side.${side}`) : '',
    });
  };

  const dispatch = (event: PlayerEvent): void => {
    const step = play(plan.value, state.value, event);
    state.value = step.state;
    for (const command of step.commands) carryOut(command);
  };

  let lastPage = performance.now();
  let lastWall = Date.now();
  const pace = (): void => {
    const params = exercise.value?.params;
    if (!settings.value.pace || state.value.phase !== 'work' || state.value.paused || params?.mode !== 'reps') return;
    if (state.value.elapsed_ms < (state.value.reps + 1) * repMs(params)) return;
    if (settings.value.voice && state.value.reps + 1 < params.reps) cues.speak(String(state.value.reps + 1), locale.value);
    dispatch({ kind: 'rep' });
  };
  useIntervalFn(() => {
    const page = performance.now() - lastPage;
    const wall = Date.now() - lastWall;
    lastPage += page;
    lastWall += wall;
    if (screen.value !== 'playing') return;
    // Some browsers stop the page's clock while the device sleeps; the wall clock tells then.
    dispatch({ kind: 'tick', delta_ms: wall > page + SLEPT_MS ? wall : page });
    pace();
    if (local.value?.completion_id === null) void learnCompletion();
  }, 100);

  const { taken } = useTakeover(watched, () => dispatch({ kind: 'pause' }));

  const load = async (): Promise<void> => {
    screen.value = 'loading';
    problem.value = null;
    await outbox.flush().catch(() => undefined);
    const result = await loadSession(userId(), enrollmentId);
    switch (result.kind) {
      case 'failed':
        problem.value = asProblem(result.error);
        screen.value = 'failed';
        return;
      case 'nothing':
        nextFreeDay.value = result.nextFreeDay;
        screen.value = 'nothing';
        return;
      case 'ready':
        content.value = result.loaded.content;
        plan.value = result.loaded.plan;
        state.value = result.loaded.state;
        local.value = result.loaded.local;
        elsewhere.value = result.loaded.elsewhere;
        resuming.value = result.loaded.local !== null;
        screen.value = result.loaded.state.phase === 'summary' ? 'summary' : 'intro';
    }
  };

  const begin = async (painBefore: number | null): Promise<void> => {
    if (!content.value) return;
    const clientId = crypto.randomUUID();
    local.value = {
      client_id: clientId,
      user_id: userId(),
      enrollment_id: enrollmentId,
      session_key: content.value.key,
      completion_id: null,
      pain_before: painBefore,
      swaps: {},
      content: content.value,
      updated_at: new Date().toISOString(),
    };
    await saveLocalSession(local.value);
    const body = {
      enrollment_id: enrollmentId,
      client_id: clientId,
      device_id: deviceId(),
      ...(painBefore === null ? {} : { pain_before: painBefore }),
    };
    await outbox.put({ session: clientId, kind: 'start', path: paths.start, body, key: clientId });
    // A refusal is definite and quick; a silent network must not keep anybody from moving.
    await Promise.race([outbox.flush(), new Promise((resolve) => setTimeout(resolve, 6_000))]);
    await learnCompletion();
    if (!(await playerDb().sessions.get(clientId))) {
      local.value = null;
      problem.value = outbox.lastRefusal.value;
      return;
    }
    dispatch({ kind: 'start' });
    screen.value = 'playing';
  };

  const claim = keyed(takeOver);
  const goOn = async (): Promise<void> => {
    if (elsewhere.value && completionId.value !== null) await claim({ completionId: completionId.value, deviceId: deviceId() });
    elsewhere.value = false;
    dispatch({ kind: state.value.phase === 'intro' ? 'start' : 'resume' });
    screen.value = 'playing';
  };

  /** Runs inside the tap that starts or goes on, so that the browser lets the page sound. */
  const enter = async (painBefore: number | null): Promise<void> => {
    cues.unlock();
    busy.value = true;
    problem.value = null;
    try {
      await (local.value ? goOn() : begin(painBefore));
    } catch (error) {
      problem.value = asProblem(error);
    } finally {
      busy.value = false;
    }
  };

  const continueHere = async (): Promise<void> => {
    elsewhere.value = true;
    taken.value = false;
    await load();
    elsewhere.value = true;
    await enter(null);
  };

  const swapForEasier = async (position: number): Promise<void> => {
    const current = content.value?.exercises[position];
    if (!content.value || !current?.easier_exercise_id) return;
    const easier = await exchanged(current, current.easier_exercise_id);
    content.value = {
      ...content.value,
      exercises: content.value.exercises.map((one, index) => (index === position ? easier : one)),
    };
    await patchLocal({ swaps: { ...local.value?.swaps, [position]: easier.exercise_id } });
  };

  const reportHurt = async (
    input: Omit<HurtBody, 'client_id' | 'reported_at' | 'exercise_position'>,
    thenSkip: boolean,
  ): Promise<void> => {
    const session = local.value?.client_id;
    const position = slot.value?.exercise;
    if (session === undefined || position === undefined) return;
    const body: HurtBody = {
      ...input,
      exercise_position: position,
      client_id: crypto.randomUUID(),
      reported_at: new Date().toISOString(),
    };
    await outbox.put({ session, kind: 'hurt', path: paths.hurt, body: { ...body }, key: body.client_id });
    if (input.action === 'stop') dispatch({ kind: 'end' });
    else if (thenSkip) dispatch({ kind: 'skip_exercise', reason: 'pain' });
    else {
      if (input.action === 'easier') await swapForEasier(position);
      // After a pause of this kind one gets ready again instead of falling into the middle of a movement.
      dispatch({ kind: 'resume' });
    }
  };

  const skipExercise = (reason: SkipReason): void => dispatch({ kind: 'skip_exercise', reason });

  const finish = async (answers: Omit<CompleteBody, 'pain_before'>): Promise<void> => {
    const session = local.value;
    if (!session) return;
    busy.value = true;
    problem.value = null;
    const nothingDone = state.value.saved.length === 0;
    const body: CompleteBody = { ...(session.pain_before === null ? {} : { pain_before: session.pain_before }), ...answers };
    // Without a single set there is nothing to count: the session is left, and its slot stays open.
    await outbox.put({
      session: session.client_id,
      ...(nothingDone
        ? { kind: 'leave' as const, path: paths.leave, body: null }
        : { kind: 'complete' as const, path: paths.complete, body: { ...body } }),
    });
    await Promise.race([outbox.flush(), new Promise((resolve) => setTimeout(resolve, 6_000))]);
    await closeLocalSession(session.client_id);
    busy.value = false;
    screen.value = 'done';
  };

  onBeforeUnmount(() => cues.hush());

  return {
    screen,
    problem,
    nextFreeDay,
    content,
    plan,
    state,
    slot,
    exercise,
    local,
    elsewhere,
    resuming,
    preload,
    busy,
    taken,
    settings,
    waiting: outbox.waiting,
    dispatch,
    load,
    enter,
    continueHere,
    reportHurt,
    skipExercise,
    finish,
  };
};

export type Player = ReturnType<typeof usePlayer>;
