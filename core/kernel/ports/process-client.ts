import { createHash } from 'node:crypto';
import type {
  CommandData,
  CommandName,
  CommandReply,
  EventData,
  EventName,
  ActorRef,
  OpsAction,
  OpsReply,
  ProcessContract,
  ProcessTypes,
} from '#workflows/shared/process.contract';

/**
 * The answer to a message that wants one. `pending`: the command is durable but its verdict did not arrive before the deadline;
 * repeating with the same `updateId` resumes the wait and never acts twice.
 */
export type Outcome<R> = { readonly pending: false; readonly reply: R } | { readonly pending: true };

export interface StartRequest<P extends ProcessTypes> {
  process: ProcessContract<P>;
  args: P['args'];
}

export interface OpenRequest<P extends ProcessTypes> extends StartRequest<P> {
  updateId: string;
  /** How long the caller waits for the verdict. 3,000 ms when absent. */
  deadlineMs?: number;
}

export interface UpdateRequest<P extends ProcessTypes, K extends CommandName<P>> {
  process: ProcessContract<P>;
  subjectId: number;
  command: K;
  data: CommandData<P, K>;
  by: ActorRef;
  requestId: string;
  updateId: string;
  deadlineMs?: number;
}

export interface SignalRequest<P extends ProcessTypes, K extends EventName<P>> {
  process: ProcessContract<P>;
  subjectId: number;
  event: K;
  /** Stable over retries of the sender, e.g. `outbox:42`. */
  eventId: string;
  data: EventData<P, K>;
}

export interface OpsUpdateRequest {
  /** As stored in `processes.workflow_id`. */
  workflowId: string;
  action: OpsAction;
  reason: string;
  by: ActorRef;
  requestId: string;
  updateId: string;
  deadlineMs?: number;
}

export interface ProcessDescription {
  workflowId: string;
  runId: string;
  status: 'running' | 'completed' | 'failed' | 'cancelled' | 'terminated' | 'timed_out' | 'rolled' | 'paused';
  historyLength: number;
  startedAt: Date;
  closedAt: Date | null;
}

/**
 * How `core` speaks to processes. Every method throws `AppError`: `temporal_unavailable` (503) when the server cannot be reached,
 * `process_not_found` when there is no such process or it is over, and for a refused command the problem code the process gave.
 */
export interface ProcessClient {
  /** Starts the process unless it exists or ever existed. Idempotent. */
  start<P extends ProcessTypes>(request: StartRequest<P>): Promise<void>;
  /** Starts the process unless it runs, and waits until its `open` step is written. */
  updateWithStart<P extends ProcessTypes>(request: OpenRequest<P>): Promise<Outcome<P['opened']>>;
  /** Sends a command and waits for its verdict. */
  update<P extends ProcessTypes, K extends CommandName<P>>(request: UpdateRequest<P, K>): Promise<Outcome<CommandReply<P, K>>>;
  /** Sends an event. Durable when it returns; the process drops repeats by `eventId`. */
  signal<P extends ProcessTypes, K extends EventName<P>>(request: SignalRequest<P, K>): Promise<void>;
  ops(request: OpsUpdateRequest): Promise<Outcome<OpsReply>>;
  /** null when Temporal knows no such process. */
  describe(workflowId: string): Promise<ProcessDescription | null>;
  /** When a worker last asked for work; null when none did lately. For readiness and the staff banner. */
  workerLastSeen(): Promise<Date | null>;
  workflowId<P extends ProcessTypes>(process: ProcessContract<P>, subjectId: number): string;
  close(): Promise<void>;
}

/**
 * The update id of a user command (decisions A3): SHA-256 hex of organization, principal, route and `Idempotency-Key`.
 * Equal requests of one person meet the same update; nobody can meet another tenant's.
 */
export function updateIdOf(parts: { orgId: number | null; principal: string; route: string; idempotencyKey: string }): string {
  return createHash('sha256')
    .update(JSON.stringify([parts.orgId, parts.principal, parts.route, parts.idempotencyKey]))
    .digest('hex');
}
