import type { FeatureRoute } from '../../app/route-types';

const meta = { layout: 'console', roles: ['ops'], messages: ['ops'], title: 'ops.title' } as const;

export const routes: readonly FeatureRoute[] = [
  { path: '/processes', name: 'processes', component: () => import('./pages/ProcessesPage.vue'), meta },
  { path: '/processes/:id(\\d+)', name: 'process', component: () => import('./pages/ProcessPage.vue'), meta },
];
