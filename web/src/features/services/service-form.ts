import type { Service, ServiceContent } from './services.api';

const centsOfUnit = 100;

/** What the form holds: the price as a person writes it, numbers as they are typed. */
export interface ServiceForm {
  name: string;
  description: string;
  billing_model: ServiceContent['billing_model'];
  price: string;
  currency: string;
  duration_days: number | null;
  session_count: number | null;
  telerehab_access: boolean;
  library_access: boolean;
  status: ServiceContent['status'];
}

export const emptyForm = (): ServiceForm => ({
  name: '',
  description: '',
  billing_model: 'time_based',
  price: '0',
  currency: 'EUR',
  duration_days: 90,
  session_count: null,
  telerehab_access: true,
  library_access: false,
  status: 'active',
});

export const formOf = (service: Service): ServiceForm => ({
  name: service.name,
  description: service.description,
  billing_model: service.billing_model,
  price: (service.price_cents / centsOfUnit).toFixed(service.price_cents % centsOfUnit === 0 ? 0 : 2),
  currency: service.currency,
  duration_days: service.duration_days,
  session_count: service.session_count,
  telerehab_access: service.telerehab_access,
  library_access: service.library_access,
  status: service.status,
});

/** Cents of "79", "79.5", "79,50"; null when it is no price. */
export const centsOf = (text: string): number | null => {
  const found = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  return found ? Number(found[1]) * centsOfUnit + Number((found[2] ?? '').padEnd(2, '0')) : null;
};

export type FormFault = 'name' | 'price' | 'currency' | 'duration_days' | 'session_count';

/** What is still missing. Sessions count when billed by session, time when billed by time, both when mixed. */
export const faultsOf = (form: ServiceForm): readonly FormFault[] => [
  ...(form.name.trim() === '' ? (['name'] as const) : []),
  ...(centsOf(form.price) === null ? (['price'] as const) : []),
  ...(/^[A-Z]{3}$/.test(form.currency) ? [] : (['currency'] as const)),
  ...(form.billing_model !== 'session_based' && form.duration_days === null ? (['duration_days'] as const) : []),
  ...(form.billing_model !== 'time_based' && form.session_count === null ? (['session_count'] as const) : []),
];

export const contentOf = (form: ServiceForm): ServiceContent => ({
  name: form.name.trim(),
  description: form.description.trim(),
  billing_model: form.billing_model,
  price_cents: centsOf(form.price) ?? 0,
  currency: form.currency,
  duration_days: form.duration_days,
  session_count: form.billing_model === 'time_based' ? null : form.session_count,
  telerehab_access: form.telerehab_access,
  library_access: form.library_access,
  status: form.status,
});
