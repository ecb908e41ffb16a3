import { problemTypes, type ProblemCode } from '#domain/shared/problem-codes';

/** One field that is wrong: where (RFC 6901 pointer into the request body), which rule, and what to do. */
export interface FieldError {
  pointer: string;
  code: string;
  message: string;
}

export interface AppErrorOptions {
  /** One sentence for this occurrence: what was refused, why, what to do next. Never holds personal data. */
  detail?: string;
  errors?: readonly FieldError[];
  /** Members added to the problem document (RFC 9457 extensions), snake_case. */
  extra?: Readonly<Record<string, unknown>>;
  cause?: unknown;
}

/**
 * The only error `core` throws on purpose. A throw rolls the transaction back; a returned error would not (R9).
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[];
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: ProblemCode, options: AppErrorOptions = {}) {
    super(options.detail ?? problemTypes[code].title, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.errors = options.errors ?? [];
    this.extra = options.extra ?? {};
  }

  get status(): number {
    return problemTypes[this.code].status;
  }

  get kind(): 'user' | 'operational' | 'unexpected' {
    return problemTypes[this.code].kind;
  }
}

/** Shorthand for the commonest refusal: the row does not exist or the caller may not know that it does. */
export function notFound(what: string): AppError {
  return new AppError('not_found', {
    detail: `${what} was not found. It may have been removed, or you may not have access to it.`,
  });
}

interface CodedError {
  code?: unknown;
  message?: unknown;
}

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08003',
  '08001',
  '53300',
]);

/**
 * Turns whatever was thrown into an AppError. Called at boundaries only (HTTP, activities).
 * A lost database connection becomes `database_unavailable`; everything unknown becomes `internal` with the cause kept for the log.
 */
export function normalizeError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const coded = (typeof error === 'object' && error !== null ? error : {}) as CodedError;
  if (typeof coded.code === 'string' && connectionCodes.has(coded.code)) {
    return new AppError('database_unavailable', { cause: error });
  }
  const message = typeof coded.message === 'string' ? coded.message : '';
  if (/Connection terminated|timeout exceeded when trying to connect|Connection ended|is not queryable/i.test(message)) {
    return new AppError('database_unavailable', { cause: error });
  }
  return new AppError('internal', { cause: error });
}
