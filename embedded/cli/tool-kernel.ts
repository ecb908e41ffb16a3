import { loadConfig } from '#core/kernel/config';
import { createKernel } from '#core/kernel/create-kernel';
import type { Kernel } from '#core/kernel/ctx';
import { createVideoPort, videoSettingsOf } from '#core/kernel/ports/video-providers';
import { openTemporal } from '#temporal-config/open-temporal';
import { readRunningEnv } from '../supervisor/running';

/** Runs a tool with the kernel of the product that runs from this data folder, and lets go of it afterwards. */
export async function withRunningKernel(use: (kernel: Kernel) => Promise<void>): Promise<void> {
  const config = loadConfig(readRunningEnv(process.env));
  const temporal = openTemporal(config);
  const video = createVideoPort(videoSettingsOf(config.video), Date.now);
  const kernel = await createKernel(config, { processes: temporal.processes, video }, 'tool');
  try {
    await use(kernel);
  } finally {
    await temporal.processes.close();
    await kernel.db.close();
  }
}
