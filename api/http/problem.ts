import type { Context as KoaContext } from 'koa';
import { problemTypes, type ProblemCode } from '#domain/shared/problem-codes';
import { AppError, normalizeError } from '#core/kernel/errors';
import type { Logger } from '#core/kernel/logger';
import type { RequestState } from './request-state';

/** RFC 9457 document with our extension members. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: ProblemCode;
  request_id: string;
  errors?: readonly { pointer: string; code: string; message: string }[];
  [extension: string]: unknown;
}

/** Seconds after which a repeat can help, where the refusal itself does not know better. */
const defaultRetrySeconds = 2;
const fixedDetail =
  'Nothing was changed by this request unless you were told so. Try again; if it happens again, tell the clinic this request number.';

/** The document for one refusal. An unexpected error says nothing about itself. */
export function problemDocument(error: AppError, requestId: string): ProblemDocument {
  const { retry_after: _header, allow: _allow, ...extra } = error.extra;
  return {
    ...(error.kind === 'unexpected' ? {} : extra),
    type: `/problems/${error.code}`,
    title: problemTypes[error.code].title,
    status: error.status,
    detail: error.kind === 'unexpected' ? fixedDetail : error.message,
    instance: `urn:uuid:${requestId}`,
    code: error.code,
    request_id: requestId,
    ...(error.errors.length > 0 && { errors: error.errors }),
  };
}

/** Headers that belong to a refusal: when to come back, which methods exist. */
export function problemHeaders(error: AppError): Record<string, string> {
  const headers: Record<string, string> = {};
  const after = error.extra['retry_after'];
  if (typeof after === 'number') headers['Retry-After'] = String(after);
  else if (error.status === 429 || error.status === 503) headers['Retry-After'] = String(defaultRetrySeconds);
  const allow = error.extra['allow'];
  if (typeof allow === 'string') headers['Allow'] = allow;
  if (error.status === 401) headers['WWW-Authenticate'] = 'Bearer';
  return headers;
}

/** Answers with the problem document and tells the log what the caller must not see. Never throws. */
export function sendProblem(koa: KoaContext, state: RequestState, thrown: unknown, log: Logger): void {
  const error = asAppError(thrown);
  logProblem(error, state, log);
  state.problem = error.code;
  if (koa.headerSent || !koa.writable) {
    koa.res.destroy();
    return;
  }
  koa.status = error.status;
  koa.set(problemHeaders(error));
  koa.type = 'application/problem+json';
  koa.body = JSON.stringify(problemDocument(error, state.requestId));
}

function asAppError(thrown: unknown): AppError {
  const error = normalizeError(thrown);
  // Koa and Node speak http-errors (broken URI, aborted upload): their status is meant for the client, their text is not.
  if (error.code === 'internal' && isHttpError(thrown) && thrown.status >= 400 && thrown.status < 500) {
    return new AppError(thrown.status === 413 ? 'body_too_large' : 'malformed_body', { cause: thrown });
  }
  return error;
}

function isHttpError(thrown: unknown): thrown is { status: number } {
  return typeof thrown === 'object' && thrown !== null && 'status' in thrown && typeof thrown.status === 'number';
}

/** Unexpected: the whole error. Operational: the cause. Refusals are told by the request log's code alone. */
function logProblem(error: AppError, state: RequestState, log: Logger): void {
  const fields = { request_id: state.requestId, route: state.route, code: error.code };
  if (error.kind === 'unexpected') log.error({ ...fields, error: safeError(error.cause ?? error) }, 'unexpected error');
  else if (error.kind === 'operational') log.warn({ ...fields, error: safeError(error.cause) }, 'dependency unavailable');
}

/**
 * The parts of an error that cannot hold a row's content: Postgres puts values into `detail`, `where` and `parameters`
 * and quotes them in `message` for classes 22 and 23, so for those the constraint and the code must do.
 */
function safeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const picked: Record<string, unknown> = { type: error.name, stack: frames(error) };
  const source = 'driverError' in error && error.driverError instanceof Error ? error.driverError : error;
  const sqlState = 'code' in source && typeof source.code === 'string' ? source.code : null;
  for (const key of ['constraint', 'table', 'column', 'routine'] as const) {
    const value: unknown = Reflect.get(source, key);
    if (typeof value === 'string') picked[key] = value;
  }
  if (sqlState !== null) picked['sqlstate'] = sqlState; // `code` would be taken for a person's and removed
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'number') picked['grpc_status'] = cause.code;
  if (sqlState === null || !/^2[23]/.test(sqlState)) picked['message'] = source.message.slice(0, 500);
  return picked;
}

/** Stack without its first line(s), which repeat the message. */
function frames(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 15)
    .join('\n');
}
