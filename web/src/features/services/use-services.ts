import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { keyed } from '../../api/client';
import { createService, fetchServices, updateService, type ServiceStatus } from './services.api';

export const useServiceList = (status: MaybeRefOrGetter<ServiceStatus | null>) => {
  const query = useInfiniteQuery({
    queryKey: ['services', 'list', computed(() => toValue(status))],
    queryFn: ({ pageParam }) => fetchServices(toValue(status), pageParam),
    initialPageParam: undefined as string | undefined, // reason for `as`: the first page has no cursor
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });
  return { query, items: computed(() => query.data.value?.pages.flatMap((page) => page.items)) };
};

const useRefresh = () => {
  const client = useQueryClient();
  return (): Promise<void> => client.invalidateQueries({ queryKey: ['services'] });
};
export const useCreateService = () => useMutation({ mutationFn: keyed(createService), onSuccess: useRefresh() });
export const useUpdateService = () => useMutation({ mutationFn: updateService, onSettled: useRefresh() });
