import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { features } from '#api/features';
import { fieldsOf, type FieldInfo } from '#api/http/fields';
import type { Dto, Route } from '#api/http/route';
import { defineRoute } from '#api/http/route';
import { Optional, Text } from '#api/http/fields';
import { assertDeclared } from '#api/http/validate';
import { IsString } from 'class-validator';

const routes: readonly Route[] = features.flat();
const apiFolder = join(__dirname, '..', '..', 'api');

/** Every DTO a route names, nested ones included, each with the path that led to it. */
function reachable(): Map<Dto, string> {
  const found = new Map<Dto, string>();
  const visit = (dto: Dto, from: string): void => {
    if (found.has(dto)) return;
    found.set(dto, from);
    for (const info of fieldsOf(dto).values()) if (info.nested !== null) visit(info.nested(), `${from} > ${dto.name}`);
  };
  for (const route of routes) {
    for (const dto of [route.query, route.body, route.response]) if (dto !== null) visit(dto, `${route.method} ${route.path}`);
  }
  return found;
}

/** A value without a bound is an attack or a slow page waiting for its day. */
function isBounded(info: FieldInfo): boolean {
  const { schema } = info;
  const bounded = (part: Record<string, unknown>): boolean => {
    switch (part['type']) {
      case 'string':
        return typeof part['maxLength'] === 'number' || Array.isArray(part['enum']);
      case 'integer':
      case 'number':
        return typeof part['minimum'] === 'number' && typeof part['maximum'] === 'number';
      case 'array':
        return (
          typeof part['maxItems'] === 'number' && (info.nested !== null || bounded(part['items'] as Record<string, unknown>))
        );
      case 'object':
        return info.nested !== null || typeof part['x-max-bytes'] === 'number';
      default:
        return part['type'] === 'boolean';
    }
  };
  return bounded(schema);
}

it('every field of every request and answer has a bound', () => {
  const unbounded: string[] = [];
  for (const [dto, from] of reachable()) {
    for (const [name, info] of fieldsOf(dto)) if (!isBounded(info)) unbounded.push(`${from}: ${dto.name}.${name}`);
  }
  expect(unbounded).toEqual([]);
});

it('every field is declared with the field vocabulary', () => {
  for (const dto of reachable().keys()) assertDeclared(dto);
  class Leaky {
    @IsString()
    text!: string;
  }
  class Unsaid {
    @Optional()
    text?: string;
  }
  expect(() => assertDeclared(Leaky)).toThrow('Leaky.text');
  expect(() => assertDeclared(Unsaid)).toThrow('Unsaid.text');
});

it('no two routes share method and address', () => {
  const addresses = routes.map((route) => `${route.method} ${route.path.replace(/:[a-z_]+/g, ':')}`);
  expect(addresses.filter((address, index) => addresses.indexOf(address) !== index)).toEqual([]);
});

it('every routes file is listed in api/features.ts', async () => {
  const files = readdirSync(apiFolder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.routes.ts'));
  const missing: string[] = [];
  for (const file of files) {
    const module: Record<string, unknown> = await import(join(apiFolder, file));
    const arrays = Object.values(module).filter((value): value is Route[] => Array.isArray(value));
    if (arrays.length === 0 || !arrays.flat().every((route) => routes.includes(route))) missing.push(file);
  }
  expect(missing).toEqual([]);
});

it('creating POSTs are idempotent unless they say they only read, act on a sign-in, or make nothing new', () => {
  const creating = routes.filter((route) => route.method === 'POST' && route.statuses.includes(201));
  expect(creating.filter((route) => !route.idempotent && route.access.kind !== 'public').map((route) => route.path)).toEqual([]);
});

/** Whole values with one writer, where the last word is meant to win and no row has a revision. This list only shrinks. */
const lastWordWins: Record<string, string> = {
  'PATCH /v1/specialties/:id': 'one word, nothing to lose',
  'PATCH /v1/members/:id': 'roles and status are sent as a whole',
  'PUT /v1/members/:id/away': 'set as a whole by one administrator',
  'PUT /v1/me/away': 'own setting',
  'PATCH /v1/me': 'own setting',
  'PUT /v1/me/notification-preferences': 'own setting',
  'PUT /v1/patient-treatment-plans/:id/reminders': 'own setting, ordered by the process',
};

it('every PUT and PATCH asks for the revision it changes', () => {
  const blind = routes.filter((route) => (route.method === 'PUT' || route.method === 'PATCH') && !route.ifMatch);
  const names = blind.map((route) => `${route.method} ${route.path}`);
  expect(names.filter((name) => lastWordWins[name] === undefined)).toEqual([]);
  expect(Object.keys(lastWordWins).filter((name) => !names.includes(name))).toEqual([]);
});

it('no name, e-mail or code stands in a query string', () => {
  const telling = /name|email|phone|code|token|search|^q$|text|term/;
  const found = routes.flatMap((route) =>
    route.query === null
      ? []
      : [...fieldsOf(route.query).keys()].filter((key) => telling.test(key)).map((key) => `${route.path}?${key}`),
  );
  expect(found).toEqual([]);
});

describe('a declaration that contradicts itself stops the start', () => {
  class Answer {
    @Text({ max: 5 })
    text!: string;
  }
  const handler = async (): Promise<{ body: Answer }> => ({ body: { text: 'a' } });
  const base = { tag: 'x', summary: 'x', rate: 'read', response: Answer, handler } as const;
  it.each([
    ['a parameter nobody declared', () => defineRoute({ ...base, method: 'GET', path: '/v1/x/:id', session: 'any' })],
    ['an address outside /v1', () => defineRoute({ ...base, method: 'GET', path: '/x', session: 'any' })],
    ['a public route without a reason', () => defineRoute({ ...base, method: 'GET', path: '/v1/x', public: 'yes' })],
    ['an idempotent GET', () => defineRoute({ ...base, method: 'GET', path: '/v1/x', session: 'any', idempotent: true })],
    ['a 204 with a body', () => defineRoute({ ...base, method: 'POST', path: '/v1/x', session: 'any', status: 204 })],
  ])('%s', (_name, declare) => {
    expect(declare).toThrow('Route ');
  });
});
