import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import { FAILURES, type CommandEnvelope, type EventEnvelope } from './process.contract';
import { isUntrusted } from './untrusted';

/** Members of an object a stranger may have sent; null when it is none. */
function membersOf(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !isUntrusted(value) ? { ...value } : null;
}

/** The argument of a workflow, unless somebody else started it: then the run ends without having acted. */
export function trusted<T extends { readonly args: unknown }>(input: T): T {
  if (membersOf(input) === null || membersOf(input.args) === null) {
    throw refuse(FAILURES.untrusted, 'The arguments were not sealed by this installation');
  }
  return input;
}

/** What a handler may not assume: anybody who reaches the server's port can send any payload, or none. */
export function isEvent(value: unknown): value is EventEnvelope<unknown> {
  const members = membersOf(value);
  return members !== null && typeof members['id'] === 'string' && members['id'] !== '' && !isUntrusted(members['data']);
}

export function isCommand(value: unknown): value is CommandEnvelope<unknown> {
  const members = membersOf(value);
  if (members === null || typeof members['requestId'] !== 'string' || isUntrusted(members['data'])) return false;
  return membersOf(members['by']) !== null;
}

export function refuse(type: string, message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, type);
}

/**
 * Why an activity failed for good, out of the wrapper the SDK puts around it. A timeout or an exhausted retry is a failure too.
 * null for anything that is not an activity's answer: a fault in workflow code, which must fail the task and be mended.
 */
export function failureOf(error: unknown): ApplicationFailure | null {
  if (error instanceof ApplicationFailure) return error;
  if (!(error instanceof ActivityFailure)) return null;
  return error.cause instanceof ApplicationFailure
    ? error.cause
    : refuse(error.cause?.name ?? 'ActivityFailure', 'The step did not finish');
}

/** The failure's code for ops; an error that is no activity's answer is thrown on. */
export function codeFrom(error: unknown): string {
  const failure = failureOf(error);
  if (failure === null) throw error;
  return codeOf(failure);
}

/** Revision of the row that is ahead of us, when that is why the step failed. */
export function staleRevOf(failure: ApplicationFailure | null): number | null {
  if (failure?.type !== FAILURES.projectionStale) return null;
  const rev: unknown = membersOf(failure.details?.[0])?.['rev'];
  return typeof rev === 'number' && Number.isSafeInteger(rev) ? rev : null;
}

/** Short code for ops, e.g. `DatabaseRejected:23514`. Never a message: those may quote values. */
export function codeOf(failure: ApplicationFailure): string {
  const state: unknown = membersOf(failure.details?.[0])?.['sqlstate'];
  return typeof state === 'string' ? `${failure.type ?? 'failure'}:${state}` : (failure.type ?? 'failure');
}
