import type { Context as KoaContext } from 'koa';
import type { Ctx } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { UNSUBSCRIBE_PATH } from '#core/notifications/render-message';
import { unsubscribe } from '#core/notifications/unsubscribe';
import { defineMount, type Mount } from '../http/mount';

/**
 * The address of `List-Unsubscribe`: a mail program posts to it without session, cookie or page (RFC 8058). Everything it needs is
 * in the token; its form body says nothing more and is not read. A person who opens it comes to the page that asks first.
 */
export function unsubscribeMount(): Mount {
  return defineMount({
    prefix: UNSUBSCRIBE_PATH,
    public: 'a mail program has no session; the sealed token names whose mails stop',
    handle: answer,
  });
}

async function answer(koa: KoaContext, ctx: Ctx): Promise<void> {
  const token = koa.path.slice(UNSUBSCRIBE_PATH.length + 1);
  if (koa.method === 'POST') {
    await unsubscribe(ctx, token);
    koa.status = 200;
    koa.type = 'text/plain; charset=utf-8';
    koa.body = 'Mails of this kind are switched off.\n';
    return;
  }
  if (koa.method !== 'GET' && koa.method !== 'HEAD') {
    throw new AppError('method_not_allowed', { extra: { allow: 'GET, HEAD, POST' } });
  }
  koa.redirect(`/unsubscribe#${encodeURIComponent(token)}`);
}
