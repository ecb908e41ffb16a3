import type { FeatureRoute } from '../../app/route-types';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/services',
    name: 'services',
    component: () => import('./pages/ServicesPage.vue'),
    meta: { layout: 'console', roles: ['admin'], messages: ['services'], title: 'services.title' },
  },
];
