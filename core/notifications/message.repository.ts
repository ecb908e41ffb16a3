import type { Tx } from '#core/kernel/tx';
import type { Attempt, AttemptRow, DeliveryRow, MessageRow, NewMessage } from './message.types';

/** Inserts a message once per dedup key; null when it is known. */
export async function insertMessage(tx: Tx, message: NewMessage): Promise<number | null> {
  const row = await tx.maybeOne<{ id: number }>(
    `insert into messages (organization_id, recipient_user_id, patient_id, dedup_key, purpose, template, params, why_code, why_params, link, subject_kind, subject_id, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (organization_id, dedup_key) do nothing returning id`,
    [
      message.orgId,
      message.recipientUserId,
      message.patientId,
      message.dedupKey,
      message.purpose,
      message.template,
      JSON.stringify(message.params),
      message.whyCode,
      JSON.stringify(message.whyParams),
      message.link,
      message.subjectKind,
      message.subjectId,
      message.expiresAt,
    ],
  );
  return row?.id ?? null;
}

// One row with everything a message needs when it is sent or shown. Names are joined here, never stored in the message.
export const messageSql = `select m.*, u.display_name as recipient_name, u.email::text as recipient_email,
    (u.status = 'active' and coalesce(mo.status, 'active') = 'active') as recipient_active,
    coalesce(own.time_zone, o.time_zone) as recipient_zone, o.name as clinic, o.phone,
    (select enabled from notification_preferences n where n.organization_id = m.organization_id and n.user_id = m.recipient_user_id and n.purpose = m.purpose and n.channel = 'in_app') as in_app,
    (select enabled from notification_preferences n where n.organization_id = m.organization_id and n.user_id = m.recipient_user_id and n.purpose = m.purpose and n.channel = 'email') as email,
    coalesce(e.plan_name, a.title, tp.name, '') as plan, coalesce(about.display_name, '') as patient, coalesce(colleague.display_name, '') as colleague, coalesce(sp.name, '') as service
  from messages m join organizations o on o.id = m.organization_id join users u on u.id = m.recipient_user_id
  left join user_organizations mo on mo.organization_id = m.organization_id and mo.user_id = m.recipient_user_id
  left join patients own on own.organization_id = m.organization_id and own.id = m.patient_id
  left join patient_treatment_plans e on e.organization_id = m.organization_id and e.id = (m.params ->> 'enrollment_id')::bigint
  left join approvals a on a.organization_id = m.organization_id and a.id = (m.params ->> 'approval_id')::bigint
  left join treatment_plans tp on tp.id = (m.params ->> 'plan_id')::bigint
  left join patients about on m.patient_id is null and about.organization_id = m.organization_id and about.id = (m.params ->> 'patient_id')::bigint
  left join users colleague on colleague.id = (m.params ->> 'for_user_id')::bigint
  left join patient_service_plans psp on psp.organization_id = m.organization_id and psp.id = (m.params ->> 'patient_service_plan_id')::bigint
  left join service_plans sp on sp.organization_id = m.organization_id and sp.id = psp.service_plan_id`;

export async function findMessageForDelivery(tx: Tx, orgId: number, messageId: number): Promise<DeliveryRow | null> {
  return tx.maybeOne<DeliveryRow>(`${messageSql} where m.organization_id = $1 and m.id = $2`, [orgId, messageId]);
}

/** Delivered messages of one person, newest first, keyset by id. */
export async function listDelivered(
  tx: Tx,
  orgId: number,
  userId: number,
  beforeId: number | null,
  limit: number,
): Promise<DeliveryRow[]> {
  return tx.query<DeliveryRow>(
    `${messageSql} where m.organization_id = $1 and m.recipient_user_id = $2 and m.status = 'delivered'
       and exists (select 1 from message_attempts t where t.organization_id = m.organization_id and t.message_id = m.id and t.channel = 'in_app' and t.outcome = 'sent')
       and ($3::bigint is null or m.id < $3) order by m.id desc limit $4`,
    [orgId, userId, beforeId, limit],
  );
}

export async function countUnread(tx: Tx, orgId: number, userId: number): Promise<number> {
  const row = await tx.one<{ unread: number }>(
    `select count(*)::int as unread from messages m where m.organization_id = $1 and m.recipient_user_id = $2 and m.status = 'delivered' and m.read_at is null
       and exists (select 1 from message_attempts t where t.organization_id = m.organization_id and t.message_id = m.id and t.channel = 'in_app' and t.outcome = 'sent')`,
    [orgId, userId],
  );
  return row.unread;
}

export async function markRead(tx: Tx, orgId: number, userId: number, messageId: number, now: Date): Promise<number> {
  return tx.execute(
    'update messages set read_at = coalesce(read_at, $4) where organization_id = $1 and recipient_user_id = $2 and id = $3',
    [orgId, userId, messageId, now],
  );
}

export async function saveMessageStatus(
  tx: Tx,
  orgId: number,
  messageId: number,
  status: MessageRow['status'],
  reason: string | null,
  sendAfter: Date | null,
  now: Date,
): Promise<void> {
  await tx.execute(
    `update messages set status = $3, status_reason = $4, send_after = $5, delivered_at = case when $3 = 'delivered' then coalesce(delivered_at, $6::timestamptz) end, rev = rev + 1
     where organization_id = $1 and id = $2`,
    [orgId, messageId, status, reason, sendAfter, now],
  );
}

export async function insertAttempt(tx: Tx, attempt: Attempt): Promise<void> {
  await tx.execute(
    'insert into message_attempts (organization_id, message_id, patient_id, channel, attempt, outcome, reason) values ($1, $2, $3, $4, $5, $6, $7)',
    [attempt.orgId, attempt.messageId, attempt.patientId, attempt.channel, attempt.attempt, attempt.outcome, attempt.reason],
  );
}

/** True when this channel of the message went out before: a retried step must not send twice. */
export async function wasSent(tx: Tx, orgId: number, messageId: number, channel: 'in_app' | 'email'): Promise<boolean> {
  return (
    (await tx.maybeOne(
      `select 1 from message_attempts where organization_id = $1 and message_id = $2 and channel = $3 and outcome = 'sent'`,
      [orgId, messageId, channel],
    )) !== null
  );
}

export async function listAttempts(tx: Tx, orgId: number, messageId: number): Promise<AttemptRow[]> {
  return tx.query<AttemptRow>(
    'select channel, attempt, outcome, reason, at from message_attempts where organization_id = $1 and message_id = $2 order by id',
    [orgId, messageId],
  );
}
