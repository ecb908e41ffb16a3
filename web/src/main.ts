import { VueQueryPlugin } from '@tanstack/vue-query';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { i18n } from './app/i18n';
import { queryClient } from './app/query-client';
import { router } from './app/router';
import { startTheme } from './app/theme';
import { useSession } from './app/session.store';
import { onSignedOut } from './api/client';
import './ui/base.css';

startTheme();

const pinia = createPinia();
const app = createApp(App).use(pinia).use(i18n).use(VueQueryPlugin, { queryClient }).use(router);

onSignedOut(() => {
  const session = useSession(pinia);
  if (session.status !== 'signed_in') return;
  session.forget();
  queryClient.clear();
  void router.push({ name: 'sign-in', query: { back: router.currentRoute.value.fullPath } });
});

// After an update an open page may ask for a part that is gone: one reload brings the new ones.
window.addEventListener('vite:preloadError', (event) => {
  const last = Number(sessionStorage.getItem('pathwell.reloaded') ?? 0);
  if (Date.now() - last < 60_000) return;
  event.preventDefault();
  sessionStorage.setItem('pathwell.reloaded', String(Date.now()));
  window.location.reload();
});

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // Without it everything works but a reload without a network.
  window.addEventListener('load', () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined));
}

app.mount('#app');
