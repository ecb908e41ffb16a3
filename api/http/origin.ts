import type { Context as KoaContext } from 'koa';
import { AppError } from '#core/kernel/errors';
import type { Config } from '#core/kernel/config';

/** The checks that keep other web sites out: Host (DNS rebinding, demo only) and Origin (cross-site requests). */
export interface OriginGuard {
  checkHost(koa: KoaContext): void;
  checkOrigin(koa: KoaContext): void;
}

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

export function createOriginGuard(config: Config): OriginGuard {
  const publicHost = new URL(config.http.publicUrl).host;
  const publicName = new URL(config.http.publicUrl).hostname;
  return {
    checkHost(koa) {
      // A demo installation signs anybody in with one click, so a foreign name pointed at 127.0.0.1 must not reach it.
      if (config.mode !== 'demo') return;
      const name = hostName(koa.req.headers.host);
      if (name !== publicName && !loopbackNames.has(name)) {
        throw new AppError('forbidden', {
          detail: 'This demo answers only under its own address. Open the address printed at its start.',
        });
      }
    },
    checkOrigin(koa) {
      const { origin, host } = koa.req.headers;
      if (origin === undefined) return; // not a browser, or a same-origin GET: nothing to forge
      const from = URL.canParse(origin) ? new URL(origin).host : null;
      if (from === null || (from !== publicHost && from !== host)) {
        throw new AppError('csrf_failed', {
          detail: 'The request came from another web site. Open Pathwell itself and try again there.',
        });
      }
    },
  };
}

function hostName(host: string | undefined): string {
  return (host ?? '').replace(/:\d{1,5}$/, '').toLowerCase();
}
