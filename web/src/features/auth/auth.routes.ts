import type { FeatureRoute } from '../../app/route-types';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/sign-in',
    name: 'sign-in',
    component: () => import('./pages/SignInPage.vue'),
    meta: { layout: 'plain', public: true, messages: ['auth'], title: 'auth.title' },
  },
  {
    // The token stands behind the #, which no server and no log ever sees.
    path: '/sign-in/link',
    name: 'sign-in-link',
    component: () => import('./pages/SignInLinkPage.vue'),
    meta: { layout: 'plain', public: true, messages: ['auth'], title: 'auth.title' },
  },
  {
    path: '/invitation',
    name: 'invitation',
    component: () => import('./pages/InvitationPage.vue'),
    meta: { layout: 'plain', public: true, messages: ['auth'], title: 'auth.invitation.title' },
  },
];
