import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings, type Mode, type Settings } from '#core/kernel/config';
import {
  dataFolder,
  dataFolderPath,
  newInstallationId,
  prepareDataFolder,
  readInstallation,
  writeInstallation,
} from '../data-folder';
import type { DataFolder, Installation } from '../data-folder';
import { startMailServer, type MailServer } from '../mail-inbox/smtp';
import { openMailInbox } from '../mail-inbox/store';
import { databaseUrl, ensureAppRoles, ensureRoles, initCluster, withClient } from '../postgres/cluster';
import { existingCluster, postgresHome } from '../postgres/home';
import { projectRoot } from '../project-root';
import { runCommand } from '../run-command';
import { hasKeyRing, loadOrCreateSecrets, type Secrets } from '../secrets';
import { resolveTemporalCli } from '../temporal/binaries';
import { searchAttributesFrom, type SearchAttribute } from '../temporal/server';
import { Child, type ChildSpec } from './child';
import { refuseOutside, wipe } from './fresh';
import { forgetPid, rememberPid, rememberedProcess, stopLeftovers } from './leftovers';
import { decideMode, type StartFlags } from './plan';
import { freePorts, requirePort } from './ports';
import { step } from './progress';
import { composeChildEnv, ownerUrl, writeEndpoints, type Endpoints } from './running';
import { isOk, nodeSpec, postgresSpec, temporalSpec } from './specs';

export interface Started {
  mode: Mode;
  endpoints: Endpoints;
  notices: readonly string[];
}

/** Starts every part in order, keeps it running, and stops it in the reverse order. One object per process. */
export class Supervisor {
  private readonly children: Child[] = [];
  private mailServer: MailServer | null = null;
  private readonly notices: string[] = [];
  private readonly settings: Settings;
  readonly folder: DataFolder;
  private owned = false;
  private stopping = false;

  constructor(
    private readonly env: NodeJS.ProcessEnv,
    private readonly flags: StartFlags,
    private readonly print: (line: string) => void,
  ) {
    this.settings = readSettings(env);
    this.folder = dataFolder(dataFolderPath(this.settings.dataFolder));
  }

  async start(): Promise<Started> {
    const { settings, folder, flags } = this;
    prepareDataFolder(folder);
    this.takeFolder();
    await stopLeftovers(folder.run, existingCluster(folder), (message) => this.print(`  ${message}`));
    await this.requirePorts();
    if (flags.fresh) {
      refuseOutside(this.env);
      decideMode(settings, flags, null);
      await wipe(folder, flags, this.env);
      prepareDataFolder(folder);
    }
    const stamp = readInstallation(folder);
    const mode = decideMode(settings, flags, stamp);
    const installation = stamp ?? (await this.stampFolder(mode));
    const secrets = loadOrCreateSecrets(folder);
    const endpoints = await this.chooseEndpoints(mode);
    const attributes = declaredSearchAttributes(flags.dev);
    await Promise.all([
      this.startPostgres(endpoints, installation, secrets),
      this.startTemporal(endpoints, attributes),
      this.startMail(endpoints),
    ]);
    writeEndpoints(folder, endpoints);
    const childEnv = composeChildEnv({ base: this.env, folder, installation, endpoints, secrets, settings, dev: flags.dev });
    await Promise.all([
      step('Bringing the database up to date', () => this.migrate(childEnv, ownerUrl(endpoints, secrets, settings)), this.print),
      step('Preparing Temporal', () => this.prepareTemporal(childEnv, attributes), this.print),
    ]);
    await this.startProcesses(childEnv, endpoints);
    return { mode, endpoints, notices: this.notices };
  }

  /** Stops in order: what takes requests, what works, what stores. Never rejects. */
  async stop(): Promise<void> {
    this.stopping = true;
    const byName = (name: string): Promise<void> =>
      this.children.find((child) => child.name === name)?.stop() ?? Promise.resolve();
    await Promise.all([byName('api'), byName('worker')]);
    await this.mailServer?.close();
    await Promise.all([byName('temporal'), byName('postgres')]);
    if (this.owned) forgetPid(this.folder.run, 'supervisor');
  }

  private takeFolder(): void {
    const other = rememberedProcess(this.folder.run, 'supervisor');
    if (other !== null && other.pid !== process.pid) {
      throw new Error(
        `Pathwell already runs from ${this.folder.root} (process ${other.pid}). Stop it first, or start a second one with another PATHWELL_DATA and PORT.`,
      );
    }
    rememberPid(this.folder.run, 'supervisor', process.pid);
    this.owned = true;
  }

  private async requirePorts(): Promise<void> {
    await requirePort(this.settings.host, this.settings.port, 'PORT');
    await requirePort('127.0.0.1', this.settings.metricsPort, 'PATHWELL_METRICS_PORT');
    await requirePort('127.0.0.1', this.settings.metricsPort + 1, 'PATHWELL_METRICS_PORT');
  }

  /** The first start decides mode and id. A server that holds an installation already passes its id on to this new folder. */
  private async stampFolder(mode: Mode): Promise<Installation> {
    const known = this.settings.databaseUrl === null ? null : await installationIdOf(this.settings.databaseUrl);
    if (known !== null && this.settings.keyRing === null && !hasKeyRing(this.folder)) {
      throw new Error(
        `The database holds installation ${known} already, and ${this.folder.root} has no keys that can read it. ` +
          'Copy keys/ from its data folder, or set PATHWELL_KEYS, PATHWELL_COOKIE_KEYS, PATHWELL_AUDIT_SEAL_KEY and PATHWELL_OIDC_JWKS.',
      );
    }
    const installation = { installation_id: known ?? newInstallationId(), mode, created_at: new Date().toISOString() };
    writeInstallation(this.folder, installation);
    return installation;
  }

  private async chooseEndpoints(mode: Mode): Promise<Endpoints> {
    const { settings } = this;
    const [postgres = 0, temporal = 0, ui = 0, smtp = 0] = await freePorts(4);
    return {
      postgresPort: settings.databaseUrl === null ? postgres : null,
      temporalPort: settings.temporal === null ? temporal : null,
      temporalUiPort: settings.temporal === null ? ui : null,
      smtpPort: settings.smtpUrl === null && mode === 'demo' ? smtp : null,
      port: settings.port,
      host: settings.host,
      publicUrl: settings.publicUrl,
      metricsPort: settings.metricsPort,
    };
  }

  private async startPostgres(endpoints: Endpoints, installation: Installation, secrets: Secrets): Promise<void> {
    const port = endpoints.postgresPort;
    if (port === null) {
      if (this.settings.databaseAppUrl === null) await ensureAppRoles(this.settings.databaseUrl ?? '', secrets.database);
      return;
    }
    await step('Starting PostgreSQL', () => this.startCluster(port, installation, secrets), this.print);
  }

  private async startCluster(port: number, installation: Installation, secrets: Secrets): Promise<void> {
    const home = await postgresHome(this.folder, installation.installation_id);
    await initCluster(home, secrets.database.superuser);
    await this.run(postgresSpec(home, port, secrets.database.superuser));
    await ensureRoles(databaseUrl('postgres', secrets.database.superuser, port, 'postgres'), secrets.database);
  }

  private async startTemporal(endpoints: Endpoints, searchAttributes: readonly SearchAttribute[]): Promise<void> {
    const { temporalPort, temporalUiPort } = endpoints;
    if (temporalPort === null || temporalUiPort === null) return;
    await step(
      'Starting Temporal',
      async () => {
        const program = await resolveTemporalCli({ env: this.env, onProgress: (message) => this.print(`  ${message}`) });
        const [http = 0, metrics = 0] = await freePorts(2);
        const ports = { grpc: temporalPort, ui: temporalUiPort, http, metrics };
        const databaseFile = join(this.folder.temporal, 'temporal.db');
        const namespace = this.settings.temporalNamespace;
        await this.run(temporalSpec({ program, ports, databaseFile, namespace, searchAttributes, environment: this.env }));
      },
      this.print,
    );
  }

  /** Small enough to live in this process; its messages are files, so nothing is lost when it ends. */
  private async startMail(endpoints: Endpoints): Promise<void> {
    if (endpoints.smtpPort !== null) this.mailServer = await startMailServer(openMailInbox(this.folder.mail), endpoints.smtpPort);
  }

  private async migrate(childEnv: NodeJS.ProcessEnv, databaseOwnerUrl: string): Promise<void> {
    await this.runOnce('The migration', ['migrations', 'run'], [], { ...childEnv, DATABASE_URL: databaseOwnerUrl });
  }

  private async prepareTemporal(childEnv: NodeJS.ProcessEnv, attributes: readonly SearchAttribute[]): Promise<void> {
    await this.runOnce(
      'The preparation of Temporal',
      ['embedded', 'cli', 'prepare-temporal'],
      [JSON.stringify(attributes)],
      childEnv,
    );
  }

  private async runOnce(what: string, entry: readonly string[], args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
    const root = projectRoot();
    const script = this.flags.dev
      ? ['-r', '@swc-node/register', `${join(root, ...entry)}.ts`]
      : ['--enable-source-maps', `${join(root, 'dist', 'server', ...entry)}.js`];
    const result = await runCommand(process.execPath, [...script, ...args], { cwd: root, env, timeoutMs: 300_000 });
    const said = `${result.stdout}${result.stderr}`.trim();
    if (result.code !== 0) throw new Error(`${what} failed: ${said}`);
    if (said !== '') this.log(said);
  }

  private async startProcesses(env: NodeJS.ProcessEnv, endpoints: Endpoints): Promise<void> {
    const { dev } = this.flags;
    const base = localUrl(endpoints);
    await step(
      'Starting API and worker',
      async () => {
        await Promise.all([
          this.run(nodeSpec({ name: 'api', env, dev, healthUrl: `${base}/livez` })),
          this.run(nodeSpec({ name: 'worker', env, dev, healthUrl: null })),
        ]);
        await this.untilReady(`${base}/readyz`);
      },
      this.print,
    );
  }

  private async untilReady(url: string): Promise<void> {
    const end = Date.now() + 30_000;
    while (!(await isOk(url))) {
      if (Date.now() > end) {
        throw new Error(`${url} does not answer 200; it names the part that is missing. Logs are in ${this.folder.logs}.`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  private async run(spec: ChildSpec): Promise<void> {
    if (this.stopping) throw new Error('Stopped while starting.');
    const events = {
      log: (message: string) => this.tell(message),
      notice: (lines: readonly string[]) => this.notices.push(...lines),
    };
    const child = new Child(spec, this.folder, events);
    this.children.push(child);
    await child.start();
  }

  /** For the log and for the person at the terminal, who would otherwise see a product that stutters for no reason. */
  private tell(message: string): void {
    this.print(`  ${message}`);
    this.log(message);
  }

  private log(message: string): void {
    appendFileSync(join(this.folder.logs, 'supervisor.log'), `${new Date().toISOString()} ${message}\n`, { mode: 0o600 });
  }
}

/** Address under which this machine reaches the API, whatever PUBLIC_URL says. */
export function localUrl(endpoints: Pick<Endpoints, 'host' | 'port'>): string {
  const host = endpoints.host === '0.0.0.0' ? '127.0.0.1' : endpoints.host === '::' ? '::1' : endpoints.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${endpoints.port}`;
}

async function installationIdOf(url: string): Promise<string | null> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ present: string | null }>("select to_regclass('public.installation')::text as present");
    if (rows[0]?.present == null) return null;
    const found = await client.query<{ installation_id: string }>('select installation_id from installation');
    return found.rows[0]?.installation_id ?? null;
  });
}

/**
 * The build wrote the list down, because reading it from the code would load the Temporal SDK into this process for good.
 * In development there is no build, and memory does not matter.
 */
function declaredSearchAttributes(dev: boolean): SearchAttribute[] {
  const file = join(projectRoot(), 'dist', 'search-attributes.json');
  if (!dev) return searchAttributesFrom(JSON.parse(readFileSync(file, 'utf8')));
  const declared: unknown = require('#temporal-config/search-attributes');
  return searchAttributesFrom(Reflect.get(Object(declared), 'SEARCH_ATTRIBUTES'));
}
