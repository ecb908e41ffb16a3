import { useEventListener } from '@vueuse/core';
import { readonly, ref } from 'vue';

const online = ref(typeof navigator === 'undefined' ? true : navigator.onLine);
let bound = false;

/** Whether the device believes it has a network. Shared by all callers. */
export const useOnline = () => {
  if (!bound) {
    bound = true;
    useEventListener(window, 'online', () => (online.value = true));
    useEventListener(window, 'offline', () => (online.value = false));
  }
  return readonly(online);
};
