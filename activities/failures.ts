import { ApplicationFailure } from '@temporalio/activity';
import { normalizeError } from '#core/kernel/errors';
import { FAILURES } from '#workflows/shared/process.contract';

interface PgError {
  code: string;
  constraint?: unknown;
}

/**
 * What an activity throws, in the words workflows understand:
 * a refusal keeps its problem code and is final; SQLSTATE classes 22 and 23 are final, because the same data is rejected every time;
 * everything else is retried. Messages of the database are dropped, since they quote values.
 */
export function toActivityFailure(error: unknown): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  const rejected = pgErrorOf(error);
  if (rejected !== null && /^2[23]/.test(rejected.code)) {
    const constraint = typeof rejected.constraint === 'string' ? rejected.constraint : null;
    const details = [{ sqlstate: rejected.code, constraint }];
    return ApplicationFailure.create({
      type: FAILURES.databaseRejected,
      message: 'The database rejected the data',
      nonRetryable: true,
      details,
    });
  }
  const known = normalizeError(error);
  const message = known.kind === 'unexpected' ? 'unexpected' : known.message;
  const details = [{ errors: known.errors, extra: known.extra }];
  return ApplicationFailure.create({ type: known.code, message, nonRetryable: known.kind === 'user', details });
}

/** TypeORM wraps the driver's error; both carry the code. */
function pgErrorOf(error: unknown): PgError | null {
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string') return null;
  if (!/^[0-9A-Z]{5}$/.test(error.code)) return null;
  return { code: error.code, constraint: 'constraint' in error ? error.constraint : undefined };
}

/** Wraps an activity so that whatever it throws is one of the failures above. */
export function guarded<I, R>(log: (error: unknown) => void, activity: (input: I) => Promise<R>): (input: I) => Promise<R> {
  return async (input) => {
    try {
      return await activity(input);
    } catch (error) {
      const failure = toActivityFailure(error);
      if (failure.nonRetryable !== true || failure.type === FAILURES.databaseRejected) log(error);
      throw failure;
    }
  };
}
