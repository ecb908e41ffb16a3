import { fileURLToPath } from 'node:url';
import vueI18n from '@intlify/unplugin-vue-i18n/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const api = process.env['PATHWELL_API'] ?? 'http://127.0.0.1:4000';
const serverPaths = ['/v1', '/openapi.json', '/docs', '/livez', '/readyz', '/ops/temporal', '/inbox', '/oidc'];

/** Only the shell is kept for offline use; answers of the API never enter a cache. */
const offlineShell = VitePWA({
  registerType: 'autoUpdate',
  injectRegister: false,
  manifest: {
    name: 'Pathwell',
    short_name: 'Pathwell',
    description: 'Your home programme, step by step.',
    start_url: '/',
    display: 'standalone',
    background_color: '#fbfaf6',
    theme_color: '#005a52',
    icons: [{ src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
  },
  workbox: {
    globPatterns: ['index.html', 'assets/*.{js,css,woff2}', 'favicon.svg'],
    navigateFallback: '/index.html',
    navigateFallbackDenylist: [/^\/(v1|docs|ops|inbox|oidc|problems|livez|readyz|openapi\.json)/],
    cleanupOutdatedCaches: true,
    clientsClaim: true,
    skipWaiting: true,
  },
});

export default defineConfig({
  root: here('.'),
  base: '/',
  publicDir: here('./public'),
  cacheDir: here('../.cache/vite'),
  plugins: [
    vue(),
    // Messages are compiled at build time, so no `new Function` reaches the browser and the CSP stays closed.
    vueI18n({
      include: [here('./src/**/locales/*.json')],
      runtimeOnly: true,
      compositionOnly: true,
      fullInstall: false,
      strictMessage: true,
    }),
    offlineShell,
  ],
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    target: ['es2022', 'safari16.4', 'firefox115'],
    // Nothing is inlined as data: URIs: fonts and icons are files of our own origin.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // How long a plugin took is nothing that somebody who starts the product can act on.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: {
    port: 5173,
    strictPort: false,
    proxy: Object.fromEntries(serverPaths.map((path) => [path, { target: api, changeOrigin: false }])),
  },
});
