import { CancellationScope, workflowInfo } from '@temporalio/workflow';
import { now } from './clock';
import { EntityFacade } from './entity-facade';
import { EntityMemory } from './entity-memory';
import { codeFrom, failureOf, staleRevOf } from './entity-messages';
import type { EntityInput, EntitySteps, Parked, Step, TriggerKind } from './entity.types';
import { STALE_RETRIES } from './policies';
import { systemActorRef, type CommandEnvelope, type ProcessTypes } from './process.contract';
import { isUntrusted } from './untrusted';

export interface Act<D> {
  readonly trigger: TriggerKind;
  readonly name: string;
  readonly key: string;
  readonly data: D;
  /** Who asked; absent for timers and events. */
  readonly from?: Pick<CommandEnvelope<unknown>, 'by' | 'requestId'>;
}

/** Does the steps of an entity, one after the other, and keeps memory, projection and search attributes equal. */
export class EntityActor<P extends ProcessTypes> {
  readonly memory: EntityMemory<P>;
  readonly facade: EntityFacade;
  private tail: Promise<unknown> = Promise.resolve();

  constructor(
    kind: string,
    readonly input: EntityInput<P>,
    readonly steps: EntitySteps<P>,
  ) {
    this.memory = new EntityMemory(input.carried);
    this.facade = new EntityFacade(kind, input.carried === undefined ? null : this.memory.visible());
  }

  /** Runs `work` after everything queued before it: handlers never interleave. */
  queue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.tail.then(work);
    this.tail = result.catch(() => undefined);
    return result;
  }

  /**
   * One step: decided and written by one local activity. Memory changes only when it has succeeded.
   * Must be called from inside `queue`. Throws the step's `ApplicationFailure`.
   */
  async act<D, R>(step: Step<P, D, R>, what: Act<D>): Promise<R> {
    for (let attempt = 0; ; attempt += 1) {
      const input = {
        workflowId: workflowInfo().workflowId,
        args: this.input.args,
        trigger: what.trigger,
        name: what.name,
        key: what.key,
        rev: this.memory.nextRev(), // burned even on failure, so that a later write always wins
        nowMs: now(),
        by: what.from?.by ?? systemActorRef,
        requestId: what.from?.requestId ?? what.key,
        state: this.memory.state,
        data: what.data,
      };
      try {
        // A cancellation of the run must not tear a step apart: it waits for the next sleep.
        const result = await CancellationScope.nonCancellable(() => step(input));
        // Our own worker's answer unreadable means a missing key: fail the task, and try again when the ring is whole.
        if (isUntrusted(result)) throw new Error('A step result was not sealed by this installation');
        this.memory.adopt(result);
        if (!somebodyWaits(what.trigger) || result.closed) this.show();
        return result.reply;
      } catch (error) {
        const ahead = staleRevOf(failureOf(error));
        if (ahead === null || attempt >= STALE_RETRIES) throw failureOf(error) ?? error;
        this.memory.overtake(ahead);
      }
    }
  }

  /** Puts aside what cannot be worked on, so that one bad event does not stop the process, and calls a person. */
  async park(item: Omit<Parked, 'why'>, error: unknown): Promise<void> {
    const why = codeFrom(error);
    this.memory.park(item, why);
    this.facade.parked(why);
    await this.flag(why, null);
  }

  async flag(needsOpsReason: string | null, closedReason: string | null): Promise<void> {
    const { workflowId } = workflowInfo();
    const input = { workflowId, orgId: this.input.args.orgId, needsOpsReason, closedReason, nowMs: now() };
    await CancellationScope.nonCancellable(() => this.steps.flag(input));
    this.show();
  }

  /** Makes the search attributes equal to what we know. */
  show(): void {
    this.facade.show(this.memory.visible());
  }
}

/**
 * An upsert of search attributes costs the server half of a whole command, so it is left out while a person waits. The attributes
 * follow at the next wake, event, roll or close; Postgres is exact at every moment, and trouble is shown at once.
 */
function somebodyWaits(trigger: TriggerKind): boolean {
  return trigger === 'command' || trigger === 'open';
}
