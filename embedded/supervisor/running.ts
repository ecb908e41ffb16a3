import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbeddedPart, Settings } from '#core/kernel/config';
import {
  dataFolder,
  dataFolderPath,
  readInstallation,
  writeSecretFile,
  type DataFolder,
  type Installation,
} from '../data-folder';
import { DATABASE, ROLES, databaseUrl } from '../postgres/cluster';
import { projectRoot } from '../project-root';
import { loadOrCreateSecrets, type Secrets } from '../secrets';
import { rememberedProcess } from './leftovers';

/** Where the parts of a running product listen. Kept in the data folder, without any secret, for the tools beside it. */
export interface Endpoints {
  postgresPort: number | null;
  temporalPort: number | null;
  temporalUiPort: number | null;
  smtpPort: number | null;
  port: number;
  host: string;
  publicUrl: string;
  metricsPort: number;
}

export function writeEndpoints(folder: DataFolder, endpoints: Endpoints): void {
  writeSecretFile(join(folder.run, 'endpoints.json'), `${JSON.stringify(endpoints, null, 2)}\n`);
}

export interface ComposeInput {
  /** The person's own environment; passed on, except what the composed values replace. */
  base: NodeJS.ProcessEnv;
  folder: DataFolder;
  installation: Installation;
  endpoints: Endpoints;
  secrets: Secrets;
  settings: Pick<Settings, 'databaseUrl' | 'databaseAppUrl' | 'databaseSystemUrl' | 'temporalNamespace'>;
  dev: boolean;
}

/** The whole environment of API and worker. It holds no owner of the database: what serves requests must not own tables. */
export function composeChildEnv(input: ComposeInput): NodeJS.ProcessEnv {
  const { base, endpoints, secrets, folder } = input;
  const root = projectRoot();
  const embedded: EmbeddedPart[] = [];
  const computed: Record<string, string> = {
    TZ: 'UTC',
    PATHWELL_DATA: folder.root,
    PATHWELL_INSTALLATION_ID: input.installation.installation_id,
    PATHWELL_MODE: input.installation.mode,
    HOST: endpoints.host,
    PORT: String(endpoints.port),
    PUBLIC_URL: endpoints.publicUrl,
    PATHWELL_METRICS_PORT: String(endpoints.metricsPort),
    TEMPORAL_NAMESPACE: input.settings.temporalNamespace,
    ...roleUrls(input),
  };
  if (endpoints.postgresPort !== null) embedded.push('postgres');
  if (endpoints.temporalPort !== null) {
    embedded.push('temporal');
    computed['TEMPORAL_ADDRESS'] = `127.0.0.1:${endpoints.temporalPort}`;
    computed['TEMPORAL_UI_URL'] = `http://127.0.0.1:${endpoints.temporalUiPort ?? 0}`;
  }
  if (endpoints.smtpPort !== null) {
    embedded.push('smtp');
    computed['SMTP_URL'] = `smtp://127.0.0.1:${endpoints.smtpPort}`;
    computed['PATHWELL_MAIL_INBOX'] = folder.mail;
  }
  computed['PATHWELL_EMBEDDED'] = embedded.join(',');
  if (!input.dev) {
    Object.assign(computed, {
      PATHWELL_WORKFLOW_BUNDLE: join(root, 'dist', 'workflow-bundle.js'),
      PATHWELL_WEB_FOLDER: join(root, 'dist', 'web'),
    });
  }
  const made = {
    PATHWELL_KEYS: secrets.keyRing,
    PATHWELL_COOKIE_KEYS: secrets.cookieKeys,
    PATHWELL_AUDIT_SEAL_KEY: secrets.auditSealKeyPem,
    PATHWELL_OIDC_JWKS: secrets.oidcJwks,
  };
  for (const [name, value] of Object.entries(made)) {
    if (!base[name] && !base[`${name}_FILE`]) computed[name] = value;
  }
  const { DATABASE_URL: _owner, DATABASE_URL_FILE: _ownerFile, ...rest } = base;
  for (const name of Object.keys(computed)) delete rest[`${name}_FILE`];
  return { ...rest, ...computed };
}

function roleUrls({ endpoints, secrets, settings }: ComposeInput): Record<string, string> {
  const urlFor = (key: 'app' | 'system'): string => {
    const given = key === 'app' ? settings.databaseAppUrl : settings.databaseSystemUrl;
    if (given !== null) return given;
    if (endpoints.postgresPort !== null) return databaseUrl(ROLES[key], secrets.database[key], endpoints.postgresPort, DATABASE);
    const url = new URL(settings.databaseUrl ?? '');
    url.username = ROLES[key];
    url.password = secrets.database[key];
    return url.toString();
  };
  return { DATABASE_APP_URL: urlFor('app'), DATABASE_SYSTEM_URL: urlFor('system') };
}

/** Owner of the product's database, for migrations only. */
export function ownerUrl(endpoints: Endpoints, secrets: Secrets, settings: Pick<Settings, 'databaseUrl'>): string {
  if (endpoints.postgresPort === null) return settings.databaseUrl ?? '';
  return databaseUrl(ROLES.owner, secrets.database.owner, endpoints.postgresPort, DATABASE);
}

/**
 * Environment for a tool that works beside the running product (`npm run token`, the bench). Throws a sentence when nothing runs
 * from this data folder.
 */
export function readRunningEnv(
  base: NodeJS.ProcessEnv,
  setting: string | null = base['PATHWELL_DATA'] ?? null,
): NodeJS.ProcessEnv {
  const folder = dataFolder(dataFolderPath(setting));
  const installation = readInstallation(folder);
  const file = join(folder.run, 'endpoints.json');
  if (installation === null || !existsSync(file) || rememberedProcess(folder.run, 'supervisor') === null) {
    throw new Error(`No Pathwell runs from ${folder.root}. Start it with npm start, or name its folder with PATHWELL_DATA.`);
  }
  const endpoints = parseEndpoints(JSON.parse(readFileSync(file, 'utf8')), file);
  const settings = {
    databaseUrl: base['DATABASE_URL'] ?? null,
    databaseAppUrl: base['DATABASE_APP_URL'] ?? null,
    databaseSystemUrl: base['DATABASE_SYSTEM_URL'] ?? null,
    temporalNamespace: base['TEMPORAL_NAMESPACE'] ?? 'pathwell',
  };
  return composeChildEnv({ base, folder, installation, endpoints, secrets: loadOrCreateSecrets(folder), settings, dev: false });
}

function parseEndpoints(parsed: unknown, file: string): Endpoints {
  const field = (name: string): unknown => Reflect.get(Object(parsed), name);
  const port = (name: string): number | null => (typeof field(name) === 'number' ? Number(field(name)) : null);
  const main = port('port');
  const host = field('host');
  const publicUrl = field('publicUrl');
  const metricsPort = port('metricsPort');
  if (main === null || metricsPort === null || typeof host !== 'string' || typeof publicUrl !== 'string') {
    throw new Error(`${file} is not readable; start Pathwell again.`);
  }
  const inner = {
    postgresPort: port('postgresPort'),
    temporalPort: port('temporalPort'),
    temporalUiPort: port('temporalUiPort'),
    smtpPort: port('smtpPort'),
  };
  return { ...inner, port: main, host, publicUrl, metricsPort };
}
