import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bootstrap } from './bootstrap.mjs';
import { inRoot } from './lib/root.mjs';
import { fail } from './lib/run.mjs';

// The product from its sources: API and worker restart when a file changes, the web reloads in place.
// Vite listens on PORT and passes what is the API's to it, so that the browser sees one origin as in production.
try {
  await bootstrap({ build: false });
  const require = createRequire(import.meta.url);
  require('@swc-node/register');
  const { freePorts } = require(inRoot('embedded', 'supervisor', 'ports.ts'));
  const { main } = require(inRoot('embedded', 'supervisor', 'main.ts'));
  const host = process.env.HOST ?? '127.0.0.1';
  const port = Number(process.env.PORT ?? 4000);
  const [apiPort] = await freePorts(1);
  const hasWeb = existsSync(inRoot('web', 'index.html'));
  const env = hasWeb
    ? { ...process.env, PORT: String(apiPort), PUBLIC_URL: process.env.PUBLIC_URL ?? `http://${host}:${port}` }
    : process.env;
  if (hasWeb) await startVite(host, port, `http://127.0.0.1:${apiPort}`);
  await main(['--dev', ...process.argv.slice(2)], env);
} catch (error) {
  fail(error);
}

async function startVite(host, port, api) {
  const { createServer } = await import('vite');
  // Read by web/vite.config.mts, which knows the paths the API answers; only there, so it does not stay in our environment.
  process.env.PATHWELL_API = api;
  const configFile = inRoot('web', 'vite.config.mts');
  const server = await createServer({ root: inRoot('web'), configFile, server: { host, port, strictPort: true } });
  delete process.env.PATHWELL_API;
  await server.listen().catch((error) => {
    throw new Error(`Port ${port} on ${host} is taken. Choose another: PORT=${port + 1} npm run dev (${error.message})`);
  });
}
