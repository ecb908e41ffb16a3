import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSecretFile, type DataFolder } from './data-folder';

/** Passwords of the database roles. `superuser` exists only for the embedded cluster. */
export interface DatabasePasswords {
  superuser: string;
  owner: string;
  app: string;
  system: string;
}

/** Everything secret that one installation has; each is a file of its own so that it can be backed up and rotated alone. */
export interface Secrets {
  database: DatabasePasswords;
  /** `id:base64`, the form of PATHWELL_KEYS. */
  keyRing: string;
  cookieKeys: string;
  auditSealKeyPem: string;
  oidcJwks: string;
}

/** Reads the secrets of the data folder and makes the missing ones (0600). Losing `keys/` makes encrypted data unreadable. */
export function loadOrCreateSecrets(folder: DataFolder): Secrets {
  const file = (name: string, make: () => string): string => {
    const path = join(folder.keys, name);
    if (!existsSync(path)) writeSecretFile(path, `${make()}\n`);
    return readFileSync(path, 'utf8').trim();
  };
  return {
    database: parsePasswords(file('database-passwords.json', newPasswords)),
    keyRing: file('key-ring', () => `k1:${randomBytes(32).toString('base64')}`),
    cookieKeys: file('cookie-keys', () => randomBytes(32).toString('base64url')),
    auditSealKeyPem: file('audit-seal.pem', newSealKey),
    oidcJwks: file('oidc-jwks.json', newJwks),
  };
}

/** False in a folder that never started, or whose keys were lost. */
export function hasKeyRing(folder: DataFolder): boolean {
  return existsSync(join(folder.keys, 'key-ring'));
}

function newPasswords(): string {
  const password = (): string => randomBytes(24).toString('base64url');
  return JSON.stringify({ superuser: password(), owner: password(), app: password(), system: password() });
}

function parsePasswords(text: string): DatabasePasswords {
  const parsed: unknown = JSON.parse(text);
  const pick = (name: string): string => {
    const value: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, name) : undefined;
    if (typeof value !== 'string' || value === '') throw new Error(`keys/database-passwords.json has no password for ${name}.`);
    return value;
  };
  return { superuser: pick('superuser'), owner: pick('owner'), app: pick('app'), system: pick('system') };
}

function newSealKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trim();
}

/** One RS256 and one ES256 key: every OpenID client understands the first, the second is smaller. */
function newJwks(): string {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const named = (jwk: object, alg: string): object => ({ ...jwk, kid: randomBytes(8).toString('hex'), alg, use: 'sig' });
  return JSON.stringify({ keys: [named(rsa, 'RS256'), named(ec, 'ES256')] });
}
