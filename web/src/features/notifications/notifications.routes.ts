import type { FeatureRoute } from '../../app/route-types';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/messages',
    name: 'messages',
    component: () => import('./pages/MessagesPage.vue'),
    meta: { layout: 'patient', roles: ['patient'], messages: ['notifications'], title: 'messages.title' },
  },
  {
    // The token stands behind the #, which no server and no log ever sees.
    path: '/unsubscribe',
    name: 'unsubscribe',
    component: () => import('./pages/UnsubscribePage.vue'),
    meta: { layout: 'plain', public: true, messages: ['notifications'], title: 'messages.unsubscribe.title_any' },
  },
];
