import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { fetchContent, fetchEnrollments, fetchProgress, fetchSessions } from '../../../api/enrollments.api';
import type { Enrollment, EnrollmentStatus } from '../../../api/types';
import { fetchLibrary, fetchLibraryPlan, fetchSpecialist } from './my-plans.api';
import type { MyPlan } from './today-view';

const order: readonly EnrollmentStatus[] = [
  'active',
  'paused',
  'pending_approval',
  'completed',
  'expired',
  'cancelled',
  'rejected',
];

/** The plan the patient lives with now: running before paused before waiting before ended, the newest of its kind. */
export const currentOf = (plans: readonly Enrollment[]): Enrollment | undefined =>
  [...plans].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || b.id - a.id)[0];

export const useMyPlans = () => {
  const query = useQuery({ queryKey: ['my-plans'], queryFn: fetchEnrollments });
  const plans = computed(() => query.data.value?.items);
  const current = computed(() => currentOf(plans.value ?? []));
  return { query, plans, current };
};

/** The current plan with its progress and sessions: one page's worth, two requests side by side. */
export const useCurrentPlan = () => {
  const { query, plans, current } = useMyPlans();
  const id = computed(() => current.value?.id);
  const enabled = computed(() => id.value !== undefined);
  const progress = useQuery({
    queryKey: ['my-plans', id, 'progress'],
    queryFn: () => fetchProgress(id.value ?? 0),
    enabled,
    refetchInterval: 60_000,
  });
  const sessions = useQuery({ queryKey: ['my-plans', id, 'sessions'], queryFn: () => fetchSessions(id.value ?? 0), enabled });

  /** undefined while loading; `plan: undefined` when there is none. */
  const shown = computed<{ readonly plan: MyPlan | undefined } | undefined>(() => {
    if (plans.value && !current.value) return { plan: undefined };
    if (!current.value || !progress.data.value || !sessions.data.value) return undefined;
    return { plan: { progress: progress.data.value, sessions: sessions.data.value.items } };
  });
  const error = computed(() => query.error.value ?? progress.error.value ?? sessions.error.value);
  const refresh = useRefreshPlans();
  return { plans, current, shown, error, retry: () => void refresh() };
};

/** All sessions of the plan, for the Plan page; the next one is known without it. */
export const usePlanContent = (id: MaybeRefOrGetter<number | undefined>) =>
  useQuery({
    queryKey: ['my-plans', computed(() => toValue(id)), 'content'],
    queryFn: () => fetchContent(toValue(id) ?? 0),
    enabled: computed(() => toValue(id) !== undefined),
    staleTime: 600_000,
  });

/** Name of the specialist the plan is with; without an answer the page leaves the line out. */
export const useMySpecialist = (id: MaybeRefOrGetter<number | null | undefined>) => {
  const query = useQuery({
    queryKey: ['specialist', computed(() => toValue(id))],
    queryFn: () => fetchSpecialist(toValue(id) ?? 0),
    enabled: computed(() => typeof toValue(id) === 'number'),
    staleTime: 600_000,
    retry: false,
  });
  return computed(() => query.data.value?.display_name ?? '');
};

export const useLibrary = () => useQuery({ queryKey: ['library'], queryFn: fetchLibrary });
export const useLibraryPlan = (id: MaybeRefOrGetter<number>) =>
  useQuery({ queryKey: ['library', computed(() => toValue(id))], queryFn: () => fetchLibraryPlan(toValue(id)) });

/** After any change of a plan everything that shows plans is asked again. */
export const useRefreshPlans = () => {
  const client = useQueryClient();
  return (): Promise<void> => client.invalidateQueries({ queryKey: ['my-plans'] });
};
