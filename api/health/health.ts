import type { Context as KoaContext } from 'koa';
import { stateOf } from '#api/http/request-state';
import type { Readiness } from './readiness';

/** Answers /livez (the process runs) and /readyz (writes can be taken). @returns false for anything else. */
export function createHealth(readiness: () => Promise<Readiness>): (koa: KoaContext) => Promise<boolean> {
  return async (koa) => {
    if (koa.method !== 'GET' && koa.method !== 'HEAD') return false;
    if (koa.path !== '/livez' && koa.path !== '/readyz') return false;
    stateOf(koa).route = koa.path;
    koa.set('Cache-Control', 'no-store');
    if (koa.path === '/livez') {
      koa.body = { status: 'alive' };
      return true;
    }
    const state = await readiness();
    koa.status = state.ready ? 200 : 503;
    if (!state.ready) koa.set('Retry-After', '5');
    koa.body = { status: state.ready ? 'ready' : 'not_ready', dependencies: state.dependencies };
    return true;
  };
}
