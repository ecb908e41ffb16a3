import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  currentUpdateInfo,
  defineQuery,
  defineSignal,
  defineUpdate,
  isCancellation,
  setDefaultSignalHandler,
  setHandler,
  workflowInfo,
  type ApplicationFailure,
} from '@temporalio/workflow';
import { now } from './clock';
import { EntityActor } from './entity-actor';
import { EntityAlarm } from './entity-alarm';
import { codeFrom, failureOf, isCommand, isEvent, refuse, trusted } from './entity-messages';
import type { EntityMemory } from './entity-memory';
import type { EntityInput, EntityView, EntitySteps, Parked } from './entity.types';
import { IDLE_WAKES_MAX, ROLL_AFTER_EVENTS } from './policies';
import {
  FAILURES,
  OPEN_UPDATE,
  OPS_UPDATES,
  VIEW_QUERY,
  type CommandData,
  type CommandEnvelope,
  type CommandName,
  type EventData,
  type EventEnvelope,
  type EventName,
  type OpsReply,
  type OpsRequest,
  type ProcessContract,
  type ProcessTypes,
} from './process.contract';

interface Heard<P extends ProcessTypes> {
  readonly name: EventName<P>;
  readonly id: string;
  readonly data: unknown;
}

/**
 * The life of one long-running process: it answers commands, hears events and wakes at armed times, one after the other,
 * until a step says it is closed. Domain workflows are a contract plus a table of steps; everything else is here, once.
 * Must be the last thing a workflow awaits.
 */
export async function runEntity<P extends ProcessTypes>(
  process: ProcessContract<P>,
  input: EntityInput<P>,
  steps: EntitySteps<P>,
): Promise<void> {
  const actor = new EntityActor(process.kind, trusted(input), steps);
  const run = new EntityRun(process, actor);
  run.listen();
  if ((await run.live()) === 'rolled') {
    // Outside any try block and last, so that nothing can swallow it.
    await continueAsNew<(next: EntityInput<P>) => Promise<void>>({ ...input, carried: actor.memory.carry() });
  }
}

class EntityRun<P extends ProcessTypes> {
  private readonly memory: EntityMemory<P>;
  private readonly inbox: Heard<P>[] = [];
  private openFailure: ApplicationFailure | null = null;
  private opened: { readonly reply: P['opened'] } | null = null;
  private readonly alarm = new EntityAlarm();
  private idleWakes = 0;

  constructor(
    private readonly process: ProcessContract<P>,
    private readonly actor: EntityActor<P>,
  ) {
    this.memory = actor.memory;
  }

  /** Registers every handler; nothing may be awaited before. The open step is queued first, so that no message overtakes it. */
  listen(): void {
    if (this.memory.state === null) void this.actor.queue(() => this.open());
    for (const name of Object.keys(this.process.commands) as CommandName<P>[]) this.answer(name); // keys of the contract
    for (const name of Object.keys(this.process.events) as EventName<P>[]) {
      const description = this.process.events[name];
      setHandler(defineSignal<[EventEnvelope<unknown>]>(name), (event) => this.hear(name, event), { description });
    }
    setDefaultSignalHandler(() => this.count('unknown'));
    setHandler(defineQuery<EntityView<P['state']>>(VIEW_QUERY), () => this.memory.view(this.inbox.length));
    setHandler(defineUpdate<P['opened']>(OPEN_UPDATE), () => this.actor.queue(() => this.reopen()), {
      description: 'Wait until the process is open',
      validator: () => this.mustBeOpen(this.openFailure !== null),
    });
    this.answerOps();
  }

  /** Lives until closed or due for a roll. Throws the cancellation after compensating for it. */
  async live(): Promise<'closed' | 'rolled'> {
    try {
      await this.actor.queue(() => Promise.resolve()); // the open step; sleeping before it would only cost timer events
      while (!this.memory.closed && !this.mustRoll()) {
        await this.rest();
        await this.drain();
        await this.actor.queue(() => this.wake());
      }
      await this.finish();
      // A cancellation that came with the last task would end with this run: the next one does not inherit it.
      const scope = CancellationScope.current();
      if (!this.memory.closed && scope.consideredCancelled) await scope.cancelRequested;
    } catch (error) {
      if (!isCancellation(error)) throw error;
      await this.withdraw();
      throw error;
    }
    return this.memory.closed ? 'closed' : 'rolled';
  }

  // ---- waiting ----

  /** Until there is something to do. */
  private async rest(): Promise<void> {
    if (this.isDue()) return;
    this.alarm.set(this.memory.wakeAt);
    await condition(
      () => this.inbox.length > 0 || this.memory.closed || this.mustRoll() || this.alarm.mustBeSet(this.memory.wakeAt),
    );
  }

  private isDue(): boolean {
    return this.memory.wakeAt !== null && now() >= this.memory.wakeAt;
  }

  private mustRoll(): boolean {
    const info = workflowInfo();
    return info.continueAsNewSuggested || info.historyLength > (this.actor.input.rollAfter ?? ROLL_AFTER_EVENTS);
  }

  /** Every exit waits for its handlers; an update in flight would otherwise be lost. */
  private async finish(): Promise<void> {
    await CancellationScope.nonCancellable(async () => {
      do {
        await this.drain();
        await condition(allHandlersFinished);
      } while (this.inbox.length > 0);
    });
    this.actor.show();
  }

  // ---- opening ----

  private async open(): Promise<void> {
    try {
      this.opened = { reply: await this.doOpen() };
    } catch (error) {
      this.openFailure = failureOf(error);
      if (this.openFailure === null) throw error;
      // Nothing was written, so there is no process: those who wait for it are told why, then the run ends.
      this.memory.refuse();
    }
  }

  private async reopen(): Promise<P['opened']> {
    if (this.openFailure !== null) throw this.openFailure;
    return this.opened === null ? this.doOpen() : this.opened.reply;
  }

  private doOpen(): Promise<P['opened']> {
    return this.actor.act(this.actor.steps.open, {
      trigger: 'open',
      name: 'open',
      key: 'open',
      data: null,
      from: this.actor.input.args,
    });
  }

  // ---- commands ----

  private answer<K extends CommandName<P>>(name: K): void {
    const step = this.actor.steps.commands[name];
    const run = async (envelope: CommandEnvelope<CommandData<P, K>>, id: string): Promise<unknown> => {
      this.mustBeOpen(this.memory.isDone(id)); // it may have closed while this one waited its turn
      const reply = await this.actor.act(step, { trigger: 'command', name, key: id, data: envelope.data, from: envelope });
      this.memory.done(id);
      return reply;
    };
    setHandler(
      defineUpdate<unknown, [CommandEnvelope<CommandData<P, K>>]>(name),
      (envelope) => {
        const id = updateId();
        return this.actor.queue(() => run(envelope, id));
      },
      { description: this.process.commands[name], validator: (envelope) => this.check(envelope) },
    );
  }

  private answerOps(): void {
    type Run = (envelope: CommandEnvelope<OpsRequest>, id: string) => Promise<void>;
    const handle = (name: string, description: string, run: Run): void =>
      setHandler(
        defineUpdate<OpsReply, [CommandEnvelope<OpsRequest>]>(name),
        (envelope) => {
          const id = updateId();
          return this.actor.queue(async () => {
            await run(envelope, id);
            return { closed: this.memory.closed, parked: this.memory.parked.length };
          });
        },
        { description, validator: (envelope) => this.check(envelope) },
      );
    handle(OPS_UPDATES.retryNow, 'Try what is parked again', () => this.retryParked(() => true));
    handle(OPS_UPDATES.resume, 'Drop parked events and go on', () => this.retryParked((item) => item.trigger === 'due'));
    handle(OPS_UPDATES.close, 'Close with a reason', (envelope, id) => this.closeByOps(envelope, id));
  }

  /** Tries the parked items `again` selects and drops the others. A due time cannot be dropped: the rules decide what it means. */
  private async retryParked(again: (item: Parked) => boolean): Promise<void> {
    for (const item of this.memory.takeParked()) {
      if (!again(item) || this.memory.closed) continue;
      const name = item.name as EventName<P>; // parked under the name it was heard by
      if (item.trigger === 'event') await this.digest({ name, id: item.id, data: item.data });
      else this.memory.rearm(now());
    }
    if (this.memory.parked.length === 0) await this.actor.flag(null, null);
  }

  private async closeByOps(envelope: CommandEnvelope<OpsRequest>, id: string): Promise<void> {
    if (this.memory.closed) return;
    const { reason } = envelope.data;
    try {
      await this.actor.act(this.actor.steps.close, {
        trigger: 'close',
        name: 'close',
        key: id,
        data: { reason },
        from: envelope,
      });
    } catch (error) {
      await this.actor.flag(codeFrom(error), reason);
    }
    this.memory.close();
    this.memory.done(id);
  }

  // ---- events ----

  private async drain(): Promise<void> {
    while (!this.memory.closed) {
      const event = this.inbox[0];
      if (event === undefined) return;
      await this.actor.queue(() => this.digest(event));
      this.inbox.shift();
    }
    this.inbox.length = 0; // nothing can change any more
  }

  private async digest(event: Heard<P>): Promise<void> {
    if (this.memory.closed) return;
    const data = event.data as EventData<P, EventName<P>>; // typed at the sender by the contract
    try {
      await this.actor.act(this.actor.steps.events[event.name], { trigger: 'event', name: event.name, key: event.id, data });
      this.memory.done(event.id);
    } catch (error) {
      await this.actor.park({ trigger: 'event', name: event.name, id: event.id, data: event.data }, error);
    }
  }

  // ---- time, cancellation ----

  private async wake(): Promise<void> {
    const armed = this.memory.wakeAt;
    if (armed === null || this.memory.closed || !this.isDue()) return; // moved while we waited our turn
    try {
      const key = `due:${this.memory.rev + 1}`;
      await this.actor.act(this.actor.steps.due, { trigger: 'due', name: 'due', key, data: { dueAt: armed } });
      this.idleWakes = this.memory.wakeAt === armed ? this.idleWakes + 1 : 0;
      if (this.idleWakes >= IDLE_WAKES_MAX) throw refuse('WakeDidNotAdvance', 'The same time stayed armed');
    } catch (error) {
      this.idleWakes = 0;
      this.memory.disarm();
      await this.actor.park({ trigger: 'due', name: 'due', id: `due:${armed}`, data: { dueAt: armed } }, error);
    }
  }

  private async withdraw(): Promise<void> {
    const compensate = async (): Promise<void> => {
      if (this.memory.closed) return;
      try {
        await this.actor.act(this.actor.steps.withdraw, { trigger: 'withdraw', name: 'withdraw', key: 'withdraw', data: null });
      } catch (error) {
        await this.actor.flag(codeFrom(error), null);
      }
      this.memory.close();
    };
    await CancellationScope.nonCancellable(async () => {
      await this.actor.queue(compensate);
      await condition(allHandlersFinished);
    });
  }

  // ---- who may come in ----

  /** Must stay synchronous and read-only: it runs as an update validator. */
  private check(envelope: unknown): void {
    if (!isCommand(envelope)) {
      this.actor.facade.refused('untrusted');
      throw refuse(FAILURES.untrusted, 'The command was not sealed by this installation');
    }
    this.mustBeOpen(this.memory.isDone(updateId())); // a repeat passes: its first copy may be what closed the process
  }

  private mustBeOpen(unless: boolean): void {
    if (this.memory.closed && !unless) throw refuse(FAILURES.closed, 'This process is finished');
  }

  /** Signal handlers only look and enqueue: a throw here would end the whole process. */
  private hear(name: EventName<P>, event: unknown): void {
    if (!isEvent(event)) return this.count('untrusted');
    const { id, data } = event;
    if (this.memory.knows(id) || this.inbox.some((other) => other.id === id)) return;
    this.inbox.push({ name, id, data });
  }

  private count(what: 'untrusted' | 'unknown'): void {
    this.memory.count(what);
    this.actor.facade.refused(what);
  }
}

function updateId(): string {
  return currentUpdateInfo()?.id ?? '';
}
