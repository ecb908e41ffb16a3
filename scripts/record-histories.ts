import 'reflect-metadata';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import globalSetup from '#tests/support/global-setup';
import globalTeardown from '#tests/support/global-teardown';
import { openCareHouse } from '#tests/replay/scenarios/care.scenarios';
import { openJarHouse } from '#tests/replay/scenarios/jar.scenarios';

/**
 * Lives the scenarios of the replay gate on real servers and keeps their histories in tests/replay/<workflow>/<name>.json.
 * Histories are append-only: a file that exists is never written again, because it stands for a process that may still be open.
 * Give a changed workflow a new scenario instead.
 */
async function main(): Promise<void> {
  const folder = join(__dirname, '..', 'tests', 'replay');
  await globalSetup();
  try {
    for (const openHouse of [openJarHouse, openCareHouse]) {
      const house = await openHouse();
      try {
        for (const scenario of house.scenarios) {
          const { workflow, name } = scenario;
          const target = (number: number): string =>
            join(folder, workflow, number === 0 ? `${name}.json` : `${name}-${number + 1}.json`);
          if (existsSync(target(0))) continue;
          const ids = await scenario.run();
          const histories = (await Promise.all(ids.map((id) => house.histories(id)))).flat();
          mkdirSync(join(folder, workflow), { recursive: true });
          histories.forEach((history, number) => writeFileSync(target(number), `${history}\n`));
          console.log(`${workflow}/${name}: ${histories.length}`);
        }
      } finally {
        await house.close();
      }
    }
  } finally {
    await globalTeardown();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
