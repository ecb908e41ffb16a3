import type { PoolClient, QueryResult, QueryResultRow } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import type { DomainEvent } from '#domain/events/catalog';
import { AppError } from './errors';
import { installPgTypes } from './pg-types';
import { prepared } from './prepared';
import type { Actor, Ctx, Kernel } from './ctx';

/** What an audit row says about one act. `fields` holds names, never values. */
export interface AuditEntry {
  /** `<entity>.<verb in the past tense>`, e.g. `patient.read`. */
  action: string;
  entity: string;
  entityId: number | null;
  /** The patient whose record was touched, so that "who opened my record" is one query. */
  patientId?: number | null;
  fields?: readonly string[];
}

/** One open transaction. Rows come back as plain objects typed by the caller's row interface. */
export interface Tx {
  query<R>(sql: string, params?: readonly unknown[]): Promise<R[]>;
  /** Exactly one row; `not_found` when there is none. */
  one<R>(sql: string, params?: readonly unknown[]): Promise<R>;
  maybeOne<R>(sql: string, params?: readonly unknown[]): Promise<R | null>;
  /** Rows affected; for statements whose count is the verdict (a row hidden by a policy counts 0). */
  execute(sql: string, params?: readonly unknown[]): Promise<number>;
  /** Written in this transaction, after the change (R18). */
  audit(entry: AuditEntry): void;
  /** Written to the outbox in this transaction; the relay fans it out (A4). */
  emit(event: DomainEvent): void;
}

/** The two pools. `app` is walled by row-level security, `system` crosses organizations for relays and sign-in. */
export interface Db {
  app: DataSource;
  system: DataSource;
  close(): Promise<void>;
}

export interface DbUrls {
  app: string;
  system: string;
}

const poolDefaults = {
  // One round trip for `begin` + settings + first statement; see bench P3.
  pipeline: true,
  connectionTimeoutMillis: 5_000,
  idle_in_transaction_session_timeout: 15_000,
  statement_timeout: 15_000,
  // Above the server's own limit: a connection that died without a word must not keep its caller, nor the lease it holds, for ever.
  query_timeout: 20_000,
  keepAlive: true,
};

installPgTypes();

/** Opens both pools. Fails when the database cannot be reached within five seconds. */
export async function openDb(urls: DbUrls, size: { app: number; system: number }): Promise<Db> {
  const open = (url: string, max: number, name: string): Promise<DataSource> =>
    new DataSource({
      type: 'postgres',
      url,
      synchronize: false,
      poolSize: max,
      applicationName: name,
      extra: { ...poolDefaults, max },
    }).initialize();
  const app = await open(urls.app, size.app, 'pathwell-app');
  const system = await open(urls.system, size.system, 'pathwell-system');
  return {
    app,
    system,
    close: async () => {
      await Promise.all([app.destroy(), system.destroy()]);
    },
  };
}

/** SQLSTATE of a statement behind one that failed. */
const ABORTED = '25P02';

function sqlStateOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
}

interface Collected {
  audit: AuditEntry[];
  events: DomainEvent[];
}

class OpenTx implements Tx {
  readonly collected: Collected = { audit: [], events: [] };
  /** Why the first statement that failed did. */
  private cause: unknown = null;

  constructor(private readonly client: PoolClient) {}

  /**
   * Statements are sent together, and all behind one that failed fail too, saying only that the transaction is aborted. Whoever waits
   * for several may hear of such a one first, so the cause takes its place: on it hangs whether a step is repeated or given up.
   */
  reasonOf(error: unknown): unknown {
    return sqlStateOf(error) === ABORTED && this.cause !== null ? this.cause : error;
  }

  async query<R>(sql: string, params: readonly unknown[] = []): Promise<R[]> {
    const result = await this.send(sql, params);
    return result.rows as R[]; // the row shape is the statement's; pg cannot know it
  }

  async send(sql: string, params: readonly unknown[]): Promise<QueryResult> {
    try {
      return await this.client.query<QueryResultRow>(prepared(sql, params));
    } catch (error) {
      this.cause ??= error;
      throw error;
    }
  }

  async maybeOne<R>(sql: string, params: readonly unknown[] = []): Promise<R | null> {
    const rows = await this.query<R>(sql, params);
    return rows[0] ?? null;
  }

  async one<R>(sql: string, params: readonly unknown[] = []): Promise<R> {
    const row = await this.maybeOne<R>(sql, params);
    if (row === null) throw new AppError('not_found');
    return row;
  }

  async execute(sql: string, params: readonly unknown[] = []): Promise<number> {
    const result = await this.send(sql, params);
    return result.rowCount ?? 0;
  }

  audit(entry: AuditEntry): void {
    this.collected.audit.push(entry);
  }

  emit(event: DomainEvent): void {
    this.collected.events.push(event);
  }
}

/**
 * Runs `fn` in one transaction as the app role: row-level security sees the context's organization, person, role and patient.
 * Audit and outbox rows collected by `fn` are written before the commit. A nested call joins the open transaction.
 * Nothing slow or external may happen inside. An error rolls everything back and is thrown on.
 */
export async function inTx<T>(ctx: Ctx, fn: (tx: Tx, ctx: Ctx) => Promise<T>): Promise<T> {
  if (ctx.tx !== undefined) return fn(ctx.tx, ctx);
  return transact(ctx.kernel.db.app, settingsOf(ctx), ctx, fn);
}

/**
 * Runs `fn` as the system role. With `ctx.orgId` null it sees every organization: callers must assert what they touched.
 * For sign-in, relays, sealing and first-run set-up only.
 */
export async function inSystemTx<T>(ctx: Ctx, fn: (tx: Tx, ctx: Ctx) => Promise<T>): Promise<T> {
  const { tx: _outer, ...own } = ctx; // another role is another transaction
  return transact(ctx.kernel.db.system, settingsOf(ctx), own, fn);
}

async function transact<T>(source: DataSource, settings: string, ctx: Ctx, fn: (tx: Tx, ctx: Ctx) => Promise<T>): Promise<T> {
  const runner: QueryRunner = source.createQueryRunner();
  let broken: Error | undefined;
  try {
    const client = (await runner.connect()) as PoolClient; // the postgres driver hands out its pool client
    const tx = new OpenTx(client);
    const begun = client.query(`begin; ${settings}`);
    begun.catch(() => undefined); // reported by the await below
    try {
      const value = await fn(tx, { ...ctx, tx });
      await begun;
      await Promise.all([...closingWrites(tx, ctx), client.query('commit')]);
      return value;
    } catch (error) {
      await begun.catch((beginError: unknown) => {
        broken = beginError instanceof Error ? beginError : new Error('begin failed');
      });
      await client.query('rollback').catch((rollbackError: unknown) => {
        broken = rollbackError instanceof Error ? rollbackError : new Error('rollback failed');
      });
      throw tx.reasonOf(error);
    }
  } finally {
    await release(runner, broken);
  }
}

/** A connection whose rollback failed must not go back into the pool: TypeORM's own listener takes it out and marks the runner released. */
async function release(runner: QueryRunner, broken: Error | undefined): Promise<void> {
  if (broken !== undefined && !runner.isReleased) {
    const client = (await runner.connect().catch(() => null)) as PoolClient | null;
    if (!runner.isReleased) client?.emit('error', broken);
  }
  await runner.release().catch(() => undefined);
}

function settingsOf(ctx: Ctx): string {
  const { actor } = ctx;
  const role = ctx.asProcess === true || actor.kind === 'system' ? 'system' : isPatientOnly(actor) ? 'patient' : 'staff';
  const values = {
    'app.organization_id': id(ctx.orgId),
    'app.user_id': id(actor.userId),
    'app.role': role,
    'app.patient_id': id(actor.patientId),
  };
  const calls = Object.entries(values).map(([name, value]) => `set_config('${name}', '${value}', true)`);
  return `select ${calls.join(', ')}`;
}

/** Whoever holds a staff role too is walled by permissions and care visibility; a patient is walled by the restrictive policies. */
function isPatientOnly(actor: Actor): boolean {
  return actor.roles.includes('patient') && actor.roles.length === 1;
}

/** Ids are inlined into the settings statement, so nothing but a safe integer may pass. */
function id(value: number | null): string {
  if (value === null) return '';
  if (!Number.isSafeInteger(value)) throw new Error('Not a row id');
  return String(value);
}

function closingWrites(tx: OpenTx, ctx: Ctx): Promise<unknown>[] {
  const { collected } = tx;
  const { actor } = ctx;
  const entries = collected.audit.length > 0 || actor.kind === 'system' ? collected.audit : [requestEntry];
  const writes: Promise<unknown>[] = [];
  if (entries.length > 0) {
    writes.push(tx.send(auditSql, [JSON.stringify(entries.map((entry) => auditRow(entry, ctx, actor)))]));
  }
  if (collected.events.length > 0) {
    writes.push(tx.send(outboxSql, [JSON.stringify(collected.events.map((event) => outboxRow(event, ctx)))]));
  }
  return writes;
}

/** Every authenticated request leaves a trace (PL-05), also one whose use case names nothing in particular. */
const requestEntry: AuditEntry = { action: 'request', entity: 'request', entityId: null };

const auditSql = `insert into audit_log (organization_id, actor_kind, actor_user_id, impersonator_user_id, role, action, entity, entity_id, patient_id, fields, request_id)
select organization_id, actor_kind, actor_user_id, impersonator_user_id, role, action, entity, entity_id, patient_id, fields, request_id
from jsonb_to_recordset($1::jsonb) as r(organization_id bigint, actor_kind text, actor_user_id bigint, impersonator_user_id bigint, role text, action text, entity text, entity_id bigint, patient_id bigint, fields text[], request_id text)`;

const outboxSql = `insert into outbox (organization_id, type, aggregate, aggregate_id, payload, actor_user_id, occurred_at)
select organization_id, type, aggregate, aggregate_id, payload, actor_user_id, occurred_at
from jsonb_to_recordset($1::jsonb) as r(organization_id bigint, type text, aggregate text, aggregate_id bigint, payload jsonb, actor_user_id bigint, occurred_at timestamptz)`;

function auditRow(entry: AuditEntry, ctx: Ctx, actor: Actor): Record<string, unknown> {
  return {
    organization_id: ctx.orgId,
    actor_kind: actor.kind,
    actor_user_id: actor.userId,
    impersonator_user_id: actor.impersonatorUserId,
    role: actor.roles.join('+') || actor.kind,
    action: entry.action,
    entity: entry.entity,
    entity_id: entry.entityId,
    patient_id: entry.patientId ?? null,
    fields: entry.fields ?? [],
    request_id: ctx.requestId,
  };
}

function outboxRow(event: DomainEvent, ctx: Ctx): Record<string, unknown> {
  return {
    organization_id: ctx.orgId,
    type: event.type,
    aggregate: event.aggregate,
    aggregate_id: event.aggregateId,
    payload: event.payload,
    actor_user_id: ctx.actor.userId,
    occurred_at: ctx.now.toISOString(),
  };
}

/** True when the kernel's app pool answers; for readiness. Never throws. */
export async function databaseAnswers(kernel: Kernel): Promise<boolean> {
  return kernel.db.app.query('select 1').then(
    () => true,
    () => false,
  );
}
