import 'reflect-metadata';
import globalSetup from '#tests/support/global-setup';
import globalTeardown from '#tests/support/global-teardown';
import { benchRead } from './http';
import type { Figure } from './measure';
import { benchAssign, benchUpdate } from './processes';
import { benchStart } from './start';

const benches: Record<string, () => Promise<Figure[]>> = { P1: benchAssign, P2: benchUpdate, P3: benchRead, P13: benchStart };

/** `npm run bench -- P1 P2 …`: one JSON object a line for each figure. Without names: all of them. */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2).filter((name) => name !== '--');
  const names = wanted.length === 0 ? Object.keys(benches) : wanted;
  const unknown = names.filter((name) => benches[name] === undefined);
  if (unknown.length > 0) {
    throw new Error(`There is no bench ${unknown.join(', ')}. Choose from ${Object.keys(benches).join(', ')}.`);
  }
  await globalSetup();
  try {
    for (const name of names) {
      for (const figure of (await benches[name]?.()) ?? []) console.log(JSON.stringify(figure));
    }
  } finally {
    await globalTeardown();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
