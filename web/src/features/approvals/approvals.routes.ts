import type { FeatureRoute } from '../../app/route-types';

const meta = {
  layout: 'console',
  roles: ['specialist', 'medical_director', 'admin'],
  messages: ['approvals'],
  title: 'approvals.title',
} as const;

export const routes: readonly FeatureRoute[] = [
  { path: '/approvals', name: 'approvals', component: () => import('./pages/ApprovalsPage.vue'), meta },
  { path: '/approvals/:id(\\d+)', name: 'approval', component: () => import('./pages/ApprovalsPage.vue'), meta },
];
