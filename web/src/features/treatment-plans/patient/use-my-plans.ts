import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import type { Enrollment, EnrollmentStatus } from '../../../api/types';
import { fetchLibrary, fetchLibraryPlan, fetchMyPlan, fetchMyPlans, fetchProgress } from './my-plans.api';

const order: readonly EnrollmentStatus[] = ['active', 'paused', 'pending_approval', 'completed', 'expired', 'cancelled', 'rejected'];

/** The plan the patient lives with now: running before paused before waiting before ended, the newest of its kind. */
export const currentOf = (plans: readonly Enrollment[]): Enrollment | undefined =>
  [...plans].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || b.id - a.id)[0];

export const useMyPlans = () => {
  const query = useQuery({ queryKey: ['my-plans'], queryFn: fetchMyPlans });
  const plans = computed(() => query.data.value?.data);
  const current = computed(() => currentOf(plans.value ?? []));
  return { query, plans, current };
};

export const useMyPlan = (id: MaybeRefOrGetter<number | undefined>) =>
  useQuery({
    queryKey: ['my-plans', computed(() => toValue(id))],
    queryFn: () => fetchMyPlan(toValue(id) ?? 0),
    enabled: computed(() => toValue(id) !== undefined),
    refetchInterval: 60_000,
  });

export const useProgress = (id: MaybeRefOrGetter<number | undefined>) =>
  useQuery({ queryKey: ['my-plans', computed(() => toValue(id)), 'progress'], queryFn: () => fetchProgress(toValue(id) ?? 0), enabled: computed(() => toValue(id) !== undefined) });

export const useLibrary = () => useQuery({ queryKey: ['library'], queryFn: fetchLibrary });
export const useLibraryPlan = (id: MaybeRefOrGetter<number>) => useQuery({ queryKey: ['library', computed(() => toValue(id))], queryFn: () => fetchLibraryPlan(toValue(id)) });

/** After any change of a plan everything that shows plans is asked again. */
export const useRefreshPlans = () => {
  const client = useQueryClient();
  return (): Promise<void> => client.invalidateQueries({ queryKey: ['my-plans'] });
};
