import type { ActorRef, CommandData, CommandName, CommandReply, EventData, EventName, ProcessTypes } from './process.contract';
import type { BlockedOnValue } from './search-attributes';

/** What made the entity act. `due` means an armed time was reached; `withdraw` that the run was cancelled; `close` that ops ended it. */
export type TriggerKind = 'open' | 'command' | 'event' | 'due' | 'withdraw' | 'close';

/** Everything a step gets. A step is one local activity that decides and writes in one transaction. */
export interface StepInput<P extends ProcessTypes, D> {
  readonly workflowId: string;
  readonly args: P['args'];
  readonly trigger: TriggerKind;
  /** Command or event name; the trigger's kind otherwise. */
  readonly name: string;
  /**
   * Idempotency key. A step whose key was already written must change nothing and answer with what is now:
   * the worker may have died between commit and answer.
   */
  readonly key: string;
  /** The row must get this revision. A row at or above it, written under another key, is `ProjectionStale`. */
  readonly rev: number;
  /** Workflow time. The decision must use it, not the clock. */
  readonly nowMs: number;
  /** Who asked; the system for timers and events. */
  readonly by: ActorRef;
  readonly requestId: string;
  /** null before the first step has succeeded. */
  readonly state: P['state'] | null;
  readonly data: D;
}

/** What a step answers: the state after it, and what the entity must wait for next. */
export interface StepResult<P extends ProcessTypes, R> {
  readonly state: P['state'];
  /** Revision of the row after the step. */
  readonly rev: number;
  /** The earliest armed timer, epoch milliseconds. */
  readonly wakeAt: number | null;
  readonly closed: boolean;
  /** Domain status, for the search attribute. Enum text. */
  readonly status: string;
  readonly blockedOn: BlockedOnValue;
  readonly reply: R;
}

export type Step<P extends ProcessTypes, D, R> = (input: StepInput<P, D>) => Promise<StepResult<P, R>>;

/** Tells the `processes` row that a person must look (or no longer has to). Must be idempotent. */
export interface FlagInput {
  readonly workflowId: string;
  readonly orgId: number;
  /** null: all is well again. Codes only. */
  readonly needsOpsReason: string | null;
  /** Set when ops closed the process although its own step could not. */
  readonly closedReason: string | null;
  readonly nowMs: number;
}

/** The steps of one process. Domain workflows are this table. */
export interface EntitySteps<P extends ProcessTypes> {
  readonly open: Step<P, null, P['opened']>;
  readonly commands: { readonly [K in CommandName<P>]: Step<P, CommandData<P, K>, CommandReply<P, K>> };
  readonly events: { readonly [K in EventName<P>]: Step<P, EventData<P, K>, unknown> };
  /** An armed time was reached. `data` is the time that was armed. */
  readonly due: Step<P, { readonly dueAt: number }, unknown>;
  /** The run was cancelled: compensate. */
  readonly withdraw: Step<P, null, unknown>;
  /** Ops ended it with a reason. */
  readonly close: Step<P, { readonly reason: string }, unknown>;
  readonly flag: (input: FlagInput) => Promise<void>;
}

/** An event, a due time or a compensation that could not be worked on. */
export interface Parked {
  readonly trigger: 'event' | 'due';
  readonly name: string;
  readonly id: string;
  readonly data: unknown;
  /** Failure type, e.g. `DatabaseRejected:23514`. */
  readonly why: string;
}

/** What a run hands to the next one. Plain JSON, versioned, bounded. */
export interface Carried<S> {
  readonly v: 1;
  readonly state: S | null;
  readonly rev: number;
  readonly wakeAt: number | null;
  readonly closed: boolean;
  readonly status: string;
  readonly blockedOn: BlockedOnValue;
  /** Processed update and event ids, oldest first. */
  readonly done: readonly string[];
  readonly parked: readonly Parked[];
  readonly counts: EntityCounts;
}

export interface EntityCounts {
  /** Messages that were not sealed with our keys. */
  readonly untrusted: number;
  /** Signals of an unknown name or shape. */
  readonly unknown: number;
  readonly rolls: number;
}

/** Argument of every entity workflow. */
export interface EntityInput<P extends ProcessTypes> {
  readonly args: P['args'];
  /** Tests pass a small number to prove that a roll keeps everything. */
  readonly rollAfter?: number;
  readonly carried?: Carried<P['state']>;
}

/** Answer of the `view` query; for reconciliation and tests, never for screens. */
export type EntityView<S> = Carried<S> & { readonly inbox: number; readonly needsOps: boolean };
