import { connect } from 'node:net';

/** The attribute types of Temporal; the SDK spells them in capitals, the CLI does not. */
export interface SearchAttribute {
  name: string;
  type: string;
}

export interface TemporalPorts {
  grpc: number;
  http: number;
  ui: number;
  metrics: number;
}

export interface TemporalServerOptions {
  ports: TemporalPorts;
  /** null keeps everything in memory, for tests. */
  databaseFile: string | null;
  namespace: string;
  searchAttributes: readonly SearchAttribute[];
}

const CLI_TYPES: Readonly<Record<string, string>> = {
  KEYWORD: 'Keyword',
  INT: 'Int',
  BOOL: 'Bool',
  DATETIME: 'Datetime',
  DOUBLE: 'Double',
  TEXT: 'Text',
  KEYWORDLIST: 'KeywordList',
};

/**
 * One partition per queue (a single small server gains nothing from four), histories told to roll at 2,000 events, and
 * room for many waiting updates. WAL + FULL survives a power loss and measured no slower than NORMAL.
 */
const DYNAMIC_CONFIG = [
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
  'limit.historyCount.suggestContinueAsNew=2000',
  'matching.enableFairness=true',
  // Polls last a third of what counts as silence: an idle worker would else look dead to /readyz for half of each minute.
  'matching.longPollExpirationInterval="15s"',
  'frontend.namespaceCount=4000',
  'frontend.namespaceRPS=10000',
  'frontend.namespaceRPS.visibility=500',
];

/** Arguments of `temporal server start-dev`. The UI lives below `/ops/temporal`, where our own origin proxies it. */
export function temporalArguments(options: TemporalServerOptions): string[] {
  const { ports } = options;
  const storage =
    options.databaseFile === null
      ? []
      : ['--db-filename', options.databaseFile, '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=FULL'];
  const listen = ['--ip', '127.0.0.1', '--port', String(ports.grpc), '--http-port', String(ports.http)];
  const ui = ['--ui-port', String(ports.ui), '--ui-public-path', '/ops/temporal', '--ui-disable-news-fetch'];
  const log = ['--metrics-port', String(ports.metrics), '--log-level', 'error', '--color', 'never'];
  return [
    'server',
    'start-dev',
    ...listen,
    ...ui,
    ...log,
    '--namespace',
    options.namespace,
    ...storage,
    ...DYNAMIC_CONFIG.flatMap((entry) => ['--dynamic-config-value', entry]),
    ...options.searchAttributes.flatMap(({ name, type }) => ['--search-attribute', `${name}=${cliType(type)}`]),
  ];
}

function cliType(type: string): string {
  const known = CLI_TYPES[type.toUpperCase().replaceAll('_', '')];
  if (known === undefined) throw new Error(`Search attribute type ${type} is not one Temporal knows.`);
  return known;
}

/** Accepts the registry's list in either spelling and drops what is not an attribute. */
export function searchAttributesFrom(list: unknown): SearchAttribute[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null || !('name' in entry) || !('type' in entry)) return [];
    const { name, type } = entry;
    return typeof name === 'string' && typeof type === 'string' ? [{ name, type }] : [];
  });
}

/** True when something accepts connections there. */
export function isListening(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const done = (result: boolean): void => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(1_000, () => done(false));
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
}
