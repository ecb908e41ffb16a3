import {
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
  type WorkflowStartOptions,
} from '@temporalio/client';
import { optionalTsToDate } from '@temporalio/common/lib/time';
import type {
  OpenRequest,
  OpsUpdateRequest,
  Outcome,
  ProcessClient,
  ProcessDescription,
  SignalRequest,
  StartRequest,
  UpdateRequest,
} from '#core/kernel/ports/process-client';
import { AppError } from '#core/kernel/errors';
import type { EntityInput } from '#workflows/shared/entity.types';
import {
  OPEN_UPDATE,
  OPS_UPDATES,
  workflowIdOf,
  type CommandEnvelope,
  type CommandName,
  type CommandReply,
  type EventEnvelope,
  type EventName,
  type OpsReply,
  type OpsRequest,
  type ProcessContract,
  type ProcessTypes,
} from '#workflows/shared/process.contract';
import { ClinicId } from '#workflows/shared/search-attributes';
import { isUntrusted } from '#workflows/shared/untrusted';
import { toAppError } from './process-failures';

/** How long a person waits before the answer becomes "still being worked on". */
const DEADLINE_MS = 3_000;
/** `temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW` */
const WORKFLOW_QUEUE = 1;

export interface ProcessClientOptions {
  client: Client;
  installationId: string;
  taskQueue: string;
  /** Tests roll early. */
  rollAfter?: number;
}

type EntityWorkflow<P extends ProcessTypes> = (input: EntityInput<P>) => Promise<void>;

/** The Temporal adapter of the port `core` speaks to. */
export class TemporalProcessClient implements ProcessClient {
  constructor(private readonly options: ProcessClientOptions) {}

  async start<P extends ProcessTypes>(request: StartRequest<P>): Promise<void> {
    const { process } = request;
    try {
      await this.within(DEADLINE_MS, () =>
        this.client.workflow.start<EntityWorkflow<P>>(process.workflowType, this.startOptions(request)),
      );
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return; // it runs or ran: that is what was asked for
      throw toAppError(error);
    }
  }

  updateWithStart<P extends ProcessTypes>(request: OpenRequest<P>): Promise<Outcome<P['opened']>> {
    // A new object per call: the SDK allows one use.
    const startWorkflowOperation = new WithStartWorkflowOperation<EntityWorkflow<P>>(request.process.workflowType, {
      ...this.startOptions(request),
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    startWorkflowOperation.workflowHandle().catch(() => undefined); // the same error arrives below
    return this.outcome(request.deadlineMs, () =>
      this.client.workflow.executeUpdateWithStart<EntityWorkflow<P>, P['opened'], []>(OPEN_UPDATE, {
        updateId: request.updateId,
        startWorkflowOperation,
      }),
    );
  }

  update<P extends ProcessTypes, K extends CommandName<P>>(request: UpdateRequest<P, K>): Promise<Outcome<CommandReply<P, K>>> {
    const { by, requestId, data, updateId } = request;
    const handle = this.client.workflow.getHandle(this.workflowId(request.process, request.subjectId));
    return this.outcome(request.deadlineMs, () =>
      handle.executeUpdate<CommandReply<P, K>, [CommandEnvelope<typeof data>]>(request.command, {
        updateId,
        args: [{ by, requestId, data }],
      }),
    );
  }

  async signal<P extends ProcessTypes, K extends EventName<P>>(request: SignalRequest<P, K>): Promise<void> {
    const handle = this.client.workflow.getHandle(this.workflowId(request.process, request.subjectId));
    const event = { id: request.eventId, data: request.data };
    await this.within(DEADLINE_MS, () => handle.signal<[EventEnvelope<typeof request.data>]>(request.event, event)).catch(
      rethrow,
    );
  }

  ops(request: OpsUpdateRequest): Promise<Outcome<OpsReply>> {
    const { by, requestId, reason, updateId } = request;
    const handle = this.client.workflow.getHandle(request.workflowId);
    return this.outcome(request.deadlineMs, () =>
      handle.executeUpdate<OpsReply, [CommandEnvelope<OpsRequest>]>(OPS_UPDATES[request.action], {
        updateId,
        args: [{ by, requestId, data: { reason } }],
      }),
    );
  }

  async describe(workflowId: string): Promise<ProcessDescription | null> {
    try {
      const found = await this.within(DEADLINE_MS, () => this.client.workflow.getHandle(workflowId).describe());
      return {
        workflowId,
        runId: found.runId,
        status: statusOf(found.status.name),
        historyLength: found.historyLength,
        startedAt: found.startTime,
        closedAt: found.closeTime ?? null,
      };
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      throw toAppError(error);
    }
  }

  async workerLastSeen(): Promise<Date | null> {
    const { connection, options } = this.client;
    const described = await this.within(DEADLINE_MS, () =>
      connection.workflowService.describeTaskQueue({
        namespace: options.namespace,
        taskQueue: { name: this.options.taskQueue },
        taskQueueType: WORKFLOW_QUEUE,
      }),
    ).catch(rethrow);
    const seen = (described.pollers ?? []).map((poller) => optionalTsToDate(poller.lastAccessTime)?.getTime() ?? 0);
    return seen.length === 0 ? null : new Date(Math.max(...seen));
  }

  workflowId<P extends ProcessTypes>(process: ProcessContract<P>, subjectId: number): string {
    return workflowIdOf(this.options.installationId, process.kind, subjectId);
  }

  close(): Promise<void> {
    return this.client.connection.close();
  }

  private get client(): Client {
    return this.options.client;
  }

  private startOptions<P extends ProcessTypes>({ process, args }: StartRequest<P>): WorkflowStartOptions<EntityWorkflow<P>> {
    const { taskQueue, rollAfter } = this.options;
    const input: EntityInput<P> = { args, ...(rollAfter !== undefined && { rollAfter }) };
    return {
      workflowId: this.workflowId(process, args.subjectId),
      taskQueue,
      args: [input],
      // One life per subject. Reuse checks see only runs still in retention; the row's unique key is the final guard.
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      typedSearchAttributes: [{ key: ClinicId, value: String(args.orgId) }],
    };
  }

  private async outcome<R>(deadlineMs: number | undefined, call: () => Promise<R>): Promise<Outcome<R>> {
    try {
      const reply = await this.within(deadlineMs ?? DEADLINE_MS, call);
      if (isUntrusted(reply)) throw new AppError('internal', { detail: 'The answer was sealed with another key' });
      return { pending: false, reply };
    } catch (error) {
      if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return { pending: true };
      throw toAppError(error);
    }
  }

  private within<T>(deadlineMs: number, call: () => Promise<T>): Promise<T> {
    return this.client.withDeadline(Date.now() + deadlineMs, call);
  }
}

function rethrow(error: unknown): never {
  throw toAppError(error);
}

function statusOf(name: string): ProcessDescription['status'] {
  switch (name) {
    case 'RUNNING':
      return 'running';
    case 'COMPLETED':
      return 'completed';
    case 'CANCELLED':
      return 'cancelled';
    case 'TERMINATED':
      return 'terminated';
    case 'TIMED_OUT':
      return 'timed_out';
    case 'CONTINUED_AS_NEW':
      return 'rolled';
    case 'PAUSED':
      return 'paused';
    default:
      return 'failed';
  }
}
