import type { FeatureRoute } from '../../app/route-types';

const meta = { layout: 'console', roles: ['admin'], messages: ['organization'] } as const;

export const routes: readonly FeatureRoute[] = [
  {
    path: '/clinic',
    name: 'clinic',
    component: () => import('./pages/ClinicPage.vue'),
    meta: { ...meta, title: 'organization.clinic.title' },
  },
  {
    path: '/policies',
    name: 'policies',
    component: () => import('./pages/PoliciesPage.vue'),
    meta: { ...meta, title: 'organization.policies.title' },
  },
  {
    path: '/api-keys',
    name: 'api-keys',
    component: () => import('./pages/ApiKeysPage.vue'),
    meta: { ...meta, title: 'organization.keys.title' },
  },
  {
    path: '/clinics',
    name: 'clinics',
    component: () => import('./pages/ClinicsPage.vue'),
    meta: { ...meta, roles: ['platform_admin'], title: 'organization.clinics.title' },
  },
];
