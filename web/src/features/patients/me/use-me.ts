import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed } from 'vue';
import { fetchEnrollments } from '../../../api/enrollments.api';
import { updateMe } from '../../../app/session.api';
import { useSession } from '../../../app/session.store';
import { changePassword, fetchAccessLog, fetchDevices, fetchMyServices, revokeDevice, saveReminders } from './me.api';

export const useAccessLog = () => {
  const query = useInfiniteQuery({
    queryKey: ['access-log'],
    queryFn: ({ pageParam }) => fetchAccessLog(pageParam),
    initialPageParam: undefined as string | undefined, // reason for `as`: the first page has no cursor
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  return { query, items: computed(() => query.data.value?.pages.flatMap((page) => page.items)) };
};

/** The running plan, whose reminders can be set. */
export const useRunningPlan = () => {
  const query = useQuery({ queryKey: ['my-plans'], queryFn: fetchEnrollments });
  return {
    query,
    plan: computed(() => query.data.value?.items.find((one) => one.status === 'active' || one.status === 'paused')),
  };
};

export const useSaveReminders = () => {
  const client = useQueryClient();
  return useMutation({ mutationFn: saveReminders, onSuccess: () => client.invalidateQueries({ queryKey: ['my-plans'] }) });
};

export const useSaveZone = () => {
  const session = useSession();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (zone: string) => updateMe({ time_zone: zone }),
    onSuccess: async () => {
      await session.load();
      await client.invalidateQueries({ queryKey: ['my-plans'] });
    },
  });
};

export const useMyServices = () => useQuery({ queryKey: ['my-services'], queryFn: fetchMyServices });
export const useDevices = () => useQuery({ queryKey: ['devices'], queryFn: fetchDevices });
export const useRevokeDevice = () => {
  const client = useQueryClient();
  return useMutation({ mutationFn: revokeDevice, onSuccess: () => client.invalidateQueries({ queryKey: ['devices'] }) });
};
export const useChangePassword = () => useMutation({ mutationFn: changePassword });
