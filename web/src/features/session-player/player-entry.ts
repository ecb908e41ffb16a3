import type { PlayerEvent } from '#domain/session-player/player-state';
import { keyed } from '../../api/client';
import { asProblem } from '../../api/problem';
import { deviceId } from './device';
import { loadSession, type Loaded } from './load-session';
import { takeOver } from './player.api';
import type { PlayerStore } from './player-store';
import type { PlayerWriter } from './player-writer';
import type { Outbox } from './use-outbox';

const show = (store: PlayerStore, loaded: Loaded): void => {
  store.content.value = loaded.content;
  store.plan.value = loaded.plan;
  store.state.value = loaded.state;
  store.local.value = loaded.local;
  store.elsewhere.value = loaded.elsewhere;
  store.resuming.value = loaded.local !== null;
  store.screen.value = loaded.state.phase === 'summary' ? 'summary' : 'intro';
};

/** Ways into the session: load it, begin it, go on with it, take it back from another device. */
export const createPlayerEntry = (
  store: PlayerStore,
  writer: PlayerWriter,
  outbox: Outbox,
  dispatch: (event: PlayerEvent) => void,
) => {
  const { screen, problem, content, local, elsewhere, state } = store;
  const claim = keyed(takeOver);

  const load = async (): Promise<void> => {
    screen.value = 'loading';
    problem.value = null;
    // What waits from before goes first, so that the server's answer below knows it; without a network it simply stays.
    await outbox.flush().catch(() => undefined);
    const result = await loadSession(store.userId(), store.enrollmentId);
    switch (result.kind) {
      case 'failed':
        problem.value = asProblem(result.error);
        screen.value = 'failed';
        return;
      case 'nothing':
        store.nextFreeDay.value = result.nextFreeDay;
        screen.value = 'nothing';
        return;
      case 'ready':
        show(store, result.loaded);
    }
  };

  const begin = async (painBefore: number | null): Promise<void> => {
    if (!content.value) return;
    await writer.saveStart({
      client_id: crypto.randomUUID(),
      user_id: store.userId(),
      enrollment_id: store.enrollmentId,
      session_key: content.value.key,
      completion_id: null,
      pain_before: painBefore,
      swaps: {},
      content: content.value,
      updated_at: new Date().toISOString(),
    });
    if (!local.value) {
      problem.value = outbox.lastRefusal.value;
      return;
    }
    await writer.learnNumber();
    dispatch({ kind: 'start' });
    screen.value = 'playing';
  };

  const goOn = async (): Promise<void> => {
    const completionId = local.value?.completion_id ?? null;
    if (elsewhere.value && completionId !== null) await claim({ completionId, deviceId: deviceId() });
    elsewhere.value = false;
    dispatch({ kind: state.value.phase === 'intro' ? 'start' : 'resume' });
    screen.value = 'playing';
  };

  const enter = async (painBefore: number | null): Promise<void> => {
    store.busy.value = true;
    problem.value = null;
    try {
      await (local.value ? goOn() : begin(painBefore));
    } catch (error) {
      problem.value = asProblem(error);
    } finally {
      store.busy.value = false;
    }
  };

  const continueHere = async (): Promise<void> => {
    await load();
    if (screen.value !== 'intro') return;
    elsewhere.value = true;
    await enter(null);
  };

  return { load, enter, continueHere };
};
