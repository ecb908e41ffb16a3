import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, type Ref } from 'vue';
import { keyed } from '../../api/client';
import {
  archivePlan,
  clonePlan,
  createPlan,
  fetchDiff,
  fetchPlan,
  fetchRunning,
  fetchVersion,
  fetchVersions,
  listPlans,
  promotePlan,
  publishPlan,
  searchPatients,
  type PlanFilter,
} from './plan-builder.api';

const firstPage = (): string | null => null;

export const usePlanList = (filter: Readonly<Ref<PlanFilter>>, text: Readonly<Ref<string>>) =>
  useInfiniteQuery({
    queryKey: computed(() => ['plans', 'list', filter.value, text.value]),
    queryFn: ({ pageParam }) => listPlans(filter.value, text.value, pageParam),
    initialPageParam: firstPage(),
    getNextPageParam: (last) => last.next_cursor ?? null,
  });

/** Read once for the builder, which then owns it: a refresh in the background must not touch what is being typed. */
export const usePlanOnce = (id: number) =>
  useQuery({ queryKey: ['plans', id, 'builder'], queryFn: () => fetchPlan(id), staleTime: Infinity, gcTime: 0 });

export const usePlan = (id: number) => useQuery({ queryKey: ['plans', id], queryFn: () => fetchPlan(id) });
export const useVersions = (id: number) => useQuery({ queryKey: ['plans', id, 'versions'], queryFn: () => fetchVersions(id) });
export const useVersion = (id: number, version: Readonly<Ref<number | null>>) =>
  useQuery({
    queryKey: computed(() => ['plans', id, 'version', version.value]),
    queryFn: () => fetchVersion(id, version.value ?? 1),
    enabled: computed(() => version.value !== null),
    staleTime: Infinity,
  });
export const useDiff = (
  id: number,
  from: Readonly<Ref<number | null>>,
  to: Readonly<Ref<number | null>>,
  enabled: Readonly<Ref<boolean>>,
) =>
  useQuery({
    queryKey: computed(() => ['plans', id, 'diff', from.value, to.value]),
    queryFn: () => fetchDiff(id, from.value ?? 1, to.value),
    enabled: computed(() => enabled.value && from.value !== null),
    gcTime: 0,
  });
export const useRunning = (id: number, enabled: boolean) =>
  useQuery({ queryKey: ['plans', id, 'running'], queryFn: () => fetchRunning(id), enabled });
export const usePatientSearch = (text: Readonly<Ref<string>>, enabled: Readonly<Ref<boolean>>) =>
  useQuery({
    queryKey: computed(() => ['plans', 'patients', text.value]),
    queryFn: () => searchPatients(text.value),
    enabled,
    placeholderData: (before) => before,
  });

const useAct = <I, O>(act: (input: I) => Promise<O>) => {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => client.invalidateQueries({ queryKey: ['plans', 'list'] }) });
};

export const useCreatePlan = () => useAct(keyed(createPlan));
export const useClonePlan = () => useAct(keyed(clonePlan));
export const usePromotePlan = () => useAct(keyed(promotePlan));
export const usePublishPlan = () => useAct(keyed(publishPlan));
export const useArchivePlan = () => useAct(archivePlan);
