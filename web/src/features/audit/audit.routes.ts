import type { FeatureRoute } from '../../app/route-types';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/audit',
    name: 'audit',
    component: () => import('./pages/AuditPage.vue'),
    meta: { layout: 'console', roles: ['admin', 'medical_director'], messages: ['audit'], title: 'audit.title' },
  },
];
