import type { FeatureRoute } from '../../app/route-types';

const meta = { layout: 'console', roles: ['admin'], messages: ['people'], title: 'people.title' } as const;

export const routes: readonly FeatureRoute[] = [
  { path: '/people', name: 'people', component: () => import('./pages/PeoplePage.vue'), meta },
  { path: '/people/:id(\\d+)', name: 'person', component: () => import('./pages/PersonPage.vue'), meta },
];
