import type { Samples } from '../route-samples';

export const samples: Samples = {
  'GET /v1/treatment-plans/:id/diff': { query: () => ({ from: '1' }) },
};
