import { EnvReader, type Env } from './config-reader';

export { ConfigError, type Env } from './config-reader';

export type Mode = 'demo' | 'real';
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
export type EmbeddedPart = 'postgres' | 'temporal' | 'smtp';

/** Keys for AES-256-GCM: `current` writes, every key in `keys` (32 bytes each) can still read. */
export interface KeyRingConfig {
  current: string;
  keys: Readonly<Record<string, Buffer>>;
}

/** An outside OpenID Connect issuer whose tokens we accept. `claims` maps our names to paths in the token. */
export interface OidcIssuer {
  issuer: string;
  audience: string;
  jwksUri: string | null;
  clientId: string | null;
  clientSecret: string | null;
  claims: Readonly<Record<string, string>>;
}

export interface TemporalSettings {
  address: string;
  namespace: string;
  /** null: plain text. Empty object: TLS with the system's authorities. */
  tls: { ca?: string; cert?: string; key?: string } | null;
  apiKey: string | null;
}

/** What a person can set for `npm start`; null or absent means "the supervisor provides it". */
export interface Settings {
  nodeEnv: 'production' | 'development' | 'test';
  host: string;
  port: number;
  publicUrl: string;
  /** Number of proxies in front whose X-Forwarded-For entries are believed. */
  trustProxy: number;
  dataFolder: string | null;
  /** Owner role, for migrations. */
  databaseUrl: string | null;
  databaseAppUrl: string | null;
  databaseSystemUrl: string | null;
  /** null: embedded Temporal. */
  temporal: TemporalSettings | null;
  temporalNamespace: string;
  temporalUiUrl: string | null;
  smtpUrl: string | null;
  mailFrom: string;
  oidcIssuers: readonly OidcIssuer[];
  keyRing: KeyRingConfig | null;
  logLevel: LogLevel;
  /** Loopback port of the API's Prometheus page; the worker's is the next one. */
  metricsPort: number;
  databasePool: number;
}

/** The one validated object every process of the product runs from. */
export interface Config {
  installationId: string;
  mode: Mode;
  nodeEnv: Settings['nodeEnv'];
  http: { host: string; port: number; publicUrl: string; trustProxy: number; webFolder: string | null };
  metrics: { apiPort: number; workerPort: number };
  dataFolder: string;
  /** Uploaded and generated files. */
  filesFolder: string;
  /** ownerUrl only in the migration process: API and worker must not be able to own tables. */
  database: { ownerUrl: string | null; appUrl: string; systemUrl: string; poolSize: number };
  temporal: TemporalSettings & { uiUrl: string | null; workflowBundle: string | null };
  mail: { smtpUrl: string; from: string; inboxFolder: string | null };
  oidc: { issuers: readonly OidcIssuer[]; jwks: { keys: readonly Record<string, unknown>[] } };
  /** Where exercise videos beside our own may be played from; addresses that hold their credentials. */
  video: { s3Url: string | null; bunnyUrl: string | null };
  keys: { ring: KeyRingConfig; cookieKeys: readonly string[]; auditSealKeyPem: string };
  log: { level: LogLevel };
  embedded: readonly EmbeddedPart[];
}

/**
 * What a person set, validated; used by the supervisor, which fills in the rest.
 * @throws ConfigError with one sentence per problem.
 */
export function readSettings(env: Env): Settings {
  const reader = new EnvReader(env);
  const settings = settingsFrom(reader);
  reader.finish();
  return settings;
}

/**
 * The complete configuration of one process (API, worker, tools).
 * @throws ConfigError with one sentence per problem: unknown PATHWELL_* names, malformed and missing values.
 */
export function loadConfig(env: Env): Config {
  const reader = new EnvReader(env);
  const settings = settingsFrom(reader);
  const mode: Mode = reader.required('PATHWELL_MODE', reader.oneOf<Mode>('PATHWELL_MODE', ['demo', 'real'])) ?? 'real';
  const config: Config = {
    installationId:
      reader.required('PATHWELL_INSTALLATION_ID', reader.matching('PATHWELL_INSTALLATION_ID', /^[a-z0-9]{8,32}$/)) ?? '',
    mode,
    nodeEnv: settings.nodeEnv,
    http: { ...pickHttp(settings), webFolder: reader.text('PATHWELL_WEB_FOLDER') },
    metrics: { apiPort: settings.metricsPort, workerPort: settings.metricsPort + 1 },
    dataFolder: reader.required('PATHWELL_DATA', settings.dataFolder) ?? '',
    filesFolder: `${settings.dataFolder ?? ''}/files`,
    database: {
      ownerUrl: settings.databaseUrl,
      appUrl: reader.required('DATABASE_APP_URL', settings.databaseAppUrl) ?? '',
      systemUrl: reader.required('DATABASE_SYSTEM_URL', settings.databaseSystemUrl) ?? '',
      poolSize: settings.databasePool,
    },
    temporal: {
      ...(reader.required('TEMPORAL_ADDRESS', settings.temporal) ?? { address: '', namespace: '', tls: null, apiKey: null }),
      uiUrl: settings.temporalUiUrl,
      workflowBundle: reader.text('PATHWELL_WORKFLOW_BUNDLE'),
    },
    mail: {
      smtpUrl: reader.required('SMTP_URL', settings.smtpUrl) ?? '',
      from: settings.mailFrom,
      inboxFolder: reader.text('PATHWELL_MAIL_INBOX'),
    },
    oidc: {
      issuers: settings.oidcIssuers,
      jwks: reader.required('PATHWELL_OIDC_JWKS', reader.jwks('PATHWELL_OIDC_JWKS')) ?? { keys: [] },
    },
    video: {
      s3Url: reader.url('PATHWELL_VIDEO_S3', ['https:']),
      bunnyUrl: reader.url('PATHWELL_VIDEO_BUNNY', ['https:']),
    },
    keys: {
      ring: reader.required('PATHWELL_KEYS', settings.keyRing) ?? { current: '', keys: {} },
      cookieKeys: reader.required('PATHWELL_COOKIE_KEYS', reader.list('PATHWELL_COOKIE_KEYS', 32)) ?? [],
      auditSealKeyPem: reader.required('PATHWELL_AUDIT_SEAL_KEY', reader.pem('PATHWELL_AUDIT_SEAL_KEY')) ?? '',
    },
    log: { level: settings.logLevel },
    embedded: reader.subset('PATHWELL_EMBEDDED', ['postgres', 'temporal', 'smtp']),
  };
  if (mode === 'demo' && !config.embedded.includes('postgres')) {
    reader.problem('PATHWELL_MODE is demo, which exists only with the embedded Postgres.');
  }
  if (mode === 'demo' && settings.nodeEnv === 'production') reader.problem('PATHWELL_MODE is demo, but NODE_ENV is production.');
  if (mode === 'real' && config.mail.inboxFolder !== null) {
    reader.problem('PATHWELL_MAIL_INBOX exists only in a demo installation.');
  }
  reader.finish();
  return config;
}

function pickHttp(settings: Settings): Omit<Config['http'], 'webFolder'> {
  return { host: settings.host, port: settings.port, publicUrl: settings.publicUrl, trustProxy: settings.trustProxy };
}

function settingsFrom(reader: EnvReader): Settings {
  const host = reader.text('HOST') ?? '127.0.0.1';
  const port = reader.integer('PORT', 1, 65_535) ?? 4000;
  const namespace = reader.matching('TEMPORAL_NAMESPACE', /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/) ?? 'pathwell';
  const linkHost = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return {
    nodeEnv: reader.oneOf('NODE_ENV', ['production', 'development', 'test']) ?? 'development',
    host,
    port,
    publicUrl: reader.url('PUBLIC_URL', ['http:', 'https:'])?.replace(/\/+$/, '') ?? `http://${bracketed(linkHost)}:${port}`,
    trustProxy: reader.integer('TRUST_PROXY', 0, 10) ?? 0,
    dataFolder: reader.text('PATHWELL_DATA'),
    databaseUrl: reader.url('DATABASE_URL', ['postgres:', 'postgresql:']),
    databaseAppUrl: reader.url('DATABASE_APP_URL', ['postgres:', 'postgresql:']),
    databaseSystemUrl: reader.url('DATABASE_SYSTEM_URL', ['postgres:', 'postgresql:']),
    temporal: temporalFrom(reader, namespace),
    temporalNamespace: namespace,
    temporalUiUrl: reader.url('TEMPORAL_UI_URL', ['http:', 'https:']),
    smtpUrl: reader.url('SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: reader.matching('PATHWELL_MAIL_FROM', /^[^\r\n]*[^\s@<]+@[^\s@>]+>?$/) ?? 'Pathwell <no-reply@pathwell.invalid>',
    oidcIssuers: reader.issuers('OIDC_ISSUERS'),
    keyRing: reader.keyRing('PATHWELL_KEYS'),
    logLevel: reader.oneOf('PATHWELL_LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']) ?? 'info',
    metricsPort: reader.integer('PATHWELL_METRICS_PORT', 1, 65_534) ?? 9464,
    databasePool: reader.integer('PATHWELL_DATABASE_POOL', 2, 200) ?? 10,
  };
}

function temporalFrom(reader: EnvReader, namespace: string): TemporalSettings | null {
  const address = reader.matching('TEMPORAL_ADDRESS', /^[^\s:/]+:\d{1,5}$/);
  const ca = reader.secret('TEMPORAL_TLS_CA');
  const cert = reader.secret('TEMPORAL_TLS_CERT');
  const key = reader.secret('TEMPORAL_TLS_KEY');
  const apiKey = reader.secret('TEMPORAL_API_KEY');
  const wanted = reader.oneOf('TEMPORAL_TLS', ['true', 'false']);
  if ((cert === null) !== (key === null)) {
    reader.problem('TEMPORAL_TLS_CERT and TEMPORAL_TLS_KEY belong together: set both or neither.');
  }
  const extras = ca !== null || cert !== null || apiKey !== null || wanted === 'true';
  if (address === null) {
    if (extras) reader.problem('TEMPORAL_TLS* and TEMPORAL_API_KEY mean something only with TEMPORAL_ADDRESS (host:port).');
    return null;
  }
  const tls = extras && wanted !== 'false' ? { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) } : null;
  return { address, namespace, tls, apiKey };
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
