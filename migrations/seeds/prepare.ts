import type { Kernel } from '#core/kernel/ctx';
import { seedDemoCare } from './demo/care';
import { demoActor } from './demo/demo-actor';
import { seedDemoPeople } from './demo/people';
import { seedDemoServices } from './demo/services';
import { loadReference } from './load-reference';

/**
 * Brings an installation to the point where somebody can use it: reference content always, clinics, people and courses in a demo.
 * Every part looks first and writes only what is missing, so it runs at each start.
 */
export async function prepareInstallation(kernel: Kernel, now: Date): Promise<void> {
  await loadReference(kernel, now);
  if (kernel.config.mode !== 'demo') return;
  await seedDemoPeople(kernel, now);
  const author = await demoActor(kernel, 'author', now);
  if (author === null || author.orgId === null) return;
  await seedDemoServices(kernel, author.orgId, now);
  await workerAnswers(kernel);
  await seedDemoCare(author);
}

const workerWaitMs = 20_000;
const lookEveryMs = 100;

/** The courses of the demo are opened by their processes, so a worker has to be there. @throws a sentence when none comes */
async function workerAnswers(kernel: Kernel): Promise<void> {
  for (
    const last = Date.now() + workerWaitMs;
    Date.now() < last;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  ) {
    if ((await kernel.processes.workerLastSeen().catch(() => null)) !== null) return;
  }
  throw new Error('The demo data needs the worker, and none has asked for work. Look at the worker in the log.');
}
