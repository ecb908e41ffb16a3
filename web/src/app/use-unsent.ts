import { useQueryClient } from '@tanstack/vue-query';
import { useEventListener } from '@vueuse/core';
import { onMounted, readonly, ref } from 'vue';
import { hasUnsent, sendUnsent } from '../features/session-player';
import { useSession } from './session.store';

/** Sets finished without a network are sent from any page of the patient, not only from the player. */
export const useUnsent = () => {
  const session = useSession();
  const client = useQueryClient();
  const waiting = ref(0);
  const send = async (): Promise<void> => {
    const userId = session.me?.user_id;
    if (!hasUnsent() || typeof userId !== 'number') return;
    waiting.value = await sendUnsent(userId);
    if (waiting.value === 0) await client.invalidateQueries({ queryKey: ['my-plans'] });
  };
  onMounted(() => void send());
  useEventListener(window, 'online', () => void send());
  return readonly(waiting);
};
