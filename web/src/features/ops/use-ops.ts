import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { keyed } from '../../api/client';
import { actOn, fetchCounts, fetchDependencies, fetchProcess, fetchProcesses, type ProcessFilter } from './ops.api';

const refreshMs = 10_000;

export const useCounts = () => useQuery({ queryKey: ['process-counts'], queryFn: fetchCounts, refetchInterval: refreshMs });
export const useDependencies = () =>
  useQuery({ queryKey: ['dependencies'], queryFn: fetchDependencies, refetchInterval: refreshMs, retry: false });
export const useProcesses = (filter: MaybeRefOrGetter<ProcessFilter>) => {
  const query = useInfiniteQuery({
    queryKey: ['processes', computed(() => ({ ...toValue(filter) }))],
    queryFn: ({ pageParam }) => fetchProcesses(toValue(filter), pageParam),
    initialPageParam: undefined as string | undefined, // reason for `as`: the first page has no cursor
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (before) => before,
    refetchInterval: refreshMs,
  });
  return { query, items: computed(() => query.data.value?.pages.flatMap((page) => page.items)) };
};
export const useProcess = (id: MaybeRefOrGetter<number>) =>
  useQuery({
    queryKey: ['process', computed(() => toValue(id))],
    queryFn: () => fetchProcess(toValue(id)),
    refetchInterval: refreshMs,
  });
export const useActOn = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: keyed(actOn),
    onSettled: () =>
      Promise.all(['process', 'processes', 'process-counts'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
};
