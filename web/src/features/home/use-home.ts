import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, watchEffect } from 'vue';
import { keyed } from '../../api/client';
import { useConsoleCounts } from '../../app/console-counts.store';
import { useSession } from '../../app/session.store';
import { clearForPlan, fetchHome, finishTask } from './home.api';
import { peopleWaiting } from './needs-words';

const refreshMs = 60_000;

export const useHome = () => {
  const session = useSession();
  return useQuery({
    queryKey: ['home'],
    queryFn: fetchHome,
    enabled: computed(() => session.can('enrollment:manage')),
    refetchInterval: refreshMs,
  });
};

/** Keeps the numbers in the side bar true on every page of the console. */
export const useNeedsCounts = (): void => {
  const counts = useConsoleCounts();
  const home = useHome();
  watchEffect(() => {
    const needs = home.data.value?.needs_me;
    if (!needs) return;
    counts.set('home', peopleWaiting(needs));
    counts.set('approvals', needs.filter((need) => need.approval_id !== null).length, true);
  });
};

export const useFinishTask = () => {
  const client = useQueryClient();
  return useMutation({ mutationFn: finishTask, onSuccess: () => client.invalidateQueries({ queryKey: ['home'] }) });
};

/** Clears a patient for a plan their answers kept from them; the task it came from is done with it. */
export const useClearForPlan = () => {
  const client = useQueryClient();
  const clear = keyed(clearForPlan);
  return useMutation({
    mutationFn: async (input: { patientId: number; planId: number; taskId: number }) => {
      await clear({ patientId: input.patientId, planId: input.planId });
      await finishTask(input.taskId);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['home'] }),
  });
};
