import type { ProblemCode } from '#domain/shared/problem-codes';
import type { Route } from './route';

const always: readonly ProblemCode[] = ['not_found', 'rate_limited', 'internal', 'database_unavailable'];
const whenSigned: readonly ProblemCode[] = ['unauthenticated', 'forbidden'];
const withBody: readonly ProblemCode[] = ['malformed_body', 'unsupported_media_type', 'body_too_large'];
const whenUnsafe: readonly ProblemCode[] = ['csrf_failed', 'impersonation_read_only', 'temporal_unavailable', 'process_busy'];
const whenIdempotent: readonly ProblemCode[] = ['idempotency_key_required', 'idempotency_key_reused', 'idempotency_in_progress'];
const whenRevised: readonly ProblemCode[] = ['precondition_required', 'stale_revision'];

/** Every problem code a route may answer: what it declares and what its shape brings with it. */
export function codesOf(route: Route): ReadonlySet<ProblemCode> {
  return new Set<ProblemCode>([
    ...always,
    'validation_failed',
    ...(route.access.kind === 'public' ? [] : whenSigned),
    ...(route.method === 'GET' ? [] : [...withBody, ...whenUnsafe]),
    ...(route.idempotent ? whenIdempotent : []),
    ...(route.ifMatch ? whenRevised : []),
    ...route.refusals,
  ]);
}
