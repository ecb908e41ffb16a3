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

app.mount('#app');
