import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { keyed } from '../../api/client';
import { decide, fetchApprovals, fetchReview } from './approvals.api';

const refreshMs = 30_000;
const decidedShown = 10;

/** Waiting requests, oldest first, and what was decided lately. */
export const useApprovals = () => {
  const pending = useQuery({
    queryKey: ['approvals', 'pending'],
    queryFn: () => fetchApprovals('pending'),
    refetchInterval: refreshMs,
  });
  const lately = useQuery({ queryKey: ['approvals', 'all'], queryFn: () => fetchApprovals() });
  return {
    pending,
    lately,
    waiting: computed(() => (pending.data.value ? [...pending.data.value.items].reverse() : undefined)),
    decided: computed(() => (lately.data.value?.items ?? []).filter((one) => one.status !== 'pending').slice(0, decidedShown)),
  };
};

export const useReview = (id: MaybeRefOrGetter<number | undefined>) =>
  useQuery({
    queryKey: ['approval', computed(() => toValue(id) ?? 0)],
    queryFn: () => fetchReview(toValue(id) ?? 0),
    enabled: computed(() => toValue(id) !== undefined),
    refetchInterval: refreshMs,
  });

/** One decision; whatever the answer, lists and detail are read again, because somebody may have been faster. */
export const useDecide = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: keyed(decide),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['approvals'] }),
        client.invalidateQueries({ queryKey: ['approval'] }),
        client.invalidateQueries({ queryKey: ['home'] }),
      ]),
  });
};
