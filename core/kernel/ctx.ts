import { randomUUID } from 'node:crypto';
import type { Role } from '#domain/auth/roles';
import type { Config } from './config';
import type { Db, Tx } from './tx';
import type { Logger } from './logger';
import type { ProcessClient } from './ports/process-client';
import type { MailPort } from './ports/mail';
import type { VideoPort } from './ports/video';
import type { KeyRing } from './crypto';

/** Who acts. A human is preferred over the system wherever both are known (R18). */
export interface Actor {
  kind: 'user' | 'api_key' | 'system';
  userId: number | null;
  roles: readonly Role[];
  /** The patient row of the acting person in this organization, when they are a patient. */
  patientId: number | null;
  /** The specialist row of the acting person in this organization. */
  specialistId: number | null;
  /** The admin behind an impersonation; the audit row names both. */
  impersonatorUserId: number | null;
}

/** Everything a process needs and gets once, at start. Built by `create-kernel.ts`. */
export interface Kernel {
  config: Config;
  db: Db;
  log: Logger;
  processes: ProcessClient;
  mailer: MailPort;
  video: VideoPort;
  keys: KeyRing;
}

/**
 * The first argument of every use case. Explicit on purpose: no ambient state, so a use case can be read and tested alone.
 * `now` is taken once per request or activity; a use case must not read the clock itself.
 */
export interface Ctx {
  /** The tenant; null only for platform-wide work. */
  orgId: number | null;
  actor: Actor;
  requestId: string;
  now: Date;
  kernel: Kernel;
  /**
   * A process acts for the person, who was authorised when the message was accepted: row-level security then walls the tenant only,
   * while audit rows still name the person.
   */
  asProcess?: true;
  /** Set inside `inTx`; nested calls join it. */
  tx?: Tx;
}

export const systemActor: Actor = {
  kind: 'system',
  userId: null,
  roles: [],
  patientId: null,
  specialistId: null,
  impersonatorUserId: null,
};

/** A context for work no person asked for: timers, relays, start-up. `orgId` still walls it into one tenant. */
export function systemCtx(kernel: Kernel, orgId: number | null, now: Date, requestId: string = randomUUID()): Ctx {
  return { orgId, actor: systemActor, requestId, now, kernel };
}

/** The tenant of the context. Throws when a tenant-bound use case is called without one: a programming error, not a refusal. */
export function requireOrg(ctx: Ctx): number {
  if (ctx.orgId === null) throw new Error('This use case needs an organization in its context');
  return ctx.orgId;
}
