import { inspectUnsubscribe, unsubscribe, type MailChoice } from '#core/notifications/unsubscribe';
import { defineRoute } from '../http/route';
import { MailChoiceDto, UnsubscribeBody } from './notification.dto';

const tag = 'Messages';
const open = 'The sealed token of a mail names whose mails stop; a mail is read where nobody is signed in.';

function presentChoice(choice: MailChoice): MailChoiceDto {
  return { clinic: choice.clinic, purpose: choice.purpose, enabled: choice.enabled };
}

export const unsubscribeRoutes = [
  defineRoute({
    method: 'POST',
    path: '/v1/unsubscribe/inspect',
    tag,
    summary: 'Which mails the link of a mail would stop',
    public: open,
    readOnly: true,
    body: UnsubscribeBody,
    response: MailChoiceDto,
    refusals: ['code_expired'],
    rate: 'read',
    handler: async (ctx, { body }) => ({ body: presentChoice(await inspectUnsubscribe(ctx, body.token)) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/unsubscribe',
    tag,
    summary: 'Stop mails of one purpose by the link of a mail',
    public: open,
    body: UnsubscribeBody,
    response: MailChoiceDto,
    refusals: ['code_expired'],
    rate: 'write',
    handler: async (ctx, { body }) => ({ body: presentChoice(await unsubscribe(ctx, body.token)) }),
  }),
];
