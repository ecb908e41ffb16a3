import type { FeatureRoute } from '../../app/route-types';

const meta = {
  layout: 'console',
  roles: ['specialist', 'medical_director', 'admin'],
  messages: ['patients'],
  title: 'patients.title',
} as const;

export const routes: readonly FeatureRoute[] = [
  { path: '/patients', name: 'patients', component: () => import('./pages/PatientsPage.vue'), meta },
  { path: '/patients/:id(\\d+)', name: 'patient', component: () => import('./pages/PatientPage.vue'), meta },
];
