import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fieldsOf, type FieldInfo } from '#api/http/fields';
import type { Dto, Route } from '#api/http/route';
import type { Thing, World } from './world';

/** What the generated tests cannot know about one route. Features add a file `tests/support/samples/<feature>.samples.ts` exporting `samples`. */
export interface Sample {
  /** A valid body, when the one made from the DTO is not (rules between fields, ids that must exist). */
  body?: (world: World) => object;
  query?: (world: World) => Record<string, string>;
  /** Which row each path parameter means, when the address does not tell. */
  params?: (world: World) => Record<string, number | string>;
  /** The row is shared content or a list of the caller's own: strangers get their own view instead of a refusal. Says why. */
  shared?: string;
  /** Reading it as the owner does not answer 200 in the standing world. Says why. */
  noControl?: string;
}

export type Samples = Readonly<Record<string, Sample>>;

const folder = join(__dirname, 'samples');

/** Every feature's samples by `METHOD /path`. */
export function loadSamples(): Map<string, Sample> {
  const all = new Map<string, Sample>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.samples.ts'))) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- files are found by name, as Jest finds tests
    const { samples } = require(join(folder, file)) as { samples: Samples };
    for (const [route, sample] of Object.entries(samples)) all.set(route, sample);
  }
  return all;
}

export const nameOf = (route: Route): string => `${route.method} ${route.path}`;

/** What stands before a parameter says which row it means; the longest match counts. */
const addresses: Record<string, Thing> = {
  '/v1/organizations/': 'organization',
  '/v1/members/': 'user',
  '/v1/patients/': 'patient',
  '/v1/specialists/': 'specialist',
  '/v1/specialties/': 'specialty',
  '/v1/exercises/': 'exercise',
  '/v1/exercise-categories/': 'category',
  '/v1/exercise-body-regions/': 'bodyRegion',
  '/v1/exercise-equipment/': 'equipment',
  '/v1/treatment-plans/': 'plan',
  '/v1/treatment-plans/library/': 'plan',
  '/v1/service-plans/': 'servicePlan',
  '/v1/patient-service-plans/': 'patientServicePlan',
  '/v1/patient-treatment-plans/': 'enrollment',
  '/v1/patient-session-completions/': 'completion',
  '/v1/patients/:id/treatment-plans/': 'plan',
  '/v1/approvals/': 'approval',
  '/v1/messages/': 'message',
  '/v1/me/sessions/': 'session',
  '/v1/tasks/': 'task',
  '/v1/processes/': 'process',
  '/v1/ops/processes/': 'process',
  '/v1/api-keys/': 'apiKey',
  '/v1/invitations/': 'invitation',
};

/** The row a route is about: the thing its first parameter names; null when it has none. */
export function subjectOf(route: Route): Thing | null {
  const at = route.path.indexOf(':');
  return at < 0 ? null : (addresses[route.path.slice(0, at)] ?? null);
}

/** The address with the standing world's rows in it. @throws when nobody said which row a parameter means */
export function addressOf(route: Route, world: World, sample: Sample | undefined): string {
  const given = sample?.params?.(world) ?? {};
  const path = route.path.replace(/:([a-z_]+)/g, (whole, name: string, offset: number) => {
    const value = given[name];
    if (value !== undefined) return String(value);
    const before = route.path.slice(0, offset);
    const thing = addresses[before];
    if (thing !== undefined) return String(world.ids[thing]);
    if (name === 'version') return '1';
    if (route.params[name] === 'uuid') return randomUUID();
    throw new Error(
      `${nameOf(route)}: which row is ${whole}? Add it to tests/support/route-samples.ts or to the feature's samples`,
    );
  });
  const query = new URLSearchParams(sample?.query?.(world) ?? {}).toString();
  return query === '' ? path : `${path}?${query}`;
}

/** A body that passes the DTO: every required field with its smallest value. */
export function bodyOf(route: Route, world: World, sample: Sample | undefined): object | undefined {
  if (route.method === 'GET') return undefined;
  if (sample?.body !== undefined) return sample.body(world);
  return route.body === null ? undefined : minimal(route.body, world);
}

function minimal(dto: Dto, world: World): Record<string, unknown> {
  const required = [...fieldsOf(dto)].filter(([, info]) => !info.optional);
  return Object.fromEntries(required.map(([name, info]) => [name, info.nullable ? null : smallest(name, info, world)]));
}

function smallest(name: string, info: FieldInfo, world: World): unknown {
  const { schema } = info;
  if (info.kind === 'object' && info.nested !== null) return minimal(info.nested(), world);
  if (info.kind === 'list') {
    const count = Number(schema['minItems'] ?? 0);
    return Array.from({ length: count }, () =>
      info.nested === null ? smallestOf(name, record(schema['items']), world) : minimal(info.nested(), world),
    );
  }
  return smallestOf(name, schema, world);
}

const idFields: Record<string, Thing> = {
  patient_id: 'patient',
  exercise_id: 'exercise',
  treatment_plan_id: 'plan',
  plan_id: 'plan',
  service_plan_id: 'servicePlan',
  enrollment_id: 'enrollment',
  specialist_id: 'specialist',
  responsible_specialist_id: 'specialist',
  user_id: 'user',
};

function smallestOf(name: string, schema: Record<string, unknown>, world: World): unknown {
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  switch (schema['type']) {
    case 'integer':
    case 'number': {
      const thing = idFields[name];
      return thing === undefined ? Number(schema['minimum'] ?? 0) : world.ids[thing];
    }
    case 'boolean':
      return false;
    case 'object':
      return {};
    default:
      return textFor(name, schema);
  }
}

/** Text that fits the commonest patterns; a route with a stranger one says so in its samples. */
function textFor(name: string, schema: Record<string, unknown>): string {
  const pattern = typeof schema['pattern'] === 'string' ? new RegExp(schema['pattern']) : null;
  if (schema['format'] === 'date') return '2026-11-21';
  if (schema['format'] === 'date-time') return '2026-11-21T09:00:00Z';
  if (schema['format'] === 'duration') return 'P1D';
  const filler = 'a'.repeat(Math.max(1, Number(schema['minLength'] ?? 1)));
  const candidates = [filler, 'Europe/Berlin', 'a@clinic.example', randomUUID(), '07:30', 'EUR', '123456', 'en'];
  if (/zone/.test(name)) return 'Europe/Berlin';
  return candidates.find((text) => pattern === null || pattern.test(text)) ?? filler;
}

function record(value: unknown): Record<string, unknown> {
  return (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
}
