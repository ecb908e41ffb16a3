import type { Context as KoaContext } from 'koa';
import { AppError } from '#core/kernel/errors';
import { openMailInbox, type MailInbox } from '#embedded/mail-inbox/store';
import { defineMount, type Mount } from '../http/mount';
import { inboxPage, messagePage } from './inbox-page';

/** Mails are shown as the sender wrote them, and may do nothing: no script, no outside request. */
const messagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

const pagePolicy =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'";

/**
 * What the embedded mail server took, at `/inbox/`: exists in a demo installation only. `/inbox/api?to=` is the same as JSON, for
 * scripts that read a code.
 */
export function inboxMount(folder: string): Mount {
  const inbox = openMailInbox(folder);
  return defineMount({ prefix: '/inbox', public: 'a demo installation has no real mail', handle: (koa) => answer(koa, inbox) });
}

async function answer(koa: KoaContext, inbox: MailInbox): Promise<void> {
  if (koa.method !== 'GET' && koa.method !== 'HEAD') throw new AppError('method_not_allowed', { extra: { allow: 'GET, HEAD' } });
  const to = typeof koa.query['to'] === 'string' && koa.query['to'] !== '' ? koa.query['to'] : undefined;
  const query = { limit: 200, ...(to === undefined ? {} : { to }) };
  const [, , first = '', second = ''] = koa.path.split('/');
  if (koa.path === '/inbox') return koa.redirect('/inbox/');
  if (first === '') {
    koa.type = 'html';
    koa.body = inboxPage(await inbox.list(query), to ?? '');
  } else if (first === 'api' && second === '') {
    koa.body = { items: await inbox.list(query) };
  } else {
    await message(koa, inbox, first === 'api' ? second : first, first === 'api' ? 'json' : second);
  }
}

async function message(koa: KoaContext, inbox: MailInbox, id: string, form: string): Promise<void> {
  const mail = await inbox.get(id);
  if (mail === null) throw new AppError('not_found', { detail: 'There is no such mail in the inbox.' });
  if (form === 'json') koa.body = mail;
  else if (form === 'html') {
    koa.set('Content-Security-Policy', messagePolicy);
    koa.set('X-Frame-Options', 'SAMEORIGIN');
    koa.type = 'html';
    koa.body = mail.html ?? '';
  } else {
    koa.set('Content-Security-Policy', pagePolicy);
    koa.type = 'html';
    koa.body = messagePage(mail);
  }
}
