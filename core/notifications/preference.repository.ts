import type { Tx } from '#core/kernel/tx';

export interface PreferenceRow {
  purpose: string;
  channel: string;
  enabled: boolean;
}

export async function listPreferences(tx: Tx, orgId: number, userId: number): Promise<PreferenceRow[]> {
  return tx.query<PreferenceRow>(
    'select purpose, channel, enabled from notification_preferences where organization_id = $1 and user_id = $2',
    [orgId, userId],
  );
}

export async function savePreference(tx: Tx, orgId: number, userId: number, row: PreferenceRow, now: Date): Promise<void> {
  await tx.execute(
    `insert into notification_preferences (organization_id, user_id, purpose, channel, enabled, updated_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (organization_id, user_id, purpose, channel) do update set enabled = excluded.enabled, updated_at = excluded.updated_at`,
    [orgId, userId, row.purpose, row.channel, row.enabled, now],
  );
}

/** Whether mails of a purpose still go to a member, with the clinic's name; null when they are no member any more. */
export async function findMailChoice(
  tx: Tx,
  orgId: number,
  userId: number,
  purpose: string,
): Promise<{ clinic: string; enabled: boolean } | null> {
  return tx.maybeOne(
    `select o.name as clinic, coalesce(n.enabled, true) as enabled from user_organizations m join organizations o on o.id = m.organization_id
     left join notification_preferences n on n.organization_id = m.organization_id and n.user_id = m.user_id and n.purpose = $3 and n.channel = 'email'
     where m.organization_id = $1 and m.user_id = $2 and m.status = 'active'`,
    [orgId, userId, purpose],
  );
}
