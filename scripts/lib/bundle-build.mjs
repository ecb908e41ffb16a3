import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { writeWhole } from './build-state.mjs';
import { inRoot } from './root.mjs';

/** One file with every workflow, so that a worker needs no bundler at run time: faster to start and far smaller in memory. */
export async function buildWorkflowBundle() {
  const { bundleWorkflowCode } = createRequire(import.meta.url)('@temporalio/worker');
  const optional = (name, file) => (existsSync(inRoot(file)) ? { [name]: inRoot(file) } : {});
  const quiet = {
    trace() {},
    debug() {},
    info() {},
    log() {},
    warn: (message) => process.stderr.write(`${message}\n`),
    error: (message) => process.stderr.write(`${message}\n`),
  };
  const { code } = await bundleWorkflowCode({
    workflowsPath: inRoot('workflows', 'index.ts'),
    ...optional('failureConverterPath', 'temporal-config/failure-converter.ts'),
    ...optional('payloadConverterPath', 'temporal-config/payload-converter.ts'),
    logger: quiet,
  });
  mkdirSync(inRoot('dist'), { recursive: true });
  writeWhole(inRoot('dist', 'workflow-bundle.js'), code);
}
