import type { FeatureRoute } from '../../../app/route-types';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/me',
    name: 'me',
    component: () => import('./pages/MePage.vue'),
    meta: { layout: 'patient', roles: ['patient'], messages: ['patients/me', 'notifications'], title: 'me.title' },
  },
  {
    path: '/account',
    name: 'account',
    component: () => import('./pages/AccountPage.vue'),
    meta: { layout: 'console', messages: ['patients/me', 'notifications', 'specialists'], title: 'me.account.title' },
  },
];
