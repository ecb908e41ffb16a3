import { createRequire } from 'node:module';
import { bootstrap } from './bootstrap.mjs';
import { inRoot } from './lib/root.mjs';
import { fail } from './lib/run.mjs';

try {
  await bootstrap();
  // In this process, not in a child: one process less, and Ctrl-C meets the supervisor directly.
  const { main } = createRequire(import.meta.url)(inRoot('dist', 'server', 'embedded', 'supervisor', 'main.js'));
  await main(process.argv.slice(2), process.env);
} catch (error) {
  fail(error);
}
