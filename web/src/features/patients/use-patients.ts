import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { keyed } from '../../api/client';
import { fetchAnalytics } from '../../api/enrollments.api';
import { useSession } from '../../app/session.store';
import {
  assignPlan,
  cancelGrant,
  createPatient,
  endEnrollment,
  fetchAccess,
  fetchEnrollmentsOf,
  fetchGrants,
  fetchHurt,
  fetchPatient,
  fetchProgressOf,
  fetchRunning,
  fetchServices,
  fetchSession,
  fetchSessionsOf,
  fetchSpecialists,
  findPlans,
  grantService,
  invitePatient,
  pauseEnrollment,
  resumeEnrollment,
  searchPatients,
  updatePatient,
} from './patients.api';

type Id = MaybeRefOrGetter<number>;
const refreshMs = 30_000;

export const usePatientList = (text: MaybeRefOrGetter<string>, responsible: MaybeRefOrGetter<number | null>) => {
  const query = useInfiniteQuery({
    queryKey: ['patients', computed(() => toValue(text)), computed(() => toValue(responsible))],
    queryFn: ({ pageParam }) =>
      searchPatients({ text: toValue(text), responsibleSpecialistId: toValue(responsible), cursor: pageParam }),
    initialPageParam: undefined as string | undefined, // reason for `as`: the first page has no cursor
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });
  return { query, items: computed(() => query.data.value?.pages.flatMap((page) => page.items)) };
};

/** Running plans of everybody, to say in the list what each patient is doing. */
export const useRunning = () => {
  const session = useSession();
  return useQuery({
    queryKey: ['enrollments', 'running'],
    queryFn: fetchRunning,
    enabled: computed(() => session.can('enrollment:read')),
  });
};

export const useSpecialists = () => useQuery({ queryKey: ['specialists'], queryFn: fetchSpecialists, staleTime: 300_000 });
export const usePatient = (id: Id) =>
  useQuery({ queryKey: ['patient', computed(() => toValue(id))], queryFn: () => fetchPatient(toValue(id)) });
export const useEnrollmentsOf = (id: Id) => {
  const session = useSession();
  return useQuery({
    queryKey: ['patient', computed(() => toValue(id)), 'enrollments'],
    queryFn: () => fetchEnrollmentsOf(toValue(id)),
    enabled: computed(() => session.can('enrollment:read')),
    refetchInterval: refreshMs,
  });
};
export const useProgressOf = (id: Id) =>
  useQuery({
    queryKey: ['enrollment', computed(() => toValue(id))],
    queryFn: () => fetchProgressOf(toValue(id)),
    refetchInterval: refreshMs,
  });
export const useSessionsOf = (id: Id) =>
  useQuery({ queryKey: ['enrollment', computed(() => toValue(id)), 'sessions'], queryFn: () => fetchSessionsOf(toValue(id)) });
export const useAnalyticsOf = (id: Id) =>
  useQuery({
    queryKey: ['enrollment', computed(() => toValue(id)), 'analytics'],
    queryFn: () => fetchAnalytics(toValue(id)),
    refetchInterval: refreshMs,
  });
export const useHurtOf = (id: Id) =>
  useQuery({ queryKey: ['enrollment', computed(() => toValue(id)), 'hurt'], queryFn: () => fetchHurt(toValue(id)) });
export const useSessionDetail = (id: MaybeRefOrGetter<number | null>) =>
  useQuery({
    queryKey: ['session', computed(() => toValue(id))],
    queryFn: () => fetchSession(toValue(id) ?? 0),
    enabled: computed(() => toValue(id) !== null),
  });
export const useGrants = (id: Id) =>
  useQuery({ queryKey: ['patient', computed(() => toValue(id)), 'grants'], queryFn: () => fetchGrants(toValue(id)) });
export const useServices = () => useQuery({ queryKey: ['services', 'active'], queryFn: fetchServices });
export const useAccessOf = (id: Id) => {
  const query = useInfiniteQuery({
    queryKey: ['patient', computed(() => toValue(id)), 'access'],
    queryFn: ({ pageParam }) => fetchAccess(toValue(id), pageParam),
    initialPageParam: undefined as string | undefined, // reason for `as`: the first page has no cursor
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  return { query, items: computed(() => query.data.value?.pages.flatMap((page) => page.items)) };
};
export const usePlanChoices = (text: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: ['plan-choices', computed(() => toValue(text))],
    queryFn: () => findPlans(toValue(text)),
    placeholderData: (before) => before,
  });

/** After an act everything about the person is read again: timers, tasks and lists may all have moved. */
const useRefresh = () => {
  const client = useQueryClient();
  return (): Promise<unknown> =>
    Promise.all(
      ['patient', 'patients', 'enrollment', 'enrollments', 'home', 'approvals'].map((key) =>
        client.invalidateQueries({ queryKey: [key] }),
      ),
    );
};

export const useCreatePatient = () => useMutation({ mutationFn: keyed(createPatient), onSuccess: useRefresh() });
export const useUpdatePatient = () => useMutation({ mutationFn: updatePatient, onSettled: useRefresh() });
export const useInvite = () => useMutation({ mutationFn: invitePatient, onSuccess: useRefresh() });
export const useAssign = () => useMutation({ mutationFn: keyed(assignPlan), onSuccess: useRefresh() });
export const usePause = () => useMutation({ mutationFn: keyed(pauseEnrollment), onSuccess: useRefresh() });
export const useResume = () => useMutation({ mutationFn: keyed(resumeEnrollment), onSuccess: useRefresh() });
export const useEnd = () => useMutation({ mutationFn: keyed(endEnrollment), onSuccess: useRefresh() });
export const useGrant = () => useMutation({ mutationFn: keyed(grantService), onSuccess: useRefresh() });
export const useCancelGrant = () => useMutation({ mutationFn: keyed(cancelGrant), onSuccess: useRefresh() });
