import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { problemTypes, type ProblemCode } from '#domain/shared/problem-codes';
import { codesOf } from './codes';
import { fieldsOf, type FieldInfo } from './fields';
import type { Dto, Route } from './route';

type Json = Record<string, unknown>;

/** An OpenAPI 3.1 document; its exact form is the specification's. */
export interface OpenApiDocument {
  openapi: string;
  info: Json;
  tags: Json[];
  paths: Record<string, Record<string, Json>>;
  components: { schemas: Record<string, Json>; securitySchemes: Json };
}

/**
 * The document of all routes: paths in order of declaration, schemas by name, so that the same routes give the same bytes.
 * @throws when two different DTO classes share a name
 */
export function openApiDocument(routes: readonly Route[]): OpenApiDocument {
  const schemas = new SchemaBook();
  const paths: OpenApiDocument['paths'] = {};
  for (const route of routes) {
    const path = route.path.replace(/:([a-z_]+)/g, '{$1}');
    const item = paths[path] ?? {};
    paths[path] = item;
    item[route.method.toLowerCase()] = operation(route, schemas);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Pathwell',
      version: '1',
      description: 'Clinic platform API. JSON in snake_case, errors as RFC 9457 problem documents.',
    },
    tags: [...new Set(routes.map((route) => route.tag))].sort().map((name) => ({ name })),
    paths,
    components: { schemas: schemas.sorted(), securitySchemes },
  };
}

const securitySchemes: Json = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'pw_session',
    description: 'Cookie session of the app; changes also send X-CSRF-Token.',
  },
  bearer: { type: 'http', scheme: 'bearer', description: 'Access token of a configured issuer, or an API key.' },
};

class SchemaBook {
  private readonly classes = new Map<string, Dto>();
  private readonly schemas = new Map<string, Json>([['Problem', problemSchema]]);

  ref(dto: Dto): Json {
    const known = this.classes.get(dto.name);
    if (known !== undefined && known !== dto) throw new Error(`Two DTO classes are called ${dto.name}`);
    if (known === undefined) {
      this.classes.set(dto.name, dto);
      this.schemas.set(dto.name, this.schemaOf(dto));
    }
    return { $ref: `#/components/schemas/${dto.name}` };
  }

  schemaOf(dto: Dto): Json {
    const fields = fieldsOf(dto);
    if (fields.size === 0) return { type: 'object', additionalProperties: false };
    const base = targetConstructorToSchema(dto, { classTransformerMetadataStorage: defaultMetadataStorage });
    const properties: Json = {};
    const required: string[] = [];
    for (const [name, info] of fields) {
      const described: unknown = base.properties?.[name];
      properties[name] = this.property(info, typeof described === 'object' && described !== null ? { ...described } : {});
      if (!info.optional) required.push(name);
    }
    return { type: 'object', properties, ...(required.length > 0 && { required }), additionalProperties: false };
  }

  private property(info: FieldInfo, described: Json): Json {
    const nested = info.nested === null ? null : this.ref(info.nested());
    const schema = nested === null ? described : info.kind === 'list' ? { ...described, items: nested } : nested;
    if (!info.nullable) return schema;
    if (typeof schema['type'] === 'string' && schema['enum'] === undefined) return { ...schema, type: [schema['type'], 'null'] };
    return { anyOf: [schema, { type: 'null' }] };
  }

  sorted(): Record<string, Json> {
    return Object.fromEntries([...this.schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

function operation(route: Route, schemas: SchemaBook): Json {
  const { access } = route;
  const words =
    access.kind === 'permission'
      ? `Needs \`${access.permission}\`.`
      : access.kind === 'public'
        ? `Public: ${access.reason}.`
        : 'For everybody who is signed in.';
  return {
    operationId: operationId(route),
    tags: [route.tag],
    summary: route.summary,
    description: [route.description, words].filter((part) => part !== '').join('\n\n'),
    security: access.kind === 'public' ? [] : [{ session: [] }, { bearer: [] }],
    ...(access.kind === 'permission' && { 'x-permission': access.permission }),
    'x-rate-class': route.rate,
    parameters: [...pathParameters(route), ...queryParameters(route, schemas), ...headerParameters(route)],
    ...(route.body !== null && {
      requestBody: { required: true, content: { 'application/json': { schema: schemas.ref(route.body) } } },
    }),
    responses: responses(route, schemas),
  };
}

/** `POST /v1/treatment-plans/:id/assign` → `post_treatment_plans_id_assign`. */
function operationId(route: Route): string {
  return `${route.method}_${route.path.replace(/^\/v1\//, '')}`.toLowerCase().replace(/[^a-z0-9]+/g, '_');
}

const paramSchemas: Record<string, Json> = {
  id: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
  count: { type: 'integer', minimum: 1, maximum: 2_147_483_647 },
  uuid: { type: 'string', format: 'uuid' },
  slug: { type: 'string', pattern: '^[a-z0-9][a-z0-9_-]{0,99}$' },
};

function pathParameters(route: Route): Json[] {
  return Object.entries(route.params).map(([name, kind]) => ({
    name,
    in: 'path',
    required: true,
    schema: paramSchemas[kind] ?? {},
  }));
}

function queryParameters(route: Route, schemas: SchemaBook): Json[] {
  if (route.query === null) return [];
  const { properties, required } = schemas.schemaOf(route.query);
  const needed = Array.isArray(required) ? required : [];
  return Object.entries((properties ?? {}) as Json).map(([name, schema]) => ({
    name,
    in: 'query',
    ...(needed.includes(name) && { required: true }),
    schema,
    ...(isList(schema) && { style: 'form', explode: false }),
  }));
}

function isList(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && 'type' in schema && schema.type === 'array';
}

function headerParameters(route: Route): Json[] {
  const headers: Json[] = [];
  if (route.idempotent) {
    headers.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      description: 'A random value per intent. A repeat with the same key gets the stored reply.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    });
  }
  if (route.ifMatch) {
    headers.push({
      name: 'If-Match',
      in: 'header',
      required: true,
      description: 'The ETag last read.',
      schema: { type: 'string', pattern: '^"\\d{1,15}"$' },
    });
  }
  return headers;
}

function responses(route: Route, schemas: SchemaBook): Json {
  const result: Json = {};
  for (const status of route.statuses) {
    const schema = route.response === null ? (route.kind === 'raw' ? { type: 'string' } : null) : schemas.ref(route.response);
    result[String(status)] = { description: 'Done', ...(schema !== null && { content: { [route.produces]: { schema } } }) };
  }
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codesOf(route)) {
    const { status } = problemTypes[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  for (const [status, codes] of [...byStatus].sort(([a], [b]) => a - b)) {
    result[String(status)] = {
      description: codes.map((code) => `\`${code}\``).join(', '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
  return result;
}

const problemSchema: Json = {
  type: 'object',
  description: 'RFC 9457 problem document.',
  properties: {
    type: { type: 'string', description: 'Address of a page that explains the code.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What was refused, why, what to do next.' },
    instance: { type: 'string' },
    code: { type: 'string', enum: Object.keys(problemTypes) },
    request_id: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          pointer: { type: 'string', description: 'RFC 6901 pointer into the body; into query or path when `in` says so.' },
          code: { type: 'string' },
          message: { type: 'string' },
        },
        required: ['pointer', 'code', 'message'],
      },
    },
    in: { type: 'string', enum: ['query', 'path'] },
  },
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'request_id'],
  additionalProperties: true,
};
