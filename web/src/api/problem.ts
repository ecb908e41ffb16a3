import type { ProblemCode } from '#domain/shared/problem-codes';

/** One refused field: `pointer` is a JSON pointer into the body that was sent (`/exercises/2/hold_seconds`). */
export interface FieldProblem {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** `network` = no answer came; the rest are the codes of the API. */
export type ClientProblemCode = ProblemCode | 'network';

/** What the API refused, as RFC 9457 says it, or the network's silence in the same shape. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: ClientProblemCode,
    readonly title: string,
    readonly detail: string | undefined,
    readonly errors: readonly FieldProblem[],
    readonly requestId: string | undefined,
    /** Extension members of the answer (`next_free_day`, `services`, …), unread. */
    readonly extra: Readonly<Record<string, unknown>>,
    readonly retryAfterSeconds: number | undefined,
  ) {
    super(detail ?? title);
  }

  /** True when the same request may succeed later, so the same Idempotency-Key must be sent again. */
  get isRetryable(): boolean {
    return this.code === 'network' || this.status >= 500 || this.status === 429 || this.code === 'idempotency_in_progress';
  }

  /** The message for one field, by the end of its pointer (`/email`). */
  field(pointer: string): string | undefined {
    return this.errors.find((error) => error.pointer === pointer)?.message;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const fieldProblem = (value: unknown): FieldProblem[] => {
  if (!isRecord(value)) return [];
  const pointer = text(value['pointer']) ?? '';
  return [{ pointer, code: text(value['code']) ?? 'invalid', message: text(value['message']) ?? text(value['code']) ?? '' }];
};

/** A body that is no problem document (a proxy's page, an empty answer) still becomes a Problem with the status. */
export const toProblem = (status: number, body: unknown, retryAfter?: string | null): Problem => {
  const source = isRecord(body) ? body : {};
  const {
    code,
    title,
    detail,
    errors,
    request_id: requestId,
    type: _type,
    status: _status,
    instance: _instance,
    ...extra
  } = source;
  const known = text(code);
  // reason for `as`: codes are append-only on the server; an unknown one still carries title and detail.
  const safeCode = (known ??
    (status === 401 ? 'unauthenticated' : status === 404 ? 'not_found' : 'internal')) as ClientProblemCode;
  const seconds = retryAfter === undefined || retryAfter === null ? Number.NaN : Number(retryAfter);
  return new Problem(
    status,
    safeCode,
    text(title) ?? '',
    text(detail),
    Array.isArray(errors) ? errors.flatMap(fieldProblem) : [],
    text(requestId),
    extra,
    Number.isFinite(seconds) ? seconds : undefined,
  );
};

export const networkProblem = (): Problem => new Problem(0, 'network', '', undefined, [], undefined, {}, undefined);

export const asProblem = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Problem(0, 'internal', '', message, [], undefined, {}, undefined);
};
