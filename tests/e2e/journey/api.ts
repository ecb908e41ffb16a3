import { randomUUID } from 'node:crypto';
import type { APIResponse, BrowserContext } from 'playwright-core';

/** The API with the cookies of one browser, for what has no screen and for looking behind the screens. */
export interface Api {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown, headers?: Record<string, string>): Promise<T>;
  patch<T>(path: string, body: unknown, headers?: Record<string, string>): Promise<T>;
  /** With the entity tag, for what is changed on a revision. */
  tagged<T>(path: string): Promise<{ body: T; etag: string }>;
}

async function read<T>(answer: APIResponse, what: string): Promise<T> {
  const text = await answer.text();
  if (!answer.ok()) throw new Error(`${what} answered ${answer.status()}: ${text.slice(0, 500)}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

export function apiOf(context: BrowserContext, baseUrl: string): Api {
  const headers = async (extra: Record<string, string> = {}): Promise<Record<string, string>> => {
    const cookies = await context.cookies(baseUrl);
    const csrf = cookies.find((cookie) => cookie.name === 'pw_csrf')?.value;
    return {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...(csrf === undefined ? {} : { 'x-csrf-token': decodeURIComponent(csrf) }),
      ...extra,
    };
  };
  return {
    get: async (path) => read(await context.request.get(`${baseUrl}${path}`), `GET ${path}`),
    tagged: async (path) => {
      const answer = await context.request.get(`${baseUrl}${path}`);
      return { body: await read(answer, `GET ${path}`), etag: answer.headers()['etag'] ?? '' };
    },
    post: async (path, body, extra) =>
      read(await context.request.post(`${baseUrl}${path}`, { data: body, headers: await headers(extra) }), `POST ${path}`),
    patch: async (path, body, extra) =>
      read(await context.request.patch(`${baseUrl}${path}`, { data: body, headers: await headers(extra) }), `PATCH ${path}`),
  };
}
