import {
  isGrpcServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { AppError, type FieldError } from '#core/kernel/errors';
import { isProblemCode } from '#domain/shared/problem-codes';
import { isUnreachable } from './connection';

/**
 * gRPC statuses that say "not now": a limit of the server (ten updates in flight per process, for example), and a workflow task that
 * failed under the update, as when news arrives in the moment in which the process ends.
 */
const NOT_NOW: readonly number[] = [8, 9]; // RESOURCE_EXHAUSTED, FAILED_PRECONDITION

/** What a call to Temporal threw, as the problem it is to the caller. An unknown failure is `internal`, with the cause for the log. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof WorkflowUpdateFailedError) return fromRefusal(error);
  if (error instanceof WorkflowNotFoundError) return goneOrNever(error);
  // Only with update-with-start: the process existed and is over.
  if (error instanceof WorkflowExecutionAlreadyStartedError) return new AppError('process_closed', { cause: error });
  if (isUnreachable(error)) return new AppError('temporal_unavailable', { cause: error });
  const status = error instanceof Error ? error.cause : undefined;
  if (isGrpcServiceError(status) && NOT_NOW.includes(status.code)) return new AppError('process_busy', { cause: error });
  return new AppError('internal', { cause: error });
}

/** The server tells a process that ended from one that never was only in its sentence. */
function goneOrNever(error: WorkflowNotFoundError): AppError {
  const over = /already completed|aborted by closing workflow/i.test(error.message);
  return new AppError(over ? 'process_closed' : 'process_not_found', { cause: error });
}

function fromRefusal(error: WorkflowUpdateFailedError): AppError {
  const { cause } = error;
  if (!(cause instanceof ApplicationFailure)) return new AppError('internal', { cause: error });
  // The process rolled or ended under the update; the same update id may be repeated.
  if (cause.type === 'AcceptedUpdateCompletedWorkflow') return new AppError('process_busy', { cause: error });
  if (typeof cause.type !== 'string' || !isProblemCode(cause.type)) return new AppError('internal', { cause: error });
  const given = detailsOf(cause.details?.[0]);
  return new AppError(cause.type, { detail: cause.message, errors: given.errors, extra: given.extra, cause: error });
}

interface RefusalDetails {
  errors: readonly FieldError[];
  extra: Readonly<Record<string, unknown>>;
}

/** Reads what `activities/failures.ts` put beside the code. */
function detailsOf(value: unknown): RefusalDetails {
  const given: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  const errors = Array.isArray(given['errors']) ? given['errors'].filter(isFieldError) : [];
  const extra: unknown = given['extra'];
  return { errors, extra: typeof extra === 'object' && extra !== null ? { ...extra } : {} };
}

function isFieldError(value: unknown): value is FieldError {
  if (typeof value !== 'object' || value === null) return false;
  return 'pointer' in value && 'code' in value && 'message' in value && typeof value.pointer === 'string';
}
