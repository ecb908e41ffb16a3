/**
 * The closed list of problem codes. One row gives what every tier needs to know about a refusal:
 * HTTP status, title (RFC 9457), how loud the log is and whether repeating the same request can help.
 * Append-only: clients match on the code.
 */
export interface ProblemType {
  /** HTTP status of the answer. */
  status: number;
  /** Short sentence, the same for every occurrence. */
  title: string;
  /** `user`: the caller can mend it. `operational`: a dependency is away. `unexpected`: our fault. */
  kind: 'user' | 'operational' | 'unexpected';
}

const user = (status: number, title: string): ProblemType => ({ status, title, kind: 'user' });

export const problemTypes = {
  // request shape
  validation_failed: user(422, 'Some fields need a change'),
  malformed_body: user(400, 'The body could not be read'),
  unsupported_media_type: user(415, 'Send JSON'),
  body_too_large: user(413, 'The body is too large'),
  method_not_allowed: user(405, 'This address does not know that method'),
  not_found: user(404, 'Not found'),
  rate_limited: user(429, 'Too many requests'),
  // identity
  unauthenticated: user(401, 'Please sign in'),
  forbidden: user(403, 'You may not do this'),
  csrf_failed: user(403, 'This page is out of date, reload it'),
  sign_in_failed: user(401, 'That did not match'),
  second_factor_required: user(401, 'A second step is needed'),
  second_factor_setup_required: user(403, 'Set up your second factor first'),
  code_expired: user(410, 'This code or link has expired'),
  wrong_browser: user(403, 'Open the link in the browser that asked for it'),
  invitation_used: user(409, 'This invitation was already used'),
  impersonation_read_only: user(403, 'While viewing as somebody else nothing can be changed'),
  not_in_demo: user(404, 'Not found'),
  // idempotency and concurrency
  idempotency_key_required: user(400, 'An Idempotency-Key is needed'),
  idempotency_key_reused: user(422, 'This Idempotency-Key was used for another request'),
  idempotency_in_progress: user(409, 'The same request is still being worked on'),
  precondition_required: user(428, 'Say which version you changed'),
  stale_revision: user(412, 'Somebody changed this in the meantime'),
  conflict: user(409, 'This does not fit the current state'),
  already_exists: user(409, 'It exists already'),
  in_use: user(409, 'It is still in use'),
  // plans
  plan_not_publishable: user(422, 'The plan is not complete yet'),
  plan_not_published: user(409, 'The plan is not published'),
  plan_archived: user(409, 'The plan is archived'),
  illegal_transition: user(409, 'That step is not possible now'),
  reason_required: user(422, 'Say why'),
  no_telerehab_access: user(403, 'The patient has no active service with home programmes'),
  library_access_required: user(403, 'The library is not part of your services'),
  already_enrolled: user(409, 'This plan is already running'),
  red_flag: user(409, 'Please speak to your clinic first'),
  contraindicated: user(409, 'This plan does not suit your answers'),
  not_active: user(409, 'The plan is not active'),
  day_full: user(409, 'Enough for today'),
  week_full: user(409, 'Enough for this week'),
  session_already_started: user(409, 'A session is already running'),
  session_not_started: user(409, 'The session has not been started'),
  session_closed: user(409, 'The session is over'),
  start_date_out_of_range: user(422, 'The start date is too far away'),
  // approvals
  already_decided: user(409, 'It was decided already'),
  approval_expired: user(409, 'The request has expired'),
  approval_withdrawn: user(409, 'The request was withdrawn'),
  author_cannot_decide: user(403, 'The author cannot approve their own request'),
  content_changed: user(409, 'The content changed after the request'),
  not_enough_approvers: user(409, 'Two people who may approve are needed'),
  // services
  service_plan_inactive: user(409, 'The service is not active'),
  // processes
  process_closed: user(409, 'This is finished and cannot change any more'),
  process_not_found: user(404, 'Not found'),
  process_busy: { status: 503, title: 'It is taking longer than usual', kind: 'operational' },
  temporal_unavailable: { status: 503, title: 'Changes are paused for a moment', kind: 'operational' },
  database_unavailable: { status: 503, title: 'The records cannot be reached for a moment', kind: 'operational' },
  mail_unavailable: { status: 503, title: 'Mail cannot be sent at the moment', kind: 'operational' },
  untrusted_payload: user(400, 'The message was not encrypted by this installation'),
  internal: { status: 500, title: 'Something went wrong on our side', kind: 'unexpected' },
} as const satisfies Record<string, ProblemType>;

export type ProblemCode = keyof typeof problemTypes;

/** True when `code` is one of the closed list (codes arrive as strings from workflow failures). O(1). */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemTypes, code);
}
