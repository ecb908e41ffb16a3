import type { FeatureRoute } from '../../app/route-types';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/home',
    name: 'home',
    component: () => import('./pages/HomePage.vue'),
    meta: { layout: 'console', roles: ['specialist', 'medical_director'], messages: ['home'], title: 'home.title' },
  },
];
