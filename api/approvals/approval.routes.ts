import { listApprovals } from '#core/approvals/list-approvals';
import { sendToApproval } from '#core/approvals/send-to-approval';
import { pageOf, readCursor } from '#core/kernel/cursor';
import { reviewApproval } from '#core/treatment-plans/review/review-approval';
import { defineRoute } from '../http/route';
import {
  ApprovalPage,
  ApprovalQuery,
  ApprovalReviewDto,
  ApprovalStandingDto,
  ApproveBody,
  DelegateBody,
  RejectBody,
  WithdrawBody,
} from './approval.dto';
import { presentApproval, presentApprovalStanding, presentReview } from './approval.presenter';

const tag = 'Approvals';
const refusals = [
  'already_decided',
  'approval_expired',
  'approval_withdrawn',
  'author_cannot_decide',
  'content_changed',
  'reason_required',
  'process_busy',
] as const;

export const approvalRoutes = [
  defineRoute({
    method: 'GET',
    path: '/v1/approvals',
    tag,
    summary: 'List requests for approval',
    permission: 'approval:read',
    query: ApprovalQuery,
    response: ApprovalPage,
    rate: 'read',
    handler: async (ctx, { query }) => {
      const rows = await listApprovals(ctx, {
        statuses: query.status === undefined ? [] : [query.status],
        beforeId: readCursor(query.cursor, ['id'])?.[0] ?? null,
        limit: query.limit + 1,
      });
      const { rows: kept, nextCursor } = pageOf(rows, query.limit, (row) => [row.id]);
      return { body: { items: kept.map(presentApproval), next_cursor: nextCursor } };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/approvals/:id',
    tag,
    summary: 'Everything needed to decide: what changed, for whom, why it waits',
    permission: 'approval:read',
    params: { id: 'id' },
    response: ApprovalReviewDto,
    rate: 'read',
    handler: async (ctx, { params }) => ({ body: presentReview(await reviewApproval(ctx, params.id)) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/approvals/:id/approve',
    tag,
    summary: 'Approve the content that was reviewed',
    permission: 'approval:decide',
    params: { id: 'id' },
    body: ApproveBody,
    response: ApprovalStandingDto,
    refusals,
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { params, body, idempotency }) => {
      const data = { contentHash: body.content_hash, note: body.note ?? null };
      return {
        body: presentApprovalStanding(
          await sendToApproval(ctx, { approvalId: params.id, act: 'approve', data, updateId: idempotency.updateId }),
        ),
      };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/approvals/:id/reject',
    tag,
    summary: 'Reject with a reason',
    permission: 'approval:decide',
    params: { id: 'id' },
    body: RejectBody,
    response: ApprovalStandingDto,
    refusals,
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { params, body, idempotency }) => {
      const data = { contentHash: body.content_hash, reason: body.reason };
      return {
        body: presentApprovalStanding(
          await sendToApproval(ctx, { approvalId: params.id, act: 'reject', data, updateId: idempotency.updateId }),
        ),
      };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/approvals/:id/withdraw',
    tag,
    summary: 'Take back what one asked for, with a reason',
    permission: 'approval:withdraw',
    params: { id: 'id' },
    body: WithdrawBody,
    response: ApprovalStandingDto,
    refusals: ['already_decided', 'approval_expired', 'approval_withdrawn', 'reason_required', 'process_busy'],
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { params, body, idempotency }) => {
      const data = { reason: 'requester', note: body.reason } as const;
      return {
        body: presentApprovalStanding(
          await sendToApproval(ctx, { approvalId: params.id, act: 'withdraw', data, updateId: idempotency.updateId }),
        ),
      };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/approvals/:id/delegate',
    tag,
    summary: 'Hand a request over to a colleague',
    permission: 'approval:decide',
    params: { id: 'id' },
    body: DelegateBody,
    response: ApprovalStandingDto,
    refusals,
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { params, body, idempotency }) => {
      const data = { toUserId: body.to_user_id };
      return {
        body: presentApprovalStanding(
          await sendToApproval(ctx, { approvalId: params.id, act: 'delegate', data, updateId: idempotency.updateId }),
        ),
      };
    },
  }),
];
