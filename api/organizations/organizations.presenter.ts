import type { Member } from '#core/organizations/members';
import type { Organization } from '#core/organizations/organizations';
import type { PoliciesState } from '#core/organizations/policies';
import { DEFAULT_POLICIES, POLICY_RULES, isPolicyKey, type PolicyRule } from '#domain/organizations/policies';
import type { InvitationSummary, MemberView, OrganizationView, PoliciesView, PolicyField } from './organizations.dto';

import type { Invitation } from '#core/auth/invite';

const instant = (value: Date | null): string | null => value?.toISOString() ?? null;

export function presentOrganization(row: Organization): OrganizationView {
  const { id, slug, name, phone, emergency_text, time_zone, locale, status, rev } = row;
  return { id, slug, name, phone, emergency_text, time_zone, locale, status, rev };
}

export function presentPolicies(state: PoliciesState): PoliciesView {
  const fields = Object.keys(POLICY_RULES)
    .filter(isPolicyKey)
    .map((key): PolicyField => ({
      key,
      kind: POLICY_RULES[key].kind,
      details: { value: state.policies[key], ...details(POLICY_RULES[key]), default: DEFAULT_POLICIES[key] },
      changed: state.changed.includes(key),
    }));
  return { values: { ...state.policies }, fields, rev: state.rev };
}

function details(rule: PolicyRule): Record<string, unknown> {
  switch (rule.kind) {
    case 'duration':
      return { min_seconds: rule.min_ms / 1000, max_seconds: rule.max_ms / 1000 };
    case 'integer':
      return { min: rule.min, max: rule.max, nullable: rule.nullable };
    case 'choice':
      return { choices: rule.choices };
    case 'ratio':
    case 'boolean':
    case 'wall_time':
      return {};
  }
}

export function presentMember(row: Member): MemberView {
  return {
    user_id: row.user_id,
    display_name: row.display_name,
    email: row.email,
    roles: [...row.roles],
    status: row.status,
    away_until: instant(row.away_until),
    fallback_user_id: row.fallback_user_id,
    fallback_name: row.fallback_name,
    specialist_id: row.specialist_id,
    second_factor: row.second_factor,
    last_seen_at: instant(row.last_seen_at),
  };
}

export function presentInvitation(
  row: Omit<Invitation, 'invited_by_name'> & { invited_by_name?: string | null },
  now: Date,
): InvitationSummary {
  return {
    id: row.id,
    purpose: row.purpose,
    email: row.email,
    roles: [...row.roles],
    patient_id: row.patient_id,
    invited_by_name: row.invited_by_name ?? null,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    state: stateOf(row, now),
  };
}

function stateOf(row: Pick<Invitation, 'accepted_at' | 'revoked_at' | 'expires_at'>, now: Date): string {
  if (row.accepted_at !== null) return 'accepted';
  if (row.revoked_at !== null) return 'revoked';
  return row.expires_at <= now ? 'expired' : 'open';
}
