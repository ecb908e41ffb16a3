import type { FeatureRoute } from '../../app/route-types';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/messages',
    name: 'messages',
    component: () => import('./pages/MessagesPage.vue'),
    meta: { layout: 'patient', roles: ['patient'], messages: ['notifications'], title: 'messages.title' },
  },
];
