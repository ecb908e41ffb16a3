import type { Role } from '#domain/auth/roles';
import type { FeatureRoute } from '../../app/route-types';

const authors: readonly Role[] = ['specialist', 'medical_director', 'platform_admin'];
const readers: readonly Role[] = [...authors, 'admin'];
const messages = ['exercise-library'];

export const routes: readonly FeatureRoute[] = [
  {
    path: '/exercises',
    name: 'exercises',
    component: () => import('./pages/ExercisesPage.vue'),
    meta: { layout: 'console', roles: readers, messages, title: 'exercises.title.list' },
  },
  {
    path: '/exercises/new',
    name: 'exercise-new',
    component: () => import('./pages/ExerciseEditPage.vue'),
    meta: { layout: 'console', roles: authors, messages, title: 'exercises.title.new' },
  },
  {
    path: '/exercises/words',
    name: 'exercise-words',
    component: () => import('./pages/WordsPage.vue'),
    meta: { layout: 'console', roles: authors, messages, title: 'exercises.title.words' },
  },
  {
    path: '/exercises/:id(\\d+)',
    name: 'exercise',
    component: () => import('./pages/ExercisePage.vue'),
    meta: { layout: 'console', roles: readers, messages, title: 'exercises.title.one' },
  },
  {
    path: '/exercises/:id(\\d+)/edit',
    name: 'exercise-edit',
    component: () => import('./pages/ExerciseEditPage.vue'),
    meta: { layout: 'console', roles: authors, messages, title: 'exercises.title.edit' },
  },
];
