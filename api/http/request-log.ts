import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Logger } from '#core/kernel/logger';
import type { HttpMetrics } from './metrics';
import { clientIp } from './client-ip';
import { sendProblem } from './problem';
import { setState, type RequestState } from './request-state';

/**
 * Outermost middleware: gives the request its id, turns whatever is thrown into a problem document and writes one log line and one
 * metric at the end. The line names the route template, never the URL, and the principal only as a keyed hash.
 */
export function requestLog(log: Logger, metrics: HttpMetrics, trustedProxies: number): Middleware {
  return async (koa, next) => {
    const state: RequestState = {
      requestId: randomUUID(),
      startedMs: performance.now(),
      ip: clientIp(koa.req, trustedProxies),
      route: 'unmatched',
      orgId: null,
      principal: null,
      problem: null,
      replayed: false,
    };
    setState(koa, state);
    koa.set('X-Request-Id', state.requestId);
    koa.res.once('close', () => finish(log, metrics, koa.method, koa.res.statusCode, koa.res.writableFinished, state));
    try {
      await next();
    } catch (error) {
      sendProblem(koa, state, error, log);
    }
  };
}

function finish(log: Logger, metrics: HttpMetrics, method: string, status: number, complete: boolean, state: RequestState): void {
  const ms = performance.now() - state.startedMs;
  metrics.observe(method, state.route, status, ms / 1000);
  log.info(
    {
      request_id: state.requestId,
      method,
      route: state.route,
      status,
      ms: Math.round(ms * 10) / 10,
      org_id: state.orgId,
      principal: state.principal,
      ...(state.problem !== null && { code: state.problem }),
      ...(state.replayed && { replayed: true }),
      ...(!complete && { aborted: true }),
    },
    'request',
  );
}
