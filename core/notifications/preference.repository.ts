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
