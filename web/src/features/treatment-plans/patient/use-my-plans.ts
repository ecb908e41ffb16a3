import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { fetchAnalytics, fetchEnrollments, fetchProgress, fetchSessionGuide, fetchSessions } from '../../../api/enrollments.api';
import type { Enrollment, EnrollmentStatus, GuideSession } from '../../../api/types';
import { fetchLibrary, fetchLibraryPlan, fetchSpecialist } from './my-plans.api';
import { latestPerKey, type MyPlan } from './today-view';

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

/** The figures of a course, computed from its rows as of now. */
export const useFiguresOf = (id: MaybeRefOrGetter<number | undefined>) =>
  useQuery({
    queryKey: ['my-plans', computed(() => toValue(id)), 'analytics'],
    queryFn: () => fetchAnalytics(toValue(id) ?? 0),
    enabled: computed(() => toValue(id) !== undefined),
    refetchInterval: 60_000,
  });

/**
 * The sessions of the plan as far as the patient has met them: the next one, and of every other template the one done last.
 * In the first weeks that is part of the plan; what has not been met yet is not shown before its time.
 */
export const usePlanSessions = (plan: MaybeRefOrGetter<MyPlan | undefined>) => {
  const others = computed(() => latestPerKey(toValue(plan)?.sessions ?? [], toValue(plan)?.progress.next_session?.key));
  const query = useQuery({
    queryKey: ['my-plans', 'guides', others],
    queryFn: async () =>
      (await Promise.all(others.value.map((id) => fetchSessionGuide(id)))).flatMap(({ guide }) => (guide ? [guide] : [])),
    enabled: computed(() => others.value.length > 0),
    staleTime: 600_000,
  });
  return computed<readonly GuideSession[]>(() => {
    const next = toValue(plan)?.progress.next_session;
    return [...(next ? [next] : []), ...(query.data.value ?? [])].sort((a, b) => a.key.localeCompare(b.key));
  });
};

/** The specialist the plan is with; without an answer the page leaves the line out. */
export const useMySpecialist = (id: MaybeRefOrGetter<number | null | undefined>) => {
  const query = useQuery({
    queryKey: ['specialist', computed(() => toValue(id))],
    queryFn: () => fetchSpecialist(toValue(id) ?? 0),
    enabled: computed(() => typeof toValue(id) === 'number'),
    staleTime: 600_000,
    retry: false,
  });
  return query.data;
};

export const useLibrary = () => useQuery({ queryKey: ['library'], queryFn: fetchLibrary });
export const useLibraryPlan = (id: MaybeRefOrGetter<number>) =>
  useQuery({ queryKey: ['library', computed(() => toValue(id))], queryFn: () => fetchLibraryPlan(toValue(id)) });

/** After any change of a plan everything that shows plans is asked again. */
export const useRefreshPlans = () => {
  const client = useQueryClient();
  return (): Promise<void> => client.invalidateQueries({ queryKey: ['my-plans'] });
};
