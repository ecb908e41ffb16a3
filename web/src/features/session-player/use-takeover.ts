import { useIntervalFn } from '@vueuse/core';
import { onBeforeUnmount, ref, watch, type Ref } from 'vue';
import { listen } from '../../api/sse';
import { deviceId } from './device';
import { paths, readSession } from './player.api';

const deviceOf = (data: unknown): string | null =>
  typeof data === 'object' && data !== null && 'device_id' in data && typeof data.device_id === 'string' ? data.device_id : null;

/** Tells at once when another device goes on with this session: by the live stream, and by asking now and then should that be closed. */
export const useTakeover = (completionId: Ref<number | null>, onTaken: () => void) => {
  const taken = ref(false);
  let stop: (() => void) | null = null;

  const hear = (device: string | null): void => {
    if (device === null || device === deviceId() || taken.value) return;
    taken.value = true;
    onTaken();
  };
  const ask = async (): Promise<void> => {
    const id = completionId.value;
    if (id === null || taken.value || document.visibilityState !== 'visible') return;
    try {
      hear((await readSession(id)).session.device_id);
    } catch {
      // Without an answer nothing is known; the next try tells.
    }
  };
  useIntervalFn(() => void ask(), 20_000);

  watch(
    completionId,
    (id) => {
      stop?.();
      stop = id === null ? null : listen(paths.liveOf(id), ['standing'], (event) => hear(deviceOf(event.data)));
    },
    { immediate: true },
  );
  onBeforeUnmount(() => stop?.());

  return { taken };
};
