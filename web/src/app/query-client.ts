import { QueryClient } from '@tanstack/vue-query';
import { asProblem } from '../api/problem';

/** Reads are repeated only when repeating can help; a refusal is shown at once. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      networkMode: 'offlineFirst',
      retry: (count, error) => count < 2 && asProblem(error).isRetryable,
      retryDelay: (attempt) => Math.min(4_000, 400 * 2 ** attempt),
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
