import { listApprovers } from '#core/approvals/list-approvers';
import type { TemplateCode } from '#domain/notifications/templates';
import type { EventPayloads } from '#domain/events/catalog';
import { createMessage } from './create-message';
import type { Hearing } from './notify-consumer';
import { findApprovalPeople, membersWithRole, type ApprovalRecipients } from './recipients.repository';

/** What approvers and requesters hear. */
export async function notifyAboutApproval(hearing: Hearing): Promise<void> {
  const { tx, orgId, event } = hearing;
  if (!event.type.startsWith('approval.')) return;
  const payload = event.payload as EventPayloads['approval.requested'];
  const people = await findApprovalPeople(tx, orgId, payload.approval_id);
  if (people === null) return;
  const wish = await approvalMessage(hearing, people);
  if (wish === null) return;
  for (const recipientUserId of wish.to) {
    await createMessage(tx, {
      orgId,
      recipientUserId,
      patientId: null,
      dedupKey: `${event.id}:${recipientUserId}`,
      template: wish.template,
      params: { approval_id: payload.approval_id, ...wish.params },
      whyCode: wish.whyCode,
      whyParams: wish.params,
      link: `/approvals/${payload.approval_id}`,
      subjectKind: 'approval',
      subjectId: payload.approval_id,
      expiresAt: null,
    });
  }
}

interface ApprovalMessage {
  to: number[];
  template: TemplateCode;
  params: Record<string, unknown>;
  whyCode: string;
}

/** Who is asked: the stand-in of somebody away, the person it was handed to, else the care team that is there. */
async function askedPeople({ tx, orgId, ctx }: Hearing, people: ApprovalRecipients): Promise<number[]> {
  if (people.stand_in_id !== null) return [people.stand_in_id];
  if (people.delegated_to !== null) return [people.delegated_to];
  const all = await listApprovers(tx, orgId, ctx.now);
  const there = all.filter((person) => !person.away);
  const careTeam = there.filter((person) => person.role !== 'admin');
  return [careTeam, there, all]
    .map((group) =>
      group.map((person) => person.user_id).filter((id) => id !== people.requested_by && id !== people.author_user_id),
    )
    .reduce((chosen, group) => (chosen.length > 0 ? chosen : group));
}

async function approvalMessage(hearing: Hearing, people: ApprovalRecipients): Promise<ApprovalMessage | null> {
  const { tx, orgId, event, ctx } = hearing;
  switch (event.type) {
    case 'approval.requested':
      return {
        to: await askedPeople(hearing, people),
        template: 'approval_waiting',
        params: {},
        whyCode: 'approval.you_may_decide',
      };
    case 'approval.reminder_due': {
      const { reminder } = event.payload as EventPayloads['approval.reminder_due'];
      return {
        to: await askedPeople(hearing, people),
        template: 'approval_reminder',
        params: { reminder },
        whyCode: 'approval.you_may_decide',
      };
    }
    case 'approval.escalated': {
      const directors = await membersWithRole(tx, orgId, 'medical_director', ctx.now);
      const to = directors.length > 0 ? directors : await membersWithRole(tx, orgId, 'admin', ctx.now);
      const { why } = event.payload as EventPayloads['approval.escalated'];
      const whyCode = why === 'no_stand_in' ? 'approval.nobody_stands_in' : 'approval.escalated_to_you';
      return { to, template: 'approval_escalated', params: { reason: why }, whyCode };
    }
    case 'approval.delegated': {
      const { to_user_id } = event.payload as EventPayloads['approval.delegated'];
      if (people.stand_in_id !== null) return null; // they are away, and their stand-in is told
      return { to: [to_user_id], template: 'approval_delegated', params: {}, whyCode: 'approval.handed_to_you' };
    }
    case 'approval.stood_in': {
      const { to_user_id, for_user_id } = event.payload as EventPayloads['approval.stood_in'];
      return { to: [to_user_id], template: 'approval_stand_in', params: { for_user_id }, whyCode: 'approval.you_stand_in' };
    }
    case 'approval.decided': {
      const { outcome } = event.payload as EventPayloads['approval.decided'];
      return {
        // whoever withdrew it knows
        to: people.requested_by === null || people.requested_by === people.decided_by ? [] : [people.requested_by],
        template: 'approval_decided',
        params: { outcome },
        whyCode: 'approval.you_asked',
      };
    }
    default:
      return null;
  }
}
