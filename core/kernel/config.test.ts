import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, loadConfig, readSettings, type Env } from './config';
import { VARIABLES } from './config-variables';
import { temporaryFolder } from '#tests/support/temporary-folder';

const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');
const complete: Env = {
  PATHWELL_MODE: 'demo',
  PATHWELL_INSTALLATION_ID: 'abcdef0123456789',
  PATHWELL_EMBEDDED: 'postgres,temporal,smtp',
  PATHWELL_DATA: '/srv/pathwell',
  DATABASE_APP_URL: 'postgres://app:x@127.0.0.1:5432/pathwell',
  DATABASE_SYSTEM_URL: 'postgres://system:x@127.0.0.1:5432/pathwell',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  SMTP_URL: 'smtp://127.0.0.1:2525',
  PATHWELL_KEYS: `k2:${key(2)},k1:${key(1)}`,
  PATHWELL_COOKIE_KEYS: 'c'.repeat(43),
  PATHWELL_AUDIT_SEAL_KEY: pem,
  PATHWELL_OIDC_JWKS: '{"keys":[{"kty":"EC"}]}',
};

function problemsOf(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('configuration', () => {
  it('needs nothing from a person', () => {
    expect(readSettings({})).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      publicUrl: 'http://127.0.0.1:4000',
      databaseUrl: null,
      temporal: null,
    });
  });

  it('gives a process everything it runs from', () => {
    const config = loadConfig(complete);
    expect(config).toMatchObject({
      mode: 'demo',
      filesFolder: '/srv/pathwell/files',
      temporal: { address: '127.0.0.1:7233', namespace: 'pathwell', tls: null },
    });
    expect(config.keys.ring.current).toBe('k2');
    expect(Object.keys(config.keys.ring.keys)).toEqual(['k2', 'k1']);
    expect(config.database.ownerUrl).toBeNull();
  });

  it('names an unknown PATHWELL_ variable and the one that was probably meant', () => {
    expect(problemsOf(() => readSettings({ PATHWELL_DTA: '/x' }))).toEqual([
      'PATHWELL_DTA is not a variable Pathwell knows (did you mean PATHWELL_DATA?); .env.example lists them all.',
    ]);
  });

  it('names all problems at once', () => {
    const problems = problemsOf(() =>
      readSettings({ PORT: 'abc', TRUST_PROXY: '-1', SMTP_URL: 'mail.example', NODE_ENV: 'prod' }),
    );
    expect(problems).toHaveLength(4);
    expect(problems).toContain('NODE_ENV must be one of production, development, test, not "prod".');
  });

  it.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '4000.5'],
    ['PUBLIC_URL', 'clinic.example'],
    ['DATABASE_URL', 'mysql://db/x'],
    ['TEMPORAL_ADDRESS', 'http://temporal:7233'],
    ['PATHWELL_KEYS', `k1:${Buffer.alloc(16).toString('base64')}`],
    ['PATHWELL_KEYS', `k1:${key(1)},k1:${key(2)}`],
    ['PATHWELL_MAIL_FROM', 'a@b.example\r\nBcc: c@d.example'],
    ['OIDC_ISSUERS', '{'],
    ['OIDC_ISSUERS', '[{"issuer":"http://id.example","audience":"x"}]'],
    ['TEMPORAL_API_KEY', 'key-without-address'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf(() => readSettings({ [name]: value }))).toHaveLength(1);
  });

  it('never quotes a secret in its sentence', () => {
    const secret = 'hunter2hunter2';
    const problems = problemsOf(() =>
      loadConfig({
        ...complete,
        SMTP_URL: secret,
        PATHWELL_KEYS: secret,
        PATHWELL_OIDC_JWKS: secret,
        PATHWELL_COOKIE_KEYS: secret,
      }),
    );
    expect(problems).toHaveLength(4);
    expect(problems.join(' ')).not.toContain(secret);
  });

  it('reads a secret from the file that NAME_FILE names, and refuses both at once', () => {
    const file = join(temporaryFolder('config'), 'smtp');
    writeFileSync(file, 'smtp://from-file:25\n');
    expect(readSettings({ SMTP_URL_FILE: file }).smtpUrl).toBe('smtp://from-file:25');
    expect(problemsOf(() => readSettings({ SMTP_URL_FILE: file, SMTP_URL: 'smtp://x:25' }))).toEqual([
      'SMTP_URL and SMTP_URL_FILE are both set; keep one.',
    ]);
    expect(problemsOf(() => readSettings({ SMTP_URL_FILE: '/nowhere' }))).toHaveLength(1);
  });

  it('names every missing value of a process', () => {
    const problems = problemsOf(() => loadConfig({}));
    for (const name of ['PATHWELL_MODE', 'DATABASE_APP_URL', 'TEMPORAL_ADDRESS', 'SMTP_URL', 'PATHWELL_KEYS']) {
      expect(problems).toContain(`${name} is missing.`);
    }
  });

  it('refuses a demo without the embedded Postgres, in production, and an inbox in a real installation', () => {
    expect(problemsOf(() => loadConfig({ ...complete, PATHWELL_EMBEDDED: 'temporal' }))).toHaveLength(1);
    expect(problemsOf(() => loadConfig({ ...complete, NODE_ENV: 'production' }))).toHaveLength(1);
    expect(problemsOf(() => loadConfig({ ...complete, PATHWELL_MODE: 'real', PATHWELL_MAIL_INBOX: '/x' }))).toHaveLength(1);
  });

  it('takes certificate and key of Temporal only together', () => {
    const address = { TEMPORAL_ADDRESS: 't.example:7233' };
    expect(problemsOf(() => readSettings({ ...address, TEMPORAL_TLS_CERT: pem }))).toHaveLength(1);
    expect(readSettings({ ...address, TEMPORAL_TLS: 'true' }).temporal?.tls).toEqual({});
    expect(readSettings({ ...address, TEMPORAL_API_KEY: 'k' }).temporal).toMatchObject({ apiKey: 'k', tls: {} });
  });

  it('has every variable explained in .env.example, and no other', () => {
    const text = readFileSync(join(__dirname, '..', '..', '.env.example'), 'utf8');
    const explained = [...text.matchAll(/^# ([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect(new Set(explained)).toEqual(new Set(VARIABLES.map(({ name }) => name)));
  });
});
