import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed } from 'vue';
import { keyed } from '../../api/client';
import {
  changePolicies,
  createApiKey,
  createClinic,
  fetchApiKeys,
  fetchClinics,
  fetchOrganization,
  fetchPolicies,
  revokeApiKey,
  rotateApiKey,
  updateOrganization,
} from './organization.api';

const useRefresh = (...keys: readonly string[]) => {
  const client = useQueryClient();
  return (): Promise<unknown> => Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
};

export const useOrganization = () => useQuery({ queryKey: ['organization'], queryFn: fetchOrganization });
export const useUpdateOrganization = () => useMutation({ mutationFn: updateOrganization, onSuccess: useRefresh('organization') });
export const usePolicies = () => useQuery({ queryKey: ['policies'], queryFn: fetchPolicies });
export const useChangePolicies = () => {
  const client = useQueryClient();
  return useMutation({ mutationFn: changePolicies, onSuccess: (saved) => client.setQueryData(['policies'], saved) });
};
export const useApiKeys = () => useQuery({ queryKey: ['api-keys'], queryFn: fetchApiKeys });
export const useCreateApiKey = () => useMutation({ mutationFn: keyed(createApiKey), onSuccess: useRefresh('api-keys') });
export const useRotateApiKey = () => useMutation({ mutationFn: keyed(rotateApiKey), onSuccess: useRefresh('api-keys') });
export const useRevokeApiKey = () => useMutation({ mutationFn: revokeApiKey, onSuccess: useRefresh('api-keys') });
export const useClinics = () => {
  const query = useInfiniteQuery({
    queryKey: ['clinics'],
    queryFn: ({ pageParam }) => fetchClinics(pageParam),
    initialPageParam: undefined as string | undefined, // reason for `as`: the first page has no cursor
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  return { query, items: computed(() => query.data.value?.pages.flatMap((page) => page.items)) };
};
export const useCreateClinic = () => useMutation({ mutationFn: keyed(createClinic), onSuccess: useRefresh('clinics') });
