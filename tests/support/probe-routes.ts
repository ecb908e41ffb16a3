import type { Route } from '#api/http/route';
import {
  Bool,
  Id,
  Instant,
  Int,
  IntList,
  ListOf,
  LocalDate,
  Nested,
  Nullable,
  Num,
  OneOf,
  Optional,
  Text,
} from '#api/http/fields';
import { ListQuery, page } from '#api/http/pagination';
import { defineRawRoute, defineRoute } from '#api/http/route';
import { streamChanges } from '#api/http/sse';
import { pageOf, readCursor } from '#core/kernel/cursor';
import { requireOrg } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';

/** Routes of the tests' own over the `tasks`-free part of the schema: specialists, which every installation has. */
class ProbePart {
  @Text({ max: 20 })
  label!: string;

  @IntList({ max: 5, itemMin: 0, itemMax: 9 })
  marks!: number[];
}

class ProbeBody {
  @Text({ max: 50 })
  title!: string;

  @Optional()
  @Nullable()
  @Text({ max: 200 })
  biography?: string | null;

  @Optional()
  @Num({ min: 0, max: 10 })
  pain?: number;

  @Optional()
  @Bool()
  fail?: boolean;

  @Optional()
  @Int({ min: 0, max: 3000 })
  wait_ms?: number;

  @Optional()
  @Nested(() => ProbePart)
  part?: ProbePart;

  @Optional()
  @ListOf(() => ProbePart, { max: 3 })
  parts?: ProbePart[];

  @Optional()
  @LocalDate()
  day?: string;

  @Optional()
  @Instant()
  at?: string;
}

class ProbeChange {
  @Text({ max: 50 })
  title!: string;
}

class ProbeResponse {
  @Id()
  id!: number;

  @Text({ max: 50 })
  title!: string;

  @Int({ min: 0, max: 1_000_000 })
  rev!: number;
}

class ProbeQuery extends ListQuery {
  @Optional()
  @OneOf(['active', 'archived'])
  status?: string;
}

interface Row {
  id: number;
  title: string;
  rev: number;
  biography: string;
}

/** How often the creating handler really ran; the idempotency tests count it. */
export const probeRuns = { count: 0 };

const create = defineRoute({
  method: 'POST',
  path: '/v1/probes/people/:user_id',
  tag: 'probes',
  summary: 'Make a specialist of a person',
  permission: 'people:write',
  params: { user_id: 'id' },
  body: ProbeBody,
  response: ProbeResponse,
  status: 201,
  refusals: ['already_exists'],
  idempotent: true,
  rate: 'write',
  handler: async (ctx, { params, body, idempotency }) => {
    probeRuns.count += 1;
    if (body.wait_ms !== undefined) await new Promise((resolve) => setTimeout(resolve, body.wait_ms));
    if (body.fail === true) throw new AppError('temporal_unavailable');
    const id = await idempotency.reserveId(() =>
      inTx(
        ctx,
        async (tx) => (await tx.one<{ id: number }>(`select nextval(pg_get_serial_sequence('specialists', 'id')) as id`)).id,
      ),
    );
    const sql = `insert into specialists (id, organization_id, user_id, title, biography) overriding system value values ($1, $2, $3, $4, $5)
      on conflict do nothing returning id, title, rev, biography`;
    const row = await inTx(ctx, (tx) =>
      tx.maybeOne<Row>(sql, [id, requireOrg(ctx), params.user_id, body.title, body.biography ?? '']),
    );
    if (row === null) throw new AppError('already_exists', { detail: 'This person is a specialist already.' });
    // The whole row on purpose: the declared answer has no biography, so it must not leave the house.
    return { body: row, etag: row.rev, location: `/v1/probes/${row.id}` };
  },
});

const read = defineRoute({
  method: 'GET',
  path: '/v1/probes/:id',
  tag: 'probes',
  summary: 'One specialist',
  permission: 'specialist:read',
  params: { id: 'id' },
  response: ProbeResponse,
  rate: 'read',
  handler: async (ctx, { params }) => {
    const row = await inTx(ctx, (tx) => tx.maybeOne<Row>('select id, title, rev from specialists where id = $1', [params.id]));
    if (row === null) throw notFound('The specialist');
    return { body: row, etag: row.rev };
  },
});

const change = defineRoute({
  method: 'PATCH',
  path: '/v1/probes/:id',
  tag: 'probes',
  summary: 'Change a specialist',
  permission: 'people:write',
  params: { id: 'id' },
  body: ProbeChange,
  response: ProbeResponse,
  ifMatch: true,
  rate: 'write',
  handler: async (ctx, { params, body, rev }) => {
    const row = await inTx(ctx, async (tx) => {
      const found = await tx.maybeOne<Row>('select rev from specialists where id = $1 for update', [params.id]);
      if (found === null) throw notFound('The specialist');
      if (found.rev !== rev) throw new AppError('stale_revision', { extra: { current_rev: found.rev } });
      return tx.one<Row>('update specialists set title = $2, rev = rev + 1 where id = $1 returning id, title, rev', [
        params.id,
        body.title,
      ]);
    });
    return { body: row, etag: row.rev };
  },
});

const list = defineRoute({
  method: 'GET',
  path: '/v1/probes',
  tag: 'probes',
  summary: 'All specialists',
  permission: 'specialist:read',
  query: ProbeQuery,
  response: page(ProbeResponse),
  rate: 'read',
  handler: async (ctx, { query }) => {
    const after = readCursor(query.cursor, ['id']);
    const sql = 'select id, title, rev from specialists where id > $1 and status = $2 order by id limit $3';
    const found = await inTx(ctx, (tx) => tx.query<Row>(sql, [after?.[0] ?? 0, query.status ?? 'active', query.limit + 1]));
    const { rows, nextCursor } = pageOf(found, query.limit, (row) => [row.id]);
    return { body: { items: rows, next_cursor: nextCursor } };
  },
});

const search = defineRoute({
  method: 'POST',
  path: '/v1/probes/search',
  tag: 'probes',
  summary: 'Search by title',
  session: 'any',
  readOnly: true,
  body: ProbeChange,
  response: page(ProbeResponse),
  rate: 'search',
  handler: async () => ({ body: { items: [], next_cursor: null } }),
});

const remove = defineRoute({
  method: 'DELETE',
  path: '/v1/probes/:id',
  tag: 'probes',
  summary: 'Nothing happens',
  permission: 'people:write',
  params: { id: 'id' },
  rate: 'write',
  handler: async () => ({}),
});

const wrongAnswer = defineRoute({
  method: 'GET',
  path: '/v1/probes/broken/:kind',
  tag: 'probes',
  summary: 'Answers something undeclared',
  public: 'a probe of the response check, in tests only',
  params: { kind: 'slug' },
  response: ProbeResponse,
  rate: 'read',
  handler: async (_ctx, { params }) => {
    if (params.kind === 'status') return { body: { id: 1, title: 'x', rev: 1 }, status: 202 };
    if (params.kind === 'code') throw new AppError('red_flag');
    if (params.kind === 'throw') throw new Error('a message with Erika Mustermann in it');
    return { body: { id: 1, title: 'x'.repeat(100), rev: 1 } };
  },
});

const signIn = defineRoute({
  method: 'POST',
  path: '/v1/probes/sign-in',
  tag: 'probes',
  summary: 'Counts attempts',
  public: 'a probe of the sign-in limits, in tests only',
  body: ProbeChange,
  rate: 'sign_in',
  rateKey: (body) => body.title,
  handler: async () => ({ cookies: [{ name: 'pw_csrf', value: 'abc', httpOnly: false }] }),
});

const events = defineRawRoute({
  method: 'GET',
  path: '/v1/probes/events',
  tag: 'probes',
  summary: 'How many specialists there are, live',
  permission: 'specialist:read',
  produces: 'text/event-stream',
  rate: 'read',
  handler: async (ctx, _input, koa) => {
    const read = (): Promise<unknown> =>
      inTx(ctx, (tx) => tx.one<{ count: number }>('select count(*)::int as count from specialists'));
    await streamChanges(koa, { event: 'count', intervalMs: 100, read });
  },
});

export const probeRoutes: readonly Route[] = [create, read, change, list, search, remove, wrongAnswer, signIn, events];
