import type { InvitationView as CoreInvitation } from '#core/auth/accept-invitation';
import type { ApiKey } from '#core/auth/api-keys';
import type { Me as CoreMe, OwnSession } from '#core/auth/me';
import type { ApiKeyView, CreatedApiKey, CurrentOrganization, Me, MeOrganization, SessionView } from './me.dto';
import type { InvitationView } from './sign-in.dto';

type Organization = CoreMe['organizations'][number];

const instant = (value: Date | null): string | null => value?.toISOString() ?? null;

function presentOrganization({ id, name, slug, roles }: Organization): MeOrganization {
  return { id, name, slug, roles: [...roles] };
}

function presentCurrent(organization: Organization): CurrentOrganization {
  const { id, name, slug, roles, phone, emergency_text, time_zone } = organization;
  return { id, name, slug, roles: [...roles], phone, emergency_text, time_zone };
}

export function presentMe(me: CoreMe, via: Me['via']): Me {
  const { row, organization } = me;
  const by = row.impersonator_id;
  return {
    user_id: row.user_id,
    display_name: row.display_name,
    email: row.email,
    locale: row.locale,
    time_zone: row.patient_time_zone ?? organization?.time_zone ?? 'UTC',
    via,
    demo: row.demo,
    organization: organization === null ? null : presentCurrent(organization),
    organizations: me.organizations.map(presentOrganization),
    roles: [...me.roles],
    permissions: me.permissions,
    patient_id: me.patientId,
    specialist_id: me.specialistId,
    away_until: instant(row.away_until),
    impersonation:
      by === null || row.impersonation_expires_at === null
        ? null
        : {
            by_user_id: by,
            by_display_name: row.impersonator_name ?? '',
            reason: row.impersonation_reason ?? '',
            expires_at: row.impersonation_expires_at.toISOString(),
          },
  };
}

export function presentSession(row: OwnSession, currentId: number | null): SessionView {
  return {
    id: row.id,
    current: row.id === currentId,
    assurance: row.assurance,
    created_at: row.created_at.toISOString(),
    last_seen_at: row.last_seen_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
  };
}

export function presentApiKey(key: ApiKey): ApiKeyView {
  return apiKeyFields(key);
}

/** With the key itself, this once. */
export function presentCreatedApiKey(apiKey: ApiKey, key: string): CreatedApiKey {
  return { ...apiKeyFields(apiKey), key };
}

type ApiKeyFields = { [K in keyof ApiKeyView]: ApiKeyView[K] };

function apiKeyFields(key: ApiKey): ApiKeyFields {
  return {
    id: key.id,
    name: key.name,
    prefix: `pw_${key.prefix}`,
    roles: [...key.roles],
    created_at: key.created_at.toISOString(),
    expires_at: instant(key.expires_at),
    last_used_at: instant(key.last_used_at),
    revoked_at: instant(key.revoked_at),
  };
}

export function presentInvitation({ invitation, needsPassword, needsName }: CoreInvitation): InvitationView {
  return {
    purpose: invitation.purpose,
    organization_name: invitation.organization_name,
    email: invitation.email ?? invitation.user_email,
    roles: [...invitation.roles],
    needs_password: needsPassword,
    needs_name: needsName,
    expires_at: invitation.expires_at.toISOString(),
  };
}
