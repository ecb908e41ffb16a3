import { defineProcess, type ProcessArgs } from '../shared/process.contract';

export type Channel = 'in_app' | 'email';

/** What to do with a message now, decided from the rows as they are at this moment. */
export type DeliveryPlan =
  | { kind: 'deliver'; channels: Channel[] }
  /** Quiet hours: look again then. */
  | { kind: 'defer'; until: number }
  | { kind: 'drop'; reason: string };

export interface MessageProcess {
  args: ProcessArgs;
  state: Record<never, never>;
  opened: null;
  commands: Record<never, never>;
  events: Record<never, never>;
}

/** One message, one process: planned and re-checked at send time, every attempt logged. */
export const messageProcess = defineProcess<MessageProcess>({
  kind: 'message',
  workflowType: 'message',
  commands: {},
  events: {},
});
