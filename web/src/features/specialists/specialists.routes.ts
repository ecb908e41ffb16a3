import type { FeatureRoute } from '../../app/route-types';

const meta = {
  layout: 'console',
  roles: ['admin', 'medical_director', 'specialist'],
  messages: ['specialists'],
  title: 'specialists.title',
} as const;

export const routes: readonly FeatureRoute[] = [
  { path: '/specialists', name: 'specialists', component: () => import('./pages/SpecialistsPage.vue'), meta },
  { path: '/specialists/:id(\\d+)', name: 'specialist', component: () => import('./pages/SpecialistPage.vue'), meta },
];
