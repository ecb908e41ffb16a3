import type { Role } from '#domain/auth/roles';
import type { FeatureRoute } from '../../app/route-types';

const authors: readonly Role[] = ['specialist', 'medical_director', 'platform_admin'];
const readers: readonly Role[] = [...authors, 'admin'];
const messages = ['plan-builder', 'exercise-library'];

export const routes: readonly FeatureRoute[] = [
  {
    path: '/plans',
    name: 'plans',
    component: () => import('./pages/PlansPage.vue'),
    meta: { layout: 'console', roles: readers, messages, title: 'builder.title.plans' },
  },
  {
    path: '/plans/new',
    name: 'plan-new',
    component: () => import('./pages/NewPlanPage.vue'),
    meta: { layout: 'console', roles: authors, messages, title: 'builder.title.new' },
  },
  {
    // The builder takes the whole width: its own three columns stand where the side bar would.
    path: '/plans/:id(\\d+)',
    name: 'plan-builder',
    component: () => import('./pages/BuilderPage.vue'),
    meta: { layout: 'plain', roles: readers, messages, title: 'builder.title.plan' },
  },
  {
    path: '/plans/:id(\\d+)/versions',
    name: 'plan-versions',
    component: () => import('./pages/VersionsPage.vue'),
    meta: { layout: 'console', roles: readers, messages, title: 'builder.title.versions' },
  },
];
