import * as fc from 'fast-check';
import type { OpenApiDocument } from '#api/http/openapi';

/** One request to be sent: everything is data, so a failing case can be printed and repeated. */
export interface FuzzCase {
  method: string;
  /** `POST /v1/…/{id}` */
  operation: string;
  path: string;
  headers: Record<string, string>;
  /** undefined: none. A string is sent as it stands. */
  body: unknown;
  /** 0…1: picks the principal among those who may, above 0.85 among all. */
  who: number;
}

type Json = Record<string, unknown>;

/** What people, browsers and attackers send where something else was meant. */
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, '', ' ', [], {}, [null], { $gt: '' }, 2 ** 53 - 1, 2 ** 31, -(2 ** 31)),
  fc.constantFrom(
    'a\0b',
    '\ud800',
    "'; drop table users; --",
    '%_\\',
    '{{7*7}}',
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '\u202Eabc',
    '🙂'.repeat(40),
    '\r\nX-Injected: 1',
    '1e400',
    'P99999D',
    '2026-13-45',
    '9999-12-31',
    '0001-01-01',
    '2026-11-21T25:00:00Z',
    'Europe/Nowhere',
  ),
  fc.string({ maxLength: 60, unit: 'binary' }),
  fc.integer({ min: 1000, max: 30_000 }).map((length) => 'x'.repeat(length)),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Raw texts no serialiser would write. */
const rawBodies = fc.constantFrom(
  '{"a":1152921504606846976}',
  '{"a":1e400}',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  `${'['.repeat(5000)}${']'.repeat(5000)}`,
  `{"a":${'{"b":'.repeat(30)}1${'}'.repeat(30)}}`,
  '{"a":',
  'null',
  '[]',
  '"text"',
  '\uFEFF{}',
  `{"a":"${'y'.repeat(400_000)}"}`,
);

/** Requests drawn from the document: as it says, mutated, hostile; `ids` are rows of this and of another organization. */
export function fuzzCases(document: OpenApiDocument, ids: readonly number[]): fc.Arbitrary<FuzzCase> {
  const id = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...ids) },
    { weight: 1, arbitrary: fc.constantFrom(0, -1, Number.MAX_SAFE_INTEGER, 2 ** 31, 999_999_999) },
  );
  const schemas = new SchemaArbitraries(document, id);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, data]) => ({ path, method, data })),
  );
  return fc.oneof(...operations.map((operation) => caseOf(operation, schemas, id)));
}

function caseOf(
  operation: { path: string; method: string; data: Json },
  schemas: SchemaArbitraries,
  id: fc.Arbitrary<number>,
): fc.Arbitrary<FuzzCase> {
  const { path, data } = operation;
  const method = operation.method.toUpperCase();
  const parameters = (data['parameters'] ?? []) as Json[];
  const segments = path.split('/').map((segment): fc.Arbitrary<string> => {
    if (!segment.startsWith('{')) return fc.constant(segment);
    const schema = parameters.find((one) => one['in'] === 'path' && `{${String(one['name'])}}` === segment)?.['schema'] as Json;
    const valid =
      schema['type'] === 'integer' && schema['maximum'] === Number.MAX_SAFE_INTEGER
        ? id.map(String)
        : schemas.of(schema).map((value) => encodeURIComponent(String(value)));
    return fc.oneof(
      { weight: 15, arbitrary: valid },
      { weight: 1, arbitrary: fc.constantFrom('1152921504606846976', '%00', '%zz', '..', 'null', '1;2', '-5', 'a'.repeat(3000)) },
    );
  });
  const query = fc.record(
    Object.fromEntries(
      parameters
        .filter((one) => one['in'] === 'query')
        .map((one) => [String(one['name']), mostly(schemas.of(one['schema'] as Json), hostile)]),
    ),
    {
      requiredKeys: [],
    },
  );
  const bodySchema = bodyOf(data);
  const body = bodySchema === null ? fc.constant<unknown>(method === 'GET' ? undefined : {}) : schemas.body(bodySchema);
  const headers = fc.record({
    'Idempotency-Key': fc.oneof(
      { weight: 6, arbitrary: fc.uuid() },
      { weight: 1, arbitrary: fc.constantFrom('k1', '', 'x'.repeat(300)) },
    ),
    'If-Match': fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('"1"', '"2"', '"3"') },
      { weight: 1, arbitrary: fc.constantFrom('*', '"x"', '"99999999999999999"') },
    ),
  });
  return fc
    .record({ segments: fc.tuple(...segments), query, body, headers, who: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map((drawn) => ({
      method,
      operation: `${method} ${path}`,
      path: drawn.segments.join('/') + queryString(drawn.query),
      headers: drawn.headers,
      body: drawn.body,
      who: drawn.who,
    }));
}

function bodyOf(data: Json): Json | null {
  const request = data['requestBody'] as { content: Record<string, { schema: Json }> } | undefined;
  return request?.content['application/json']?.schema ?? null;
}

function queryString(query: Record<string, unknown>): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  // A lone surrogate cannot be written into a URL at all, so it is replaced as a browser would.
  const text = (value: unknown): string =>
    encodeURIComponent(
      (Array.isArray(value)
        ? value.join(',')
        : typeof value === 'object'
          ? JSON.stringify(value)
          : `${value as string | number | boolean}`
      )
        .replace(/\p{Surrogate}/gu, '?')
        .slice(0, 2000),
    );
  return pairs.length === 0 ? '' : `?${pairs.map(([key, value]) => `${key}=${text(value)}`).join('&')}`;
}

function mostly<T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: rare });
}

class SchemaArbitraries {
  private readonly known = new Map<string, fc.Arbitrary<unknown>>();

  constructor(
    private readonly document: OpenApiDocument,
    private readonly id: fc.Arbitrary<number>,
  ) {}

  /** A body as declared (half of them), with members replaced, missing or added, or not JSON of ours at all. */
  body(schema: Json): fc.Arbitrary<unknown> {
    const valid = this.of(schema);
    const mutated = fc
      .tuple(valid, fc.nat(), hostile, fc.constantFrom('replace', 'drop', 'add'))
      .map(([body, at, value, how]) => mutate(body, at, value, how));
    return fc.oneof(
      { weight: 6, arbitrary: valid },
      { weight: 5, arbitrary: mutated },
      { weight: 1, arbitrary: rawBodies },
      { weight: 1, arbitrary: hostile },
    );
  }

  of(schema: Json): fc.Arbitrary<unknown> {
    const ref = schema['$ref'];
    if (typeof ref === 'string') return this.named(ref.split('/').at(-1) ?? '');
    const any = schema['anyOf'];
    if (Array.isArray(any)) return fc.oneof(...any.map((one) => this.of(one as Json)));
    if (Array.isArray(schema['enum'])) return fc.constantFrom<unknown>(...(schema['enum'] as unknown[]));
    const types = Array.isArray(schema['type']) ? (schema['type'] as string[]) : [String(schema['type'])];
    return fc.oneof(...types.map((type) => this.typed(type, schema)));
  }

  private named(name: string): fc.Arbitrary<unknown> {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const made = this.of(this.document.components.schemas[name] ?? {});
    this.known.set(name, made);
    return made;
  }

  private typed(type: string, schema: Json): fc.Arbitrary<unknown> {
    const min = Number(schema['minimum'] ?? 0);
    const max = Number(schema['maximum'] ?? 1000);
    switch (type) {
      case 'null':
        return fc.constant(null);
      case 'boolean':
        return fc.boolean();
      case 'integer':
        return max === Number.MAX_SAFE_INTEGER && min === 1
          ? this.id
          : fc.oneof(fc.integer({ min, max: Math.min(max, min + 12) }), fc.integer({ min, max }));
      case 'number':
        return fc.double({ min, max, noNaN: true });
      case 'array':
        return fc.array(this.of((schema['items'] ?? {}) as Json), {
          minLength: Number(schema['minItems'] ?? 0),
          maxLength: Math.min(Number(schema['maxItems'] ?? 3), 4),
        });
      case 'object':
        return this.object(schema);
      default:
        return text(schema);
    }
  }

  private object(schema: Json): fc.Arbitrary<unknown> {
    const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
    if (properties.length === 0) {
      return fc.dictionary(fc.constantFrom('mode', 'sets', 'reps', 'value', 'x'), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 4 });
    }
    const required = (schema['required'] ?? []) as string[];
    return fc.record(Object.fromEntries(properties.map(([name, member]) => [name, this.of(member)])), { requiredKeys: required });
  }
}

function text(schema: Json): fc.Arbitrary<string> {
  if (schema['format'] === 'date') {
    return fc
      .integer({ min: -400, max: 400 })
      .map((days) => new Date(Date.UTC(2026, 10, 21) + days * 86_400_000).toISOString().slice(0, 10));
  }
  if (schema['format'] === 'date-time') {
    return fc.integer({ min: -400, max: 400 }).map((days) => new Date(Date.UTC(2026, 10, 21) + days * 86_400_000).toISOString());
  }
  if (schema['format'] === 'duration') return fc.constantFrom('P1D', 'PT12H', 'PT3S', 'P2W');
  const pattern = schema['pattern'];
  if (typeof pattern === 'string') {
    return fc.stringMatching(new RegExp(pattern)).map((made) => made.slice(0, Number(schema['maxLength'] ?? 200)));
  }
  const minLength = Number(schema['minLength'] ?? 0);
  return fc.string({ minLength, maxLength: Math.min(Number(schema['maxLength'] ?? 40), minLength + 40), unit: 'grapheme' });
}

/** Changes one member, at any depth, chosen by `at`. */
function mutate(body: unknown, at: number, value: unknown, how: string): unknown {
  if (typeof body !== 'object' || body === null) return value;
  const keys = Object.keys(body);
  if (how === 'add' || keys.length === 0) return Array.isArray(body) ? [...body, value] : { ...body, surely_unknown: value };
  const key = keys[at % keys.length] ?? '';
  const member: unknown = Reflect.get(body, key);
  const deep = typeof member === 'object' && member !== null && at % 3 !== 0;
  const copy: Json | unknown[] = Array.isArray(body) ? [...(body as unknown[])] : { ...(body as Json) };
  if (deep) Reflect.set(copy, key, mutate(member, Math.floor(at / keys.length), value, how));
  else if (how === 'drop') Reflect.deleteProperty(copy, key);
  else Reflect.set(copy, key, value);
  return Array.isArray(copy) ? copy.filter((item) => item !== undefined) : copy;
}
