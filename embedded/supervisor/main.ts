import { Supervisor, type Started } from './supervisor';
import { parseFlags } from './plan';

/** Called by scripts/start.mjs in its own process, so that the product has one process less. */
export async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  let supervisor: Supervisor | null = null;
  let stopping: Promise<void> | null = null;
  const stop = (code: number): Promise<void> => {
    stopping ??= (supervisor?.stop() ?? Promise.resolve()).then(() => process.exit(code));
    return stopping;
  };
  const onSignal = (): void => {
    if (stopping === null) print('Stopping …');
    void stop(0);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('SIGHUP', onSignal);
  // A closed terminal or pipe must not end the product.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  // Our own fault: the parts hold data, so they are stopped in order all the same.
  process.on('uncaughtException', (error) => {
    process.stderr.write(`Pathwell stops because of a fault of its own: ${error.stack ?? error.message}\n`);
    void stop(1);
  });
  if (env['npm_lifecycle_event'] !== undefined) onParentEnd(onSignal);
  try {
    const flags = parseFlags(args);
    supervisor = new Supervisor(env, flags, print);
    const started = await supervisor.start();
    printBlock(started, supervisor.folder.root, print);
  } catch (error) {
    if (stopping === null) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    await stop(1);
  }
}

/**
 * npm runs us below a shell. A signal sent to npm ends that shell, which tells nobody; without this the product would go on
 * in the background with no terminal.
 */
function onParentEnd(stop: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 500);
  timer.unref();
}

function printBlock({ mode, endpoints, notices }: Started, dataFolder: string, print: (line: string) => void): void {
  const base = endpoints.publicUrl;
  print('');
  print(`  App            ${base}/`);
  if (mode === 'demo' && endpoints.smtpPort !== null) print(`  Mail inbox     ${base}/inbox/`);
  print(`  Temporal UI    ${base}/ops/temporal/`);
  print(`  API docs       ${base}/docs`);
  print(`  Data           ${dataFolder} (${mode})`);
  for (const line of notices) print(`  ${line}`);
  print('');
  print(`Pathwell ready: ${base}`);
}
