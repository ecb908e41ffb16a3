import { nextTick } from 'vue';
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { guard } from './guards';
import { i18n, loadMessages } from './i18n';
import type { FeatureRoute, LayoutName } from './route-types';
import { useSession } from './session.store';

// Every feature brings its own routes; adding one needs no change here.
const modules = import.meta.glob<{ routes: readonly FeatureRoute[] }>('../features/**/*.routes.ts', { eager: true });
const featureRoutes = Object.values(modules).flatMap((module) => module.routes);

const layouts = {
  patient: () => import('./layouts/PatientLayout.vue'),
  console: () => import('./layouts/ConsoleLayout.vue'),
  plain: () => import('./layouts/PlainLayout.vue'),
} as const;

const under = (layout: LayoutName): RouteRecordRaw => ({
  path: '/',
  component: layouts[layout],
  children: featureRoutes.filter((route) => route.meta.layout === layout),
});

const gallery: RouteRecordRaw[] = import.meta.env.DEV
  ? [{ path: '/__ui', component: () => import('./pages/GalleryPage.vue'), meta: { public: true, title: 'app.title.gallery' } }]
  : [];

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/', name: 'start', component: () => import('./pages/StartPage.vue') },
    under('patient'),
    under('console'),
    under('plain'),
    ...gallery,
    {
      path: '/refused',
      name: 'refused',
      component: () => import('./pages/RefusedPage.vue'),
      meta: { title: 'app.title.refused' },
    },
    {
      path: '/:rest(.*)*',
      name: 'lost',
      component: () => import('./pages/LostPage.vue'),
      meta: { public: true, title: 'app.title.lost' },
    },
  ],
});

router.beforeEach(async (to) => {
  const session = useSession();
  const isPublic = to.meta.public === true;
  if (session.status === 'unknown' || (session.status === 'unreachable' && !isPublic)) await session.load();
  // Not reachable is not signed out: the page opens and says so itself.
  if (session.status === 'unreachable') return to.path === '/' ? true : undefined;
  const verdict = guard({
    path: to.path,
    isPublic,
    needs: to.meta.roles,
    signedIn: session.status === 'signed_in',
    roles: session.roles,
  });
  switch (verdict.go) {
    case 'on':
      return true;
    case 'home':
      return { path: verdict.to, replace: true };
    case 'refuse':
      return { name: 'refused', query: { from: to.path } };
    case 'sign-in':
      return { name: 'sign-in', query: to.path === '/' ? {} : { back: to.fullPath } };
  }
});

router.beforeResolve(async (to) => {
  await loadMessages([...new Set(to.matched.flatMap((record) => record.meta.messages ?? []))]);
});

router.afterEach((to, from, failure) => {
  if (failure) return;
  const title = to.meta.title;
  document.title = title ? `${i18n.global.t(title)} · Pathwell` : 'Pathwell';
  // A new page is read from its heading; the first load keeps the browser's own start.
  if (from.matched.length === 0 || to.path === from.path) return;
  void nextTick(() => document.querySelector<HTMLElement>('main h1, main')?.focus({ preventScroll: true }));
});
