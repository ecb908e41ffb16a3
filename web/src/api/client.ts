import { asProblem, networkProblem, Problem, toProblem } from './problem';

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface CallOptions {
  readonly query?: Query;
  readonly body?: unknown;
  /** Given for every creating POST; the same key on a retry makes the repeat harmless. */
  readonly idempotencyKey?: string;
  /** The `rev` the change was made on. */
  readonly ifMatch?: number | string;
  readonly signal?: AbortSignal;
  readonly keepalive?: boolean;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Listener = (problem: Problem) => void;

const signedOutListeners = new Set<Listener>();

/** Called whenever an answer says that nobody is signed in (any more). */
export const onSignedOut = (listener: Listener): (() => void) => {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
};

/** Double-submit token: the API sets it as a readable cookie and wants it back as a header on every unsafe request. */
export const csrfToken = (cookies: string): string | undefined =>
  cookies
    .split('; ')
    .find((cookie) => cookie.startsWith('pw_csrf='))
    ?.slice('pw_csrf='.length);

/** The address with its query; empty values are left out. */
export const withQuery = (path: string, query: Query = {}): string => {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  if (pairs.length === 0) return path;
  return `${path}?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()}`;
};

const headersFor = (method: Method, options: CallOptions): Headers => {
  const headers = new Headers({ accept: 'application/json, application/problem+json' });
  if (options.body !== undefined) headers.set('content-type', 'application/json');
  if (method !== 'GET') {
    const token = csrfToken(document.cookie);
    if (token !== undefined) headers.set('x-csrf-token', decodeURIComponent(token));
  }
  if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey);
  if (options.ifMatch !== undefined) {
    headers.set('if-match', typeof options.ifMatch === 'number' ? `"${options.ifMatch}"` : options.ifMatch);
  }
  return headers;
};

const readBody = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const send = async (method: Method, path: string, options: CallOptions): Promise<Response> => {
  try {
    return await fetch(withQuery(path, options.query), {
      method,
      headers: headersFor(method, options),
      credentials: 'same-origin',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
      ...(options.keepalive ? { keepalive: true } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw networkProblem();
  }
};

const call = async <T>(method: Method, path: string, options: CallOptions = {}): Promise<T> => {
  const response = await send(method, path, options);
  const body = await readBody(response);
  if (!response.ok) {
    const problem = toProblem(response.status, body, response.headers.get('retry-after'));
    if (problem.code === 'unauthenticated') for (const listener of signedOutListeners) listener(problem);
    throw problem;
  }
  // reason for `as`: the shape is the API's contract, held by the generated schema and its drift test.
  return body as T;
};

/** Every request of the app goes through here: cookie session, CSRF header, Idempotency-Key, If-Match, problem+json. */
export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
    call<T>('GET', path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) }),
  post: <T>(path: string, body?: unknown, options: CallOptions = {}): Promise<T> => call<T>('POST', path, { ...options, body }),
  put: <T>(path: string, body: unknown, options: CallOptions = {}): Promise<T> => call<T>('PUT', path, { ...options, body }),
  patch: <T>(path: string, body: unknown, options: CallOptions = {}): Promise<T> => call<T>('PATCH', path, { ...options, body }),
  delete: <T>(path: string, options: CallOptions = {}): Promise<T> => call<T>('DELETE', path, options),
} as const;

/** A list answer of the API. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next_cursor?: string | null;
}

export const newKey = (): string => crypto.randomUUID();

/**
 * One user act = one Idempotency-Key. The key is kept while the answer is unknown (network, 5xx, still running)
 * and dropped after a definite one, so pressing the button again after a loss repeats the act instead of doubling it.
 */
export const keyed = <I, O>(
  act: (input: I, key: string) => Promise<O>,
  makeKey: () => string = newKey,
): ((input: I) => Promise<O>) => {
  const pending = new Map<string, string>();
  return async (input) => {
    const print = JSON.stringify(input) ?? '';
    const key = pending.get(print) ?? makeKey();
    pending.set(print, key);
    try {
      const answer = await act(input, key);
      pending.delete(print);
      return answer;
    } catch (error) {
      if (!asProblem(error).isRetryable) pending.delete(print);
      throw error;
    }
  };
};
