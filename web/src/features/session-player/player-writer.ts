import type { PlayerCommand, SetResult } from '#domain/session-player/player-state';
import type { SlotRef } from '#domain/session-player/player-plan';
import type { Load } from '#domain/treatment-plans/prescription';
import { deviceId } from './device';
import { paths, type CompleteBody, type HurtBody, type SetBody, type SkipReason } from './player.api';
import { closeLocalSession, patchSession, playerDb, saveLocalSession, type LocalSession } from './player-db';
import type { PlayerStore } from './player-store';
import { setBody } from './set-body';
import type { Outbox } from './use-outbox';

/** A refusal is definite and quick; a silent network must not keep anybody waiting. */
const PATIENCE_MS = 6_000;

/** Writes what happens: first on this device, then, as soon as the network allows, on the server. */
export const createPlayerWriter = (store: PlayerStore, outbox: Outbox) => {
  const { local, plan, state } = store;

  const bodyOf = (session: LocalSession, at: SlotRef): SetBody => {
    const exercise = store.content.value?.exercises[at.exercise];
    const watchedPercent = store.watched.of(exercise?.exercise_id);
    const load = session.loads?.[at.exercise] ?? exercise?.params.load ?? null;
    return setBody(at, { exercise, swapped: session.swaps[at.exercise], load, watchedPercent });
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
  const settle = (): Promise<unknown> =>
    Promise.race([outbox.flush(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);

  return {
    saveSet: (result: SetResult): void => {
      if (!local.value) return;
      const reps = result.reps === null ? {} : { actual_reps: result.reps };
      putLog({ ...bodyOf(local.value, result), ...reps, actual_seconds: result.seconds });
    },

    /** A skipped exercise is one row at its first open slot. */
    saveSkip: ({ exercise, reason }: Extract<PlayerCommand, { kind: 'save_skip' }>): void => {
      const isSaved = (at: SlotRef): boolean =>
        state.value.saved.some((one) => one.exercise === at.exercise && one.set === at.set && one.side === at.side);
      const open = plan.value.slots.find((one) => one.exercise === exercise && !isSaved(one));
      if (local.value && open) putLog({ ...bodyOf(local.value, open), skipped: true, skip_reason: reason satisfies SkipReason });
    },

    saveStart: async (session: LocalSession): Promise<void> => {
      local.value = session;
      await saveLocalSession(session);
      const { client_id, enrollment_id, pain_before } = session;
      const pain = pain_before === null ? {} : { pain_before };
      const body = { enrollment_id, client_id, device_id: deviceId(), ...pain };
      await outbox.put({ session: client_id, kind: 'start', path: paths.start, body, key: client_id });
      await settle();
      // The server refused: the replay took the session out, and with it everything of it.
      if (!(await playerDb().sessions.get(client_id))) local.value = null;
    },

    /** The start may be answered long after it was asked; then the session has its number. */
    learnNumber: async (): Promise<void> => {
      if (!local.value || local.value.completion_id !== null) return;
      const stored = await playerDb().sessions.get(local.value.client_id);
      if (stored?.completion_id) local.value = { ...local.value, completion_id: stored.completion_id };
    },

    saveSwap: async (position: number, exerciseId: number): Promise<void> => {
      if (!local.value) return;
      const swaps = { ...local.value.swaps, [position]: exerciseId };
      local.value = { ...local.value, swaps };
      await patchSession(local.value.client_id, { swaps });
    },

    saveLoad: async (position: number, load: Load): Promise<void> => {
      if (!local.value) return;
      const loads = { ...local.value.loads, [position]: load };
      local.value = { ...local.value, loads };
      await patchSession(local.value.client_id, { loads });
    },

    saveHurt: async (input: Omit<HurtBody, 'client_id' | 'reported_at'>): Promise<void> => {
      const session = local.value?.client_id;
      if (session === undefined) return;
      const body: HurtBody = { ...input, client_id: crypto.randomUUID(), reported_at: new Date().toISOString() };
      await outbox.put({ session, kind: 'hurt', path: paths.hurt, body: { ...body }, key: body.client_id });
    },

    /** Without a single set there is nothing to count: the session is left, and its slot stays open. */
    saveEnd: async (answers: CompleteBody): Promise<void> => {
      const session = local.value?.client_id;
      if (session === undefined) return;
      const row =
        state.value.saved.length === 0
          ? { kind: 'leave' as const, path: paths.leave, body: null }
          : { kind: 'complete' as const, path: paths.complete, body: { ...answers } };
      await outbox.put({ session, ...row });
      await settle();
      await closeLocalSession(session);
    },
  };
};

export type PlayerWriter = ReturnType<typeof createPlayerWriter>;
