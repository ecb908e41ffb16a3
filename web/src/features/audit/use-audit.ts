import { useInfiniteQuery, useQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { fetchAudit, fetchSeals, fetchStaff, findPatients, type AuditFilter } from './audit.api';

export const useAudit = (filter: MaybeRefOrGetter<AuditFilter>) => {
  const query = useInfiniteQuery({
    queryKey: ['audit', computed(() => ({ ...toValue(filter) }))],
    queryFn: ({ pageParam }) => fetchAudit(toValue(filter), pageParam),
    initialPageParam: undefined as string | undefined, // reason for `as`: the first page has no cursor
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });
  return { query, items: computed(() => query.data.value?.pages.flatMap((page) => page.items)) };
};
export const useSeals = () => useQuery({ queryKey: ['audit-seals'], queryFn: fetchSeals });
export const useStaff = () => useQuery({ queryKey: ['audit-staff'], queryFn: fetchStaff, staleTime: 300_000 });
export const usePatientsFound = (text: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: ['audit-patients', computed(() => toValue(text))],
    queryFn: () => findPatients(toValue(text)),
    enabled: computed(() => toValue(text) !== ''),
  });
