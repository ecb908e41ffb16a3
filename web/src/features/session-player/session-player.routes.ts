import type { FeatureRoute } from '../../app/route-types';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/session/:id(\\d+)',
    name: 'session-player',
    component: () => import('./pages/PlayerPage.vue'),
    meta: { layout: 'plain', roles: ['patient'], messages: ['session-player'], title: 'player.title' },
  },
];
