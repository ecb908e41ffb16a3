import { useQuery } from '@tanstack/vue-query';
import { computed, type ComputedRef } from 'vue';
import { api } from '../api/client';

/** Unread messages for the badge of the navigation; asked again every minute while the page is visible. */
export const useUnread = (): ComputedRef<number> => {
  const query = useQuery({
    queryKey: ['messages', 'unread'],
    queryFn: () => api.get<{ readonly unread: number }>('/v1/messages/unread'),
    refetchInterval: 60_000,
    retry: false,
  });
  return computed(() => query.data.value?.unread ?? 0);
};
