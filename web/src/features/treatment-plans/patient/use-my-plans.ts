import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { fetchContent, fetchEnrollments, fetchProgress, fetchSessions } from '../../../api/enrollments.api';
import type { Enrollment, EnrollmentStatus } from '../../../api/types';
import { fetchLibrary, fetchLibraryPlan } from './my-plans.api';
import type { MyPlan } from './today-view';

const order: readonly EnrollmentStatus[] = ['active', 'paused', 'pending_approval', 'completed', 'expired', 'cancelled', 'rejected'];

/** The plan the patient lives with now: running before paused before waiting before ended, the newest of its kind. */
export const currentOf = (plans: readonly Enrollment[]): Enrollment | undefined =>
  [...plans].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || b.id - a.id)[0];

export const useMyPlans = () => {
  const query = useQuery({ queryKey: ['my-plans'], queryFn: fetchEnrollments });
  const plans = computed(() => query.data.value?.items);
  const current = computed(() => currentOf(plans.value ?? []));
  return { query, plans, current };
};

/** The current plan with its progress, content and sessions: one page's worth, three requests side by side. */
export const useCurrentPlan = () => {
  const { query, plans, current } = useMyPlans();
  const id = computed(() => current.value?.id);
  const enabled = computed(() => id.value !== undefined);
  const progress = useQuery({ queryKey: ['my-plans', id, 'progress'], queryFn: () => fetchProgress(id.value ?? 0), enabled, refetchInterval: 60_000 });
  const content = useQuery({ queryKey: ['my-plans', id, 'content'], queryFn: () => fetchContent(id.value ?? 0), enabled, staleTime: 600_000 });
  const sessions = useQuery({ queryKey: ['my-plans', id, 'sessions'], queryFn: () => fetchSessions(id.value ?? 0), enabled });

  /** undefined while loading; `plan: undefined` when there is none. */
  const shown = computed<{ readonly plan: MyPlan | undefined } | undefined>(() => {
    if (plans.value && !current.value) return { plan: undefined };
    if (!current.value || !progress.data.value || !content.data.value || !sessions.data.value) return undefined;
    return { plan: { enrollment: current.value, progress: progress.data.value, content: content.data.value, sessions: sessions.data.value.items } };
  });
  const error = computed(() => query.error.value ?? progress.error.value ?? content.error.value ?? sessions.error.value);
  const refresh = useRefreshPlans();
  return { plans, current, shown, error, retry: () => void refresh() };
};

export const useLibrary = () => useQuery({ queryKey: ['library'], queryFn: fetchLibrary });
export const useLibraryPlan = (id: MaybeRefOrGetter<number>) => useQuery({ queryKey: ['library', computed(() => toValue(id))], queryFn: () => fetchLibraryPlan(toValue(id)) });

/** After any change of a plan everything that shows plans is asked again. */
export const useRefreshPlans = () => {
  const client = useQueryClient();
  return (): Promise<void> => client.invalidateQueries({ queryKey: ['my-plans'] });
};
