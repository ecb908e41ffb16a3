import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { loadConfig } from '#core/kernel/config';
import { openMailInbox } from '#embedded/mail-inbox/store';
import { withClient } from '#embedded/postgres/cluster';
import { projectRoot } from '#embedded/project-root';
import { isAlive } from '#embedded/supervisor/process-identity';
import { pause, startProduct, type Part, type Product } from '#tests/support/product';

const PARTS: readonly Part[] = ['api', 'worker', 'temporal', 'postgres'];

/** Rows of `installation`: the id must survive everything short of --fresh. */
async function installationId(product: Product): Promise<string | undefined> {
  const { rows } = await withClient(loadConfig(product.env()).database.appUrl, (client) =>
    client.query<{ installation_id: string }>('select installation_id from installation'),
  );
  return rows[0]?.installation_id;
}

/** The database may still be recovering from the kill of the test before. */
async function eventually<T>(read: () => Promise<T>): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(100);
    }
  }
}

function tryStart(env: NodeJS.ProcessEnv, args: readonly string[] = []): { code: number | null; output: string } {
  const result = spawnSync(process.execPath, [join(projectRoot(), 'scripts', 'start.mjs'), ...args], {
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { code: result.status, output: `${result.stdout}${result.stderr}` };
}

describe('npm start', () => {
  let started: Product | undefined;
  let product: Product;

  beforeAll(async () => {
    started = await startProduct();
    product = started;
  }, 180_000);

  afterAll(() => started?.remove(), 60_000);

  it('prints where to click and then the ready line alone', () => {
    const lines = product.output().trimEnd().split('\n');
    expect(lines.at(-1)).toBe(`Pathwell ready: ${product.baseUrl}`);
    const addresses = ['/', '/inbox/', '/ops/temporal/', '/docs'].map((path) => `${product.baseUrl}${path}`);
    expect(addresses.filter((address) => !product.output().includes(address))).toEqual([]);
  });

  it('refuses a second start on the same data with a sentence', () => {
    const { code, output } = tryStart(product.env());
    expect(code).toBe(1);
    expect(output).toContain('Pathwell already runs from');
  });

  it('refuses to run twice on one port with a sentence that names it', () => {
    const { port } = new URL(product.baseUrl);
    const { code, output } = tryStart({
      ...process.env,
      PORT: port,
      PATHWELL_DATA: join(product.dataFolder, '..', 'other'),
      NODE_ENV: 'development',
    });
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} on 127.0.0.1 is taken`);
  });

  it.each(PARTS)(
    'brings %s back after kill -9',
    async (part) => {
      const before = await product.kill(part);
      expect((await product.untilReplaced(part, before)).pid).not.toBe(before.pid);
    },
    90_000,
  );

  it('loses nothing when the start script is killed, and stops what was left at the next start', async () => {
    const id = await eventually(() => installationId(product));
    const config = loadConfig(product.env());
    const transport = createTransport(config.mail.smtpUrl);
    await transport.sendMail({ from: 'clinic@a.example', to: 'keep@b.example', subject: 'Kept', text: 'kept' });
    transport.close();
    const old = PARTS.map((part) => product.part(part));

    await product.kill('supervisor');
    await product.startAgain();

    expect(old.filter((identity) => isAlive(identity))).toEqual([]);
    expect(await installationId(product)).toBe(id);
    const [mail] = await openMailInbox(config.mail.inboxFolder ?? '').list({ to: 'keep@b.example' });
    expect(mail?.subject).toBe('Kept');
  }, 180_000);

  it('stops every part within ten seconds on Ctrl-C', async () => {
    const parts = PARTS.map((part) => product.part(part));
    expect(await product.interrupt()).toBeLessThan(10_000);
    expect(parts.filter((identity) => isAlive(identity))).toEqual([]);
  }, 60_000);

  it('never turns a demo into a real installation', () => {
    const { PORT, PATHWELL_DATA, PATHWELL_METRICS_PORT } = {
      PORT: new URL(product.baseUrl).port,
      PATHWELL_DATA: product.dataFolder,
      PATHWELL_METRICS_PORT: '19464',
    };
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      SMTP_URL: 'smtp://127.0.0.1:25',
      PORT,
      PATHWELL_DATA,
      PATHWELL_METRICS_PORT,
    };
    expect(tryStart(env).output).toContain('a demo never becomes real');
  });
});
