import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { keyed } from '../../api/client';
import {
  createSpecialty,
  fetchOwnProfile,
  fetchSpecialist,
  fetchSpecialists,
  fetchSpecialties,
  removeSpecialty,
  renameSpecialty,
  updateOwnProfile,
  updateSpecialist,
  type SpecialistFilter,
} from './specialists.api';

export const useSpecialists = (filter: MaybeRefOrGetter<SpecialistFilter>) => {
  const query = useInfiniteQuery({
    queryKey: ['specialists', 'list', computed(() => toValue(filter))],
    queryFn: ({ pageParam }) => fetchSpecialists(toValue(filter), pageParam),
    initialPageParam: undefined as string | undefined, // reason for `as`: the first page has no cursor
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });
  return { query, items: computed(() => query.data.value?.pages.flatMap((page) => page.items)) };
};

export const useSpecialist = (id: MaybeRefOrGetter<number>) =>
  useQuery({ queryKey: ['specialists', 'one', computed(() => toValue(id))], queryFn: () => fetchSpecialist(toValue(id)) });

export const useOwnProfile = () => useQuery({ queryKey: ['specialists', 'own'], queryFn: fetchOwnProfile });

export const useSpecialties = () => useQuery({ queryKey: ['specialists', 'specialties'], queryFn: fetchSpecialties });

const useAct = <I, O>(act: (input: I) => Promise<O>) => {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => client.invalidateQueries({ queryKey: ['specialists'] }) });
};

export const useUpdateOwnProfile = () => useAct(updateOwnProfile);
export const useUpdateSpecialist = () => useAct(updateSpecialist);
export const useCreateSpecialty = () => useAct(keyed(createSpecialty));
export const useRenameSpecialty = () => useAct(renameSpecialty);
export const useRemoveSpecialty = () => useAct(removeSpecialty);
