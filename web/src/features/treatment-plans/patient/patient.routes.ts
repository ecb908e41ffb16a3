import type { FeatureRoute } from '../../../app/route-types';

const meta = { layout: 'patient', roles: ['patient'], messages: ['treatment-plans/patient'] } as const;

export const routes: readonly FeatureRoute[] = [
  { path: '/today', name: 'today', component: () => import('./pages/TodayPage.vue'), meta: { ...meta, title: 'my.today.title' } },
  { path: '/plan', name: 'plan', component: () => import('./pages/PlanPage.vue'), meta: { ...meta, title: 'my.plan.title' } },
  {
    path: '/progress',
    name: 'progress',
    component: () => import('./pages/ProgressPage.vue'),
    meta: { ...meta, title: 'my.progress.title' },
  },
  {
    path: '/library',
    name: 'library',
    component: () => import('./pages/LibraryPage.vue'),
    meta: { ...meta, title: 'my.library.title' },
  },
  {
    path: '/library/:id(\\d+)',
    name: 'library-plan',
    component: () => import('./pages/LibraryPlanPage.vue'),
    meta: { ...meta, title: 'my.library.title' },
  },
];
