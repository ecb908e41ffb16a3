/* oxlint-disable no-restricted-globals -- the runtime's own calendar is the reference in these tests */
import { DEFAULT_POLICIES } from '#domain/organizations/policies';
import type { ApprovalFacts } from './approval-facts';
import {
  approvalPoliciesOf,
  decideApproval,
  eligibleApprovers,
  escalationTargets,
  type ApprovalCommand,
} from './approval-machine';
import { approvalOutlook, settleApproval } from './approval-outlook';

const DAY = 86_400_000;
const T0 = Date.UTC(2026, 9, 5, 9);
const there = { away: false, away_until: null, stand_in_user_id: null };
const facts: ApprovalFacts = {
  approval_id: 1,
  kind: 'plan_assignment',
  status: 'pending',
  requested_at: T0,
  requested_by_user_id: 10,
  author_user_ids: [10],
  content_hash: 'h1',
  delegated_to_user_id: null,
  approvers: [
    { user_id: 10, role: 'specialist', ...there },
    { user_id: 11, role: 'specialist', ...there },
    { user_id: 12, role: 'medical_director', ...there },
    { user_id: 13, role: 'admin', ...there },
  ],
  policies: approvalPoliciesOf(DEFAULT_POLICIES),
  decision: null,
  withdrawal: null,
  closed_at: null,
  ledger: { reminders: 0, escalated: false, nobody_left_told: false, absence_told: null },
};

const decide = (by: number, verdict: 'approved' | 'rejected' = 'approved', reason: string | null = null): ApprovalCommand => ({
  kind: 'decide',
  verdict,
  by_user_id: by,
  reason,
  content_hash: 'h1',
});

function absent(state: ApprovalFacts, userId: number, standIn: number | null, days = 5): ApprovalFacts {
  const approvers = state.approvers.map((each) =>
    each.user_id === userId ? { ...each, away: true, away_until: T0 + days * DAY, stand_in_user_id: standIn } : each,
  );
  return { ...state, approvers };
}

function drive(start: ApprovalFacts, until: number) {
  const done: string[] = [];
  let state = start;
  let outcome: unknown = null;
  for (let now = T0; now <= until;) {
    for (const action of approvalOutlook(state, now).due) {
      done.push(`${(action.due_at - T0) / DAY} ${action.key}`);
      const settled = settleApproval(state, action, now);
      state = settled.facts;
      outcome = settled.outcome ?? outcome;
    }
    const next = approvalOutlook(state, now).timers[0]?.due_at;
    if (next === undefined) break;
    now = next;
  }
  return { done, state, outcome };
}

describe('approvals (plan-semantics §5)', () => {
  it('reminds after a day and three times more, escalates after two days, expires after seven', () => {
    const { done, state, outcome } = drive(facts, T0 + 30 * DAY);
    expect(done).toEqual(['1 remind:1', '2 remind:2', '2 escalate:waiting', '3 remind:3', '4 remind:4', '7 expire']);
    expect(state.status).toBe('expired');
    expect(outcome).toEqual({ verdict: 'rejected', by_user_id: null, reason: 'approval_expired' });
  });

  it('lets the first valid decision win and tells later ones who and when', () => {
    const first = decideApproval(facts, decide(11), T0 + 1);
    expect(first).toMatchObject({ kind: 'accepted', outcome: { verdict: 'approved', by_user_id: 11 } });
    const later = first.kind === 'accepted' ? decideApproval(first.facts, decide(12, 'rejected', 'no'), T0 + 2) : first;
    expect(later).toMatchObject({
      code: 'already_decided',
      extra: { status: 'approved', decided_by: 11, decided_at: '2026-10-05T09:00:00.001Z' },
    });
    const expired = drive(facts, T0 + 30 * DAY).state;
    expect(decideApproval(expired, decide(11), T0 + 8 * DAY)).toMatchObject({
      code: 'already_decided',
      extra: { status: 'expired', decided_by: null },
    });
  });

  it('keeps authors from deciding unless the switch is off', () => {
    expect(decideApproval(facts, decide(10), T0)).toMatchObject({ code: 'own_request' });
    expect(decideApproval({ ...facts, author_user_ids: [11] }, decide(11), T0)).toMatchObject({ code: 'own_request' });
    const off = { ...facts, policies: { ...facts.policies, separate_author: false } };
    expect(decideApproval(off, decide(10), T0).kind).toBe('accepted');
  });

  it('refuses strangers, rejections without reason, and decisions on other content than was asked', () => {
    expect(decideApproval(facts, decide(99), T0)).toMatchObject({ code: 'not_an_approver' });
    expect(decideApproval(facts, decide(11, 'rejected', ' '), T0)).toMatchObject({ code: 'reason_required' });
    expect(decideApproval(facts, { ...decide(11), content_hash: 'h0' } as ApprovalCommand, T0)).toMatchObject({
      code: 'content_changed',
    });
    expect(decideApproval(facts, decide(11, 'rejected', 'wrong side'), T0)).toMatchObject({
      outcome: { verdict: 'rejected', reason: 'wrong side' },
    });
  });

  it('is withdrawn when the pinned content changes, once', () => {
    const changed = decideApproval(facts, { kind: 'content_changed', content_hash: 'h2' }, T0 + 5);
    expect(changed).toMatchObject({
      facts: { status: 'withdrawn', closed_at: T0 + 5 },
      outcome: { verdict: 'withdrawn', reason: 'content_changed' },
    });
    expect(decideApproval(facts, { kind: 'content_changed', content_hash: 'h1' }, T0)).toMatchObject({
      outcome: null,
      facts: { status: 'pending' },
    });
    const state = changed.kind === 'accepted' ? changed.facts : facts;
    expect(decideApproval(state, { kind: 'content_changed', content_hash: 'h3' }, T0)).toMatchObject({ outcome: null });
    expect(approvalOutlook(state, T0 + 30 * DAY)).toEqual({ due: [], timers: [] });
  });

  it('is withdrawn by whoever asked, with a reason, and by nobody else', () => {
    const withdraw = (by_user_id: number | null, reason: string | null): ApprovalCommand => ({
      kind: 'withdraw',
      by_user_id,
      reason,
    });
    expect(decideApproval(facts, withdraw(11, 'not mine'), T0)).toMatchObject({ code: 'not_the_requester' });
    expect(decideApproval({ ...facts, author_user_ids: [12] }, withdraw(12, 'mine'), T0)).toMatchObject({
      code: 'not_the_requester',
    });
    expect(decideApproval(facts, withdraw(10, '  '), T0)).toMatchObject({ code: 'reason_required' });
    const taken = decideApproval(facts, withdraw(10, ' wrong patient '), T0 + 3);
    expect(taken).toMatchObject({
      facts: { status: 'withdrawn', closed_at: T0 + 3, withdrawal: { by_user_id: 10, reason: 'wrong patient' } },
      outcome: { verdict: 'withdrawn', reason: 'by_requester' },
    });
    const state = taken.kind === 'accepted' ? taken.facts : facts;
    expect(decideApproval(state, withdraw(10, 'again'), T0 + 4)).toMatchObject({
      code: 'already_decided',
      extra: { status: 'withdrawn' },
    });
    expect(decideApproval(state, decide(11), T0 + 4)).toMatchObject({ code: 'already_decided' });
    expect(decideApproval(facts, withdraw(null, null), T0)).toMatchObject({
      outcome: { verdict: 'withdrawn', reason: 'no_longer_needed' },
    });
  });

  it('escalates to the medical director, else to admins', () => {
    expect(escalationTargets(facts).map((each) => each.user_id)).toEqual([12]);
    const without = { ...facts, approvers: facts.approvers.filter((each) => each.role !== 'medical_director') };
    expect(escalationTargets(without).map((each) => each.user_id)).toEqual([13]);
  });

  it('escalates at once, and says so, when nobody who may decide is left', () => {
    const alone = decideApproval(facts, { kind: 'approvers_changed', approvers: [{ user_id: 10, role: 'admin', ...there }] }, T0);
    const state = alone.kind === 'accepted' ? alone.facts : facts;
    expect(eligibleApprovers(state)).toEqual([]);
    expect(approvalOutlook(state, T0 + 5).due).toEqual([
      { kind: 'escalate', key: 'escalate:nobody_left', due_at: T0 + 5, why: 'nobody_left', to_user_ids: [10] },
    ]);
    const told = settleApproval(
      state,
      { kind: 'escalate', key: '', due_at: 0, why: 'nobody_left', to_user_ids: [10] },
      T0 + 5,
    ).facts;
    expect(approvalOutlook(told, T0 + 6).due).toEqual([]);
  });

  it('goes to the stand-in of somebody away, once, and back when they are there again', () => {
    const handed = { ...facts, delegated_to_user_id: 12 };
    expect(approvalOutlook(handed, T0).due).toEqual([]);
    const away = absent(handed, 12, 11);
    const [act] = approvalOutlook(away, T0).due;
    expect(act).toMatchObject({ kind: 'stand_in', for_user_id: 12, to_user_id: 11 });
    const told = act === undefined ? away : settleApproval(away, act, T0).facts;
    expect(approvalOutlook(told, T0 + 1).due).toEqual([]);
    const [back] = approvalOutlook({ ...told, approvers: facts.approvers }, T0 + 2).due;
    expect(back).toMatchObject({ kind: 'back' });
    const again = back === undefined ? told : settleApproval(told, back, T0 + 2).facts;
    expect(approvalOutlook(absent(again, 12, 11), T0 + 3).due).toMatchObject([{ kind: 'stand_in' }]);
  });

  it.each([
    ['nobody stands in', null],
    ['the stand-in wrote it', 10],
    ['the stand-in may not approve', 99],
  ])('escalates at once when somebody is away and %s', (_why, standIn) => {
    const away = absent({ ...facts, delegated_to_user_id: 11 }, 11, standIn);
    const [act] = approvalOutlook(away, T0).due;
    expect(act).toMatchObject({ kind: 'escalate', why: 'no_stand_in', to_user_ids: [12] });
    const told = act === undefined ? away : settleApproval(away, act, T0).facts;
    expect(approvalOutlook(told, T0 + 1).due).toEqual([]);
    expect(told.ledger.escalated).toBe(false);
  });

  it('wakes when the absence is over, so that nobody has to come back by hand', () => {
    const away = absent({ ...facts, delegated_to_user_id: 11 }, 11, 12, 2);
    const [act] = approvalOutlook(away, T0).due;
    const told = act === undefined ? away : settleApproval(away, act, T0).facts;
    expect(approvalOutlook(told, T0).timers).toContainEqual({
      kind: 'back',
      due_at: T0 + 2 * DAY,
      why_code: 'approval.back',
      why_params: {},
    });
    expect(approvalOutlook({ ...told, approvers: facts.approvers }, T0 + 2 * DAY).due).toContainEqual(
      expect.objectContaining({ kind: 'back' }),
    );
  });

  it('wakes earlier when the stand-in is there again first, and not at all after the expiry', () => {
    const backs = (state: ApprovalFacts): number[] => {
      const [act] = approvalOutlook(state, T0).due;
      const told = act === undefined ? state : settleApproval(state, act, T0).facts;
      return approvalOutlook(told, T0).timers.flatMap((timer) => (timer.kind === 'back' ? [(timer.due_at - T0) / DAY] : []));
    };
    const handed = { ...facts, delegated_to_user_id: 11 };
    expect(backs(absent(absent(handed, 11, 12, 4), 12, null, 1))).toEqual([1]);
    expect(backs(absent(absent(handed, 11, 10, 4), 10, null, 1))).toEqual([4]); // its author: being there changes nothing
    expect(backs(absent(handed, 11, 12, 7))).toEqual([]);
    expect(backs(handed)).toEqual([]);
  });

  it('escalates at once when the stand-in is away as well', () => {
    const both = absent(absent({ ...facts, delegated_to_user_id: 11 }, 11, 12), 12, null);
    expect(approvalOutlook(both, T0).due).toMatchObject([{ why: 'no_stand_in' }]);
  });

  it('sends one reminder, not a burst, after a sleep, and none when all would come after the expiry', () => {
    expect(approvalOutlook(facts, T0 + 3.5 * DAY).due).toMatchObject([{ key: 'remind:3' }, { key: 'escalate:waiting' }]);
    const quick = { ...facts, policies: { ...facts.policies, expire_after: 'PT4S' } };
    expect(approvalOutlook(quick, T0).timers.map((timer) => timer.kind)).toEqual(['expire']);
  });
});
