import type { ApprovalListRow } from '#core/approvals/approval.types';
import type { ApprovalReview } from '#core/treatment-plans/review/review-approval';
import type { PlanChange } from '#domain/treatment-plans/plan-diff';
import { describeDose } from '#domain/treatment-plans/prescription-words';
import { sessionSeconds } from '#domain/treatment-plans/session-duration';
import type { ApprovalStanding } from '#workflows/approvals/approval.contract';
import type { ApprovalChangeDto, ApprovalDto, ApprovalReviewDto, ApprovalStandingDto } from './approval.dto';

export function presentApproval(row: ApprovalListRow): ApprovalDto {
  return {
    id: row.id,
    kind: row.kind,
    subject_id: row.subject_id,
    title: row.title,
    patient_id: row.patient_id,
    patient_name: row.patient_name,
    treatment_plan_id: row.treatment_plan_id,
    version: row.version,
    base_version: row.base_version,
    content_hash: row.content_hash,
    requested_by: row.requested_by_name,
    requested_at: row.requested_at.toISOString(),
    status: row.status,
    decided_by: row.decided_by_name,
    decided_at: row.decided_at?.toISOString() ?? null,
    reason: row.reason,
    delegated_to: row.delegated_to_name,
    delegated_away: row.delegated_away,
    stand_in: row.stand_in_name,
    escalated_at: row.escalated_at?.toISOString() ?? null,
    expires_at: row.expires_at?.toISOString() ?? null,
    rev: row.rev,
  };
}

/** What a change is about, for the first column of the table. */
function subjectOf(change: PlanChange): string {
  if ('exercise' in change) return change.exercise;
  if ('session' in change) return change.session;
  return 'field' in change ? change.field : 'questions';
}

function presentChange({ change, words }: NonNullable<ApprovalReview['changes']>[number]): ApprovalChangeDto {
  return {
    kind: change.kind,
    subject: subjectOf(change),
    sentence: words.sentence,
    key: words.key,
    params: words.params,
    before: 'before' in change ? String(change.before) : change.kind === 'exercise_removed' ? change.dose : null,
    after: 'after' in change ? String(change.after) : change.kind === 'exercise_added' ? change.dose : null,
  };
}

export function presentReview(review: ApprovalReview): ApprovalReviewDto {
  return {
    approval: presentApproval(review.approval),
    frequency_per_week: review.content.frequency_per_week,
    duration_weeks: review.content.duration_weeks,
    sessions: review.content.sessions.map((session) => ({
      key: session.key,
      title: session.title,
      estimated_seconds: sessionSeconds(session.exercises),
      exercises: session.exercises.map((exercise) => ({
        exercise_id: exercise.exercise_id,
        name: exercise.name,
        dose: describeDose(exercise.params),
      })),
    })),
    changes: review.changes?.map(presentChange) ?? null,
    checks: review.checks,
    timeline: review.timeline.map((step) => ({
      at: step.at.toISOString(),
      tense: step.tense,
      code: step.code,
      params: step.params,
      actor_name: step.actorName,
    })),
    colleagues: review.colleagues.map((person) => ({ user_id: person.userId, name: person.name, role: person.role })),
    may_decide: review.mayDecide,
    may_withdraw: review.mayWithdraw,
  };
}

export function presentApprovalStanding(standing: ApprovalStanding): ApprovalStandingDto {
  return { approval_id: standing.approvalId, status: standing.status, rev: standing.rev };
}
