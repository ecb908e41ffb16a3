import type { Tx } from '#core/kernel/tx';
import { messageTemplates, type TemplateCode } from '#domain/notifications/templates';
import { insertMessage } from './message.repository';
import type { NewMessage } from './message.types';

export type MessageWish = Omit<NewMessage, 'purpose'> & { template: TemplateCode };

/** Writes a message; its process starts through the relay. A known dedup key adds nothing, so one cause tells a person once. */
export async function createMessage(tx: Tx, wish: MessageWish): Promise<void> {
  const id = await insertMessage(tx, { ...wish, purpose: messageTemplates[wish.template].purpose });
  if (id !== null) tx.emit({ type: 'message.created', aggregate: 'message', aggregateId: id, payload: { message_id: id } });
}
