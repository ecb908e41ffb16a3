import type { Samples } from '../route-samples';

const timeBased = () => ({
  name: 'Home programme',
  description: '',
  billing_model: 'time_based',
  price_cents: 9900,
  currency: 'EUR',
  duration_days: 90,
  session_count: null,
  telerehab_access: true,
  library_access: true,
  status: 'active',
});

export const samples: Samples = {
  'POST /v1/service-plans': { body: timeBased },
  'PUT /v1/service-plans/:id': { body: timeBased },
};
