import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { VARIABLES } from './config-variables';
import type { KeyRingConfig, OidcIssuer } from './config';

export type Env = Readonly<Record<string, string | undefined>>;

/** The start must stop: each problem is a sentence for the person who set the variable. Values of secrets are never quoted. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Reads variables, collects every problem instead of stopping at the first, and throws them together in `finish`. */
export class EnvReader {
  private readonly problems: string[] = [];

  constructor(private readonly env: Env) {
    const known = new Set(VARIABLES.flatMap(({ name, secret }) => (secret ? [name, `${name}_FILE`] : [name])));
    for (const name of Object.keys(env)) {
      if (name.startsWith('PATHWELL_') && !known.has(name)) {
        this.problem(`${name} is not a variable Pathwell knows${nearest(name, known)}; .env.example lists them all.`);
      }
    }
  }

  problem(sentence: string): void {
    if (!this.problems.includes(sentence)) this.problems.push(sentence);
  }

  finish(): void {
    if (this.problems.length > 0) throw new ConfigError(this.problems);
  }

  /** Passes the value through; a missing one is a problem unless its malformed value was already named. */
  required<T>(name: string, value: T | null): T | null {
    if (value === null && this.text(name) === null && this.text(`${name}_FILE`) === null) this.problem(`${name} is missing.`);
    return value;
  }

  text(name: string): string | null {
    const value = this.env[name]?.trim();
    return value === undefined || value === '' ? null : value;
  }

  /** NAME, or the content of the file NAME_FILE names. */
  secret(name: string): string | null {
    const inline = this.text(name);
    const file = this.text(`${name}_FILE`);
    if (inline !== null && file !== null) {
      this.problem(`${name} and ${name}_FILE are both set; keep one.`);
      return null;
    }
    if (file === null) return inline;
    try {
      const content = readFileSync(file, 'utf8').trim();
      if (content === '') this.problem(`${name}_FILE names ${file}, which is empty.`);
      return content === '' ? null : content;
    } catch {
      this.problem(`${name}_FILE names ${file}, which cannot be read.`);
      return null;
    }
  }

  integer(name: string, min: number, max: number): number | null {
    const value = this.text(name);
    if (value === null) return null;
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= min && number <= max) return number;
    this.problem(`${name} must be a whole number from ${min} to ${max}, not "${value}".`);
    return null;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | null {
    const value = this.text(name);
    if (value === null) return null;
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) this.problem(`${name} must be one of ${allowed.join(', ')}, not "${value}".`);
    return found ?? null;
  }

  subset<T extends string>(name: string, allowed: readonly T[]): readonly T[] {
    const words = (this.text(name) ?? '').split(',').filter((word) => word !== '');
    const unknown = words.filter((word) => !allowed.some((candidate) => candidate === word));
    if (unknown.length > 0) this.problem(`${name} may hold ${allowed.join(', ')} between commas, not "${unknown.join(',')}".`);
    return allowed.filter((candidate) => words.includes(candidate));
  }

  matching(name: string, pattern: RegExp): string | null {
    const value = this.text(name);
    if (value === null || pattern.test(value)) return value;
    this.problem(`${name} is malformed ("${value}"); .env.example shows its form.`);
    return null;
  }

  url(name: string, protocols: readonly string[]): string | null {
    const value = VARIABLES.some((variable) => variable.name === name && variable.secret) ? this.secret(name) : this.text(name);
    if (value === null) return null;
    const forms = protocols.map((protocol) => `${protocol}//…`).join(' or ');
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol) && new URL(value).hostname !== '') return value;
    this.problem(`${name} must be an address of the form ${forms}.`);
    return null;
  }

  /** Values between commas, each at least `minLength` characters. */
  list(name: string, minLength: number): readonly string[] | null {
    const value = this.secret(name);
    if (value === null) return null;
    const entries = value.split(',').map((entry) => entry.trim());
    if (entries.every((entry) => entry.length >= minLength)) return entries;
    this.problem(`${name} must hold values of at least ${minLength} characters between commas.`);
    return null;
  }

  /** `id:base64,id:base64`: the first key writes, the others still read. */
  keyRing(name: string): KeyRingConfig | null {
    const value = this.secret(name);
    if (value === null) return null;
    const keys: Record<string, Buffer> = {};
    let current: string | null = null;
    for (const entry of value.split(',')) {
      const [, id, text] = /^\s*([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]+=*)\s*$/.exec(entry) ?? [];
      const key = Buffer.from(text ?? '', 'base64');
      if (id === undefined || key.length !== 32 || Object.hasOwn(keys, id)) {
        this.problem(`${name} must hold id:key between commas, ids unique, each key 32 bytes in base64; the first one writes.`);
        return null;
      }
      keys[id] = key;
      current ??= id;
    }
    return current === null ? null : { current, keys };
  }

  /** An Ed25519 private key in PKCS#8 PEM. */
  pem(name: string): string | null {
    const value = this.secret(name);
    if (value === null) return null;
    try {
      if (createPrivateKey(value).asymmetricKeyType === 'ed25519') return value;
    } catch {
      // The sentence below says what is wanted; the parser's own message could quote key material.
    }
    this.problem(`${name} must be an Ed25519 private key in PEM (PKCS#8).`);
    return null;
  }

  jwks(name: string): { keys: readonly Record<string, unknown>[] } | null {
    const parsed = this.json(name);
    if (parsed === undefined) return null;
    const keys = isRecord(parsed) && Array.isArray(parsed['keys']) ? parsed['keys'].filter(isRecord) : [];
    if (keys.length > 0 && keys.every((key) => typeof key['kty'] === 'string')) return { keys };
    this.problem(`${name} must be a JSON Web Key Set with at least one private key.`);
    return null;
  }

  issuers(name: string): readonly OidcIssuer[] {
    const parsed = this.json(name);
    if (parsed === undefined) return [];
    const issuers = Array.isArray(parsed) ? parsed.map(toIssuer) : [null];
    const good = issuers.filter((issuer) => issuer !== null);
    if (good.length !== issuers.length) {
      this.problem(
        `${name} must be a JSON list of {"issuer","audience","jwks_uri"?,"client_id"?,"client_secret"?,"claims"?}, issuers with https (http on loopback only).`,
      );
    }
    return good;
  }

  private json(name: string): unknown {
    const value = this.secret(name);
    if (value === null) return undefined;
    try {
      const parsed: unknown = JSON.parse(value);
      return parsed;
    } catch {
      this.problem(`${name} is not valid JSON.`);
      return undefined;
    }
  }
}

function toIssuer(entry: unknown): OidcIssuer | null {
  if (!isRecord(entry)) return null;
  const known = ['issuer', 'audience', 'jwks_uri', 'client_id', 'client_secret', 'claims'];
  const { issuer, audience, claims } = entry;
  if (Object.keys(entry).some((key) => !known.includes(key))) return null;
  if (typeof issuer !== 'string' || !isSafeUrl(issuer) || typeof audience !== 'string') return null;
  const optional = [entry['jwks_uri'], entry['client_id'], entry['client_secret']].map((value) => value ?? null);
  if (!optional.every((value) => value === null || typeof value === 'string')) return null;
  const [jwksUri = null, clientId = null, clientSecret = null] = optional;
  if (jwksUri !== null && !isSafeUrl(jwksUri)) return null;
  const mapped: Record<string, string> = {};
  for (const [ours, path] of Object.entries(isRecord(claims) ? claims : {})) {
    if (typeof path !== 'string') return null;
    mapped[ours] = path;
  }
  return { issuer, audience, jwksUri, clientId, clientSecret, claims: mapped };
}

function isSafeUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names the known variable within two edits, the usual size of a typing mistake. */
function nearest(name: string, known: ReadonlySet<string>): string {
  const close = [...known].find((candidate) => editDistance(name, candidate) <= 2);
  return close === undefined ? '' : ` (did you mean ${close}?)`;
}

/** Levenshtein distance, O(|a|·|b|). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substitution));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
