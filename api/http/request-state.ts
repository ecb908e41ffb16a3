import type { Context as KoaContext } from 'koa';

/** What one request collects on its way, for log and metrics. Ids and codes only. */
export interface RequestState {
  readonly requestId: string;
  readonly startedMs: number;
  readonly ip: string;
  /** Template, never the URL: a URL may carry a token. */
  route: string;
  orgId: number | null;
  /** Keyed hash of the principal's subject. */
  principal: string | null;
  problem: string | null;
  replayed: boolean;
}

const states = new WeakMap<object, RequestState>();

export function setState(koa: KoaContext, state: RequestState): void {
  states.set(koa.req, state);
}

/** The state of a request that passed the request log, i.e. of every request. */
export function stateOf(koa: KoaContext): RequestState {
  const state = states.get(koa.req);
  if (state === undefined) throw new Error('The request log must be the first middleware');
  return state;
}
