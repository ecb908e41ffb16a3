import 'reflect-metadata';
import { createSetupLink } from '#core/auth/create-setup-link';
import { syncIssuers } from '#core/auth/sync-issuers';
import { ConfigError, loadConfig } from '#core/kernel/config';
import { createKernel } from '#core/kernel/create-kernel';
import { createVideoPort, videoSettingsOf } from '#core/kernel/ports/video-providers';
import { linkToSupervisor } from '#embedded/supervisor/child-link';
import { prepareInstallation } from '#migrations/seeds/prepare';
import { openTemporal } from '#temporal-config/open-temporal';
import { createAuthenticate } from './auth/create-authenticate';
import { createMounts, features } from './features';
import { startServer } from './server';

/** Wiring only: configuration → kernel → server → ready. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const temporal = openTemporal(config);
  const video = createVideoPort(videoSettingsOf(config.video), Date.now);
  const kernel = await createKernel(config, { processes: temporal.processes, video }, 'api');
  await syncIssuers(kernel);
  await prepareInstallation(kernel, new Date());
  const server = await startServer({
    kernel,
    authenticate: createAuthenticate(kernel),
    routes: features.flat(),
    mounts: createMounts({ kernel, temporal }),
  });
  const link = linkToSupervisor({
    stop: async () => {
      await server.stop();
      await temporal.processes.close();
      await kernel.db.close();
    },
  });
  const setupLink = await createSetupLink(kernel, new Date());
  if (setupLink !== null) {
    link.notice(['', '  Nobody can sign in yet. Open this link once to make the first administrator:', `  ${setupLink}`, '']);
  }
  link.ready();
  kernel.log.info({ port: config.http.port }, 'api listens');
}

main().catch((error: unknown) => {
  // The last words of a process that cannot start: no logger may exist yet.
  const sentence = error instanceof ConfigError || error instanceof Error ? error.message : 'The API could not start.';
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
});
