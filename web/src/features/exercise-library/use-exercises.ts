import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, type Ref } from 'vue';
import { keyed } from '../../api/client';
import {
  cloneExercise,
  createExercise,
  createTerm,
  deleteExercise,
  fetchExercise,
  fetchTerms,
  listExercises,
  renameTerm,
  updateExercise,
  type ExerciseFilter,
  type TermKind,
} from './exercise-library.api';

const firstPage = (): string | null => null;
const termsStaleMs = 300_000;

export const useExerciseList = (filter: Readonly<Ref<ExerciseFilter>>, text: Readonly<Ref<string>>) =>
  useInfiniteQuery({
    queryKey: computed(() => ['exercises', 'list', filter.value, text.value]),
    queryFn: ({ pageParam }) => listExercises(filter.value, text.value, pageParam),
    initialPageParam: firstPage(),
    getNextPageParam: (last) => last.next_cursor ?? null,
  });

export const useExercise = (id: Readonly<Ref<number | null>>) =>
  useQuery({
    queryKey: computed(() => ['exercises', id.value]),
    queryFn: () => fetchExercise(id.value ?? 0),
    enabled: computed(() => id.value !== null),
  });

export const useTerms = (kind: TermKind) =>
  useQuery({ queryKey: ['exercises', 'terms', kind], queryFn: () => fetchTerms(kind), staleTime: termsStaleMs });

const useAct = <I, O>(act: (input: I) => Promise<O>) => {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => client.invalidateQueries({ queryKey: ['exercises'] }) });
};

export const useCreateExercise = () => useAct(keyed(createExercise));
export const useCloneExercise = () => useAct(keyed(cloneExercise));
export const useUpdateExercise = () => useAct(updateExercise);
export const useDeleteExercise = () => useAct(deleteExercise);
export const useCreateTerm = () => useAct(keyed(createTerm));
export const useRenameTerm = () => useAct(renameTerm);
