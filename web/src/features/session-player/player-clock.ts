import { useIntervalFn } from '@vueuse/core';
import type { Ref } from 'vue';
import type { PlayerEvent } from '#domain/session-player/player-state';
import type { PlayerSettings } from './player-settings';
import type { PlayerStore } from './player-store';
import { repMs } from './slots';

const TICK_MS = 100;
/** A wall clock that ran this much further than the page's own means the device slept. */
const SLEPT_MS = 1_000;

/** Time by differences of clocks, never by counting ticks; repetitions at the pace the session was estimated with. */
export const usePlayerClock = (
  store: PlayerStore,
  settings: Ref<PlayerSettings>,
  dispatch: (event: PlayerEvent) => void,
  sayNumber: (n: number) => void,
  each: () => void,
): void => {
  let lastPage = performance.now();
  let lastWall = Date.now();

  const pace = (): void => {
    const { phase, paused, reps, elapsed_ms } = store.state.value;
    const params = store.exercise.value?.params;
    if (!settings.value.pace || phase !== 'work' || paused || params?.mode !== 'reps') return;
    if (elapsed_ms < (reps + 1) * repMs(params)) return;
    if (reps + 1 < params.reps) sayNumber(reps + 1);
    dispatch({ kind: 'rep' });
  };

  useIntervalFn(() => {
    const page = performance.now() - lastPage;
    const wall = Date.now() - lastWall;
    lastPage += page;
    lastWall += wall;
    if (store.screen.value !== 'playing') return;
    // Some browsers stop the page's clock while the device sleeps; the wall clock tells then.
    dispatch({ kind: 'tick', delta_ms: wall > page + SLEPT_MS ? wall : page });
    pace();
    each();
  }, TICK_MS);
};
