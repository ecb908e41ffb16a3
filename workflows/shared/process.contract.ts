/*
 * What a process is to everybody outside its workflow: its id, its arguments, the commands it answers and the events it hears.
 * Pure names and types, so that `core` and `api` may import it without touching workflow code.
 */

/** The long-running processes of the product. Equal to the check constraint on `processes.kind`. */
export type ProcessKind = 'enrollment' | 'approval' | 'message' | 'patient_service_plan';

/** Who asked, as plain JSON: activities build their `Ctx` from it. Same members as `Actor` in `core/kernel/ctx.ts`. */
export interface ActorRef {
  readonly kind: 'user' | 'api_key' | 'system';
  readonly userId: number | null;
  readonly roles: readonly string[];
  readonly patientId: number | null;
  readonly specialistId: number | null;
  readonly impersonatorUserId: number | null;
}

export const systemActorRef: ActorRef = {
  kind: 'system',
  userId: null,
  roles: [],
  patientId: null,
  specialistId: null,
  impersonatorUserId: null,
};

/** What every process must be told when it starts. Ids, enums and numbers only: never a name, a note or an answer. */
export interface ProcessArgs {
  readonly orgId: number;
  /** Row id of the subject, the last part of the workflow id. */
  readonly subjectId: number;
  readonly by: ActorRef;
  readonly requestId: string;
}

/** One type per process names everything it exchanges. See `ProcessTypes` users for examples. */
export interface ProcessTypes {
  args: ProcessArgs;
  /** Plain JSON carried over every roll; keep it small, lists live in Postgres. */
  state: object;
  /** Answer of the `open` step. */
  opened: unknown;
  /** `{ pause: { data: PauseInput; reply: EnrollmentReply } }` */
  commands: object;
  /** `{ approval_decided: { outcome: 'approved' | 'rejected' } }` */
  events: object;
}

export type CommandName<P extends ProcessTypes> = keyof P['commands'] & string;
export type CommandData<P extends ProcessTypes, K extends CommandName<P>> = P['commands'][K] extends { data: infer D }
  ? D
  : never;
export type CommandReply<P extends ProcessTypes, K extends CommandName<P>> = P['commands'][K] extends { reply: infer R }
  ? R
  : never;
export type EventName<P extends ProcessTypes> = keyof P['events'] & string;
export type EventData<P extends ProcessTypes, K extends EventName<P>> = P['events'][K];

/** A command as it travels: an Update argument. */
export interface CommandEnvelope<D> {
  readonly by: ActorRef;
  readonly requestId: string;
  readonly data: D;
}

/** An event as it travels: a Signal argument. `id` must be stable over retries of the sender (the outbox row's id). */
export interface EventEnvelope<D> {
  readonly id: string;
  readonly data: D;
}

export interface ProcessContract<P extends ProcessTypes> {
  readonly kind: ProcessKind;
  /** Name of the exported workflow function. */
  readonly workflowType: string;
  /** Update name → one sentence shown in the Temporal UI. */
  readonly commands: { readonly [K in CommandName<P>]: string };
  /** Signal name → one sentence shown in the Temporal UI. */
  readonly events: { readonly [K in EventName<P>]: string };
}

/** Declares a process. Names are part of recorded histories: append, never rename. */
export function defineProcess<P extends ProcessTypes>(contract: ProcessContract<P>): ProcessContract<P> {
  return contract;
}

/** `<installation>/<kind>/<row id>` (decisions P2): opaque, and never met by a process of another database. */
export function workflowIdOf(installationId: string, kind: ProcessKind, subjectId: number): string {
  return `${installationId}/${kind}/${subjectId}`;
}

/** Updates every process answers besides its own commands. */
export const OPEN_UPDATE = 'open';
export const OPS_UPDATES = { retryNow: 'ops_retry_now', resume: 'ops_resume', close: 'ops_close' } as const;
export type OpsAction = keyof typeof OPS_UPDATES;
export const VIEW_QUERY = 'view';

/** Data of an ops update. `reason` goes into the process's timeline. */
export interface OpsRequest {
  readonly reason: string;
}

export interface OpsReply {
  readonly closed: boolean;
  readonly parked: number;
}

/** Types of `ApplicationFailure` with a meaning for the skeleton; every other non-retryable type is a problem code. */
export const FAILURES = {
  /** details[0] = { rev }: the row is ahead of the workflow (an older Temporal file was restored). */
  projectionStale: 'ProjectionStale',
  /** details[0] = { sqlstate, constraint }: SQLSTATE class 22 or 23; repeating cannot help. */
  databaseRejected: 'DatabaseRejected',
  untrusted: 'untrusted_payload',
  closed: 'process_closed',
} as const;
