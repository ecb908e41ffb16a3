import 'reflect-metadata';
import { mintDemoToken } from '#core/auth/mint-token';
import { withRunningKernel } from './tool-kernel';

/** `npm run -s token -- author`: prints a bearer token for a person of the running demo, and nothing else. */
async function main(): Promise<void> {
  const person = process.argv[2];
  if (person === undefined) throw new Error('Name a demo person: npm run -s token -- author');
  await withRunningKernel(async (kernel) => console.log(await mintDemoToken(kernel, person, new Date())));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
