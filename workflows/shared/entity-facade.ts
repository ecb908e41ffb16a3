import { log, metricMeter, setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { toDate } from './clock';
import type { Carried } from './entity.types';
import { BlockedOn, DueAt, NeedsOps, ProcessStatus } from './search-attributes';

type Visible = Pick<Carried<unknown>, 'status' | 'blockedOn' | 'wakeAt'> & { readonly needsOps: boolean };

/** What a process shows to operators: search attributes, counters, log lines. Codes and ids only. */
export class EntityFacade {
  private shown: string | null = null;

  constructor(
    private readonly kind: string,
    /** What the run before this one left in the search attributes. */
    before: Visible | null,
  ) {
    if (before !== null) this.shown = JSON.stringify(before);
  }

  /** One event in history, and only when something changed. */
  show(now: Visible): void {
    const text = JSON.stringify(now);
    if (text === this.shown) return;
    this.shown = text;
    upsertSearchAttributes([
      { key: ProcessStatus, value: now.status },
      { key: BlockedOn, value: now.blockedOn },
      { key: DueAt, value: now.wakeAt === null ? null : toDate(now.wakeAt) },
      { key: NeedsOps, value: now.needsOps },
    ]);
    setCurrentDetails(`${now.status}, waits for ${now.blockedOn}${now.needsOps ? ', needs ops' : ''}`);
  }

  /** Counts what nobody may send. The name of a signal is the sender's text, so it is not logged. */
  refused(what: 'untrusted' | 'unknown'): void {
    metricMeter.createCounter('pathwell_refused_messages').add(1, { process: this.kind, what });
    log.warn('message refused', { process: this.kind, what });
  }

  parked(why: string): void {
    metricMeter.createCounter('pathwell_parked_steps').add(1, { process: this.kind });
    log.error('step parked', { process: this.kind, why });
  }
}
