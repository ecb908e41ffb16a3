import { pageOf, readCursor } from '#core/kernel/cursor';
import {
  explainMessage,
  getPreferences,
  listMessages,
  readMessage,
  setPreference,
  unreadMessages,
  type InboxMessage,
} from '#core/notifications/messages';
import { ListQuery } from '../http/pagination';
import { defineRoute } from '../http/route';
import { MessagePage, MessageWhyDto, PreferenceBody, PreferenceListDto, UnreadDto, type MessageDto } from './notification.dto';

const tag = 'Messages';

function presentMessage({ row, text }: InboxMessage): MessageDto {
  return {
    id: row.id,
    purpose: row.purpose,
    template: row.template,
    title: text.title,
    body: text.body,
    link: row.link,
    delivered_at: (row.delivered_at ?? row.created_at).toISOString(),
    read_at: row.read_at?.toISOString() ?? null,
  };
}

export const notificationRoutes = [
  defineRoute({
    method: 'GET',
    path: '/v1/messages',
    tag,
    summary: 'What I was told, newest first',
    permission: 'notification:read',
    query: ListQuery,
    response: MessagePage,
    rate: 'read',
    handler: async (ctx, { query }) => {
      const found = await listMessages(ctx, { beforeId: readCursor(query.cursor, ['id'])?.[0] ?? null, limit: query.limit + 1 });
      const { rows, nextCursor } = pageOf(found, query.limit, ({ row }) => [row.id]);
      return { body: { items: rows.map(presentMessage), next_cursor: nextCursor } };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/messages/unread',
    tag,
    summary: 'How many messages I have not read',
    permission: 'notification:read',
    response: UnreadDto,
    rate: 'read',
    handler: async (ctx) => ({ body: { unread: await unreadMessages(ctx) } }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/messages/:id/read',
    tag,
    summary: 'Mark a message as read',
    permission: 'notification:read',
    params: { id: 'id' },
    rate: 'write',
    handler: async (ctx, { params }) => {
      await readMessage(ctx, params.id);
      return {};
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/messages/:id/why',
    tag,
    summary: 'Why did I get this?',
    permission: 'notification:read',
    params: { id: 'id' },
    response: MessageWhyDto,
    rate: 'read',
    handler: async (ctx, { params }) => {
      const { message, attempts } = await explainMessage(ctx, params.id);
      return {
        body: {
          message: presentMessage(message),
          why_code: message.row.why_code,
          why_params: message.row.why_params,
          caused_at: message.row.created_at.toISOString(),
          attempts: attempts.map((row) => ({
            channel: row.channel,
            attempt: row.attempt,
            outcome: row.outcome,
            reason: row.reason,
            at: row.at.toISOString(),
          })),
        },
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/me/notification-preferences',
    tag,
    summary: 'What I want to hear, and where',
    permission: 'notification:read',
    response: PreferenceListDto,
    rate: 'read',
    handler: async (ctx) => ({ body: { items: await getPreferences(ctx) } }),
  }),
  defineRoute({
    method: 'PUT',
    path: '/v1/me/notification-preferences',
    tag,
    summary: 'Switch one purpose on one channel on or off',
    permission: 'notification:read',
    body: PreferenceBody,
    response: PreferenceListDto,
    rate: 'write',
    handler: async (ctx, { body }) => {
      await setPreference(ctx, body);
      return { body: { items: await getPreferences(ctx) } };
    },
  }),
];
