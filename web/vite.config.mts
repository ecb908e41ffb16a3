import { fileURLToPath } from 'node:url';
import vueI18n from '@intlify/unplugin-vue-i18n/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const api = process.env['PATHWELL_API'] ?? 'http://127.0.0.1:4000';
const serverPaths = ['/v1', '/openapi.json', '/docs', '/livez', '/readyz', '/ops/temporal', '/inbox', '/oidc'];

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
  ],
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    target: ['es2022', 'safari16.4', 'firefox115'],
    // Nothing is inlined as data: URIs: fonts and icons are files of our own origin.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    port: 5173,
    strictPort: false,
    proxy: Object.fromEntries(serverPaths.map((path) => [path, { target: api, changeOrigin: false }])),
  },
});
