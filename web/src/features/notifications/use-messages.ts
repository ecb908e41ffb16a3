import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { fetchMessages, fetchPreferences, fetchWhy, markRead, setPreference } from './notifications.api';

export const useMessages = () => {
  const query = useInfiniteQuery({
    queryKey: ['messages', 'list'],
    queryFn: ({ pageParam }) => fetchMessages(pageParam),
    initialPageParam: undefined as string | undefined, // reason for `as`: the first page has no cursor
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  return { query, items: computed(() => query.data.value?.pages.flatMap((page) => page.items)) };
};

export const useMarkRead = () => {
  const client = useQueryClient();
  return useMutation({ mutationFn: markRead, onSuccess: () => client.invalidateQueries({ queryKey: ['messages'] }) });
};

export const useWhy = (id: MaybeRefOrGetter<number>, enabled: MaybeRefOrGetter<boolean>) =>
  useQuery({
    queryKey: ['messages', 'why', computed(() => toValue(id))],
    queryFn: () => fetchWhy(toValue(id)),
    enabled: computed(() => toValue(enabled)),
  });

export const usePreferences = () => useQuery({ queryKey: ['preferences'], queryFn: fetchPreferences });

export const useSetPreference = () => {
  const client = useQueryClient();
  return useMutation({ mutationFn: setPreference, onSuccess: (answer) => client.setQueryData(['preferences'], answer) });
};
