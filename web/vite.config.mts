import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import vueI18n from '@intlify/unplugin-vue-i18n/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const api = process.env['PATHWELL_API'] ?? 'http://127.0.0.1:4000';
const serverPaths = ['/v1', '/openapi.json', '/docs', '/livez', '/readyz', '/ops/temporal', '/inbox', '/oidc'];

/** A `.br` beside every text file: the server sends it as it is instead of compressing on each request. */
const brotliSiblings = (): Plugin => ({
  name: 'brotli-siblings',
  apply: 'build',
  enforce: 'post',
  closeBundle: {
    order: 'post',
    sequential: true,
    handler() {
      const folder = resolve(this.environment.config.root, this.environment.config.build.outDir);
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.(js|css|html|svg|webmanifest)$/.test(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }));
      }
    },
  },
});

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
    brotliSiblings(),
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
