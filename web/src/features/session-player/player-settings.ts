import { useLocalStorage } from '@vueuse/core';
import type { Ref } from 'vue';

export interface PlayerSettings {
  voice: boolean;
  sounds: boolean;
  vibration: boolean;
  /** Repetitions are counted at the pace of the plan; off = one tap each. */
  pace: boolean;
}

/** Voice, sounds, vibration and counting, each on its own, kept on this device. */
export const usePlayerSettings = (): Ref<PlayerSettings> =>
  useLocalStorage<PlayerSettings>(
    'pathwell.player',
    { voice: true, sounds: true, vibration: true, pace: true },
    { mergeDefaults: true },
  );
