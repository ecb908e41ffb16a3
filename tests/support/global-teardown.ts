import { rm } from 'node:fs/promises';

/** Stops what global-setup started and removes its data. */
// oxlint-disable-next-line import/no-default-export -- jest calls the default export
export default async function globalTeardown(): Promise<void> {
  const started = globalThis.pathwellTestServers;
  if (started === undefined) return;
  await Promise.all(started.servers.map((server) => server.stop()));
  await rm(started.folder, { recursive: true, force: true });
}
