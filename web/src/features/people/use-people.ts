import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { keyed } from '../../api/client';
import {
  changeMember,
  fetchInvitations,
  fetchMember,
  inviteMember,
  resetSecondFactor,
  searchMembers,
  sendPasswordReset,
  setAway,
  viewAs,
  withdrawInvitation,
  type StaffRole,
} from './people.api';

export const useMembers = (text: MaybeRefOrGetter<string>, role: MaybeRefOrGetter<StaffRole | null>) => {
  const query = useInfiniteQuery({
    queryKey: ['members', computed(() => toValue(text)), computed(() => toValue(role))],
    queryFn: ({ pageParam }) => searchMembers({ text: toValue(text), role: toValue(role), cursor: pageParam }),
    initialPageParam: undefined as string | undefined, // reason for `as`: the first page has no cursor
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });
  return { query, items: computed(() => query.data.value?.pages.flatMap((page) => page.items)) };
};

export const useInvitations = () => {
  const query = useInfiniteQuery({
    queryKey: ['invitations'],
    queryFn: ({ pageParam }) => fetchInvitations(pageParam),
    initialPageParam: undefined as string | undefined, // reason for `as`: the first page has no cursor
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  return { query, items: computed(() => query.data.value?.pages.flatMap((page) => page.items)) };
};

export const useMember = (id: MaybeRefOrGetter<number>) =>
  useQuery({ queryKey: ['member', computed(() => toValue(id))], queryFn: () => fetchMember(toValue(id)) });

const useRefresh = () => {
  const client = useQueryClient();
  return (): Promise<unknown> =>
    Promise.all(['members', 'member', 'invitations'].map((key) => client.invalidateQueries({ queryKey: [key] })));
};

export const useChangeMember = () => useMutation({ mutationFn: changeMember, onSuccess: useRefresh() });
export const useSetAway = () => useMutation({ mutationFn: setAway, onSuccess: useRefresh() });
export const useSendPasswordReset = () => useMutation({ mutationFn: sendPasswordReset, onSuccess: useRefresh() });
export const useResetSecondFactor = () => useMutation({ mutationFn: resetSecondFactor, onSuccess: useRefresh() });
export const useViewAs = () => useMutation({ mutationFn: viewAs });
export const useInviteMember = () => useMutation({ mutationFn: keyed(inviteMember), onSuccess: useRefresh() });
export const useWithdraw = () => useMutation({ mutationFn: withdrawInvitation, onSuccess: useRefresh() });
