import type { Role } from '#domain/auth/roles';
import { isSessionAlive, rolesUnder } from '#domain/auth/session-rules';
import type { Actor } from '#core/kernel/ctx';
import type { PersonRow, SessionPersonRow } from './session.repository';

/** Who is calling; the HTTP pipeline turns it into a context. */
export interface AuthenticatedPrincipal {
  actor: Actor;
  orgId: number | null;
  sessionId: number | null;
  csrfHash: string | null;
  via: 'session' | 'bearer' | 'api_key';
  demo: boolean;
  subject: string;
}

/**
 * Roles a person may use: those of an active membership, the patient role only with an active patient row behind it (row-level
 * security walls patients by that row, so a patient without one must not pass for staff).
 */
export function usableRoles(person: PersonRow): readonly Role[] {
  const held = (person.roles ?? []).filter((role) => role !== 'patient' || person.patient_id !== null);
  return person.platform_admin ? [...held, 'platform_admin'] : held;
}

/** The acting person. `only` narrows the roles (assurance of the session, claims of a token). */
export function actorOf(person: PersonRow, only: (held: readonly Role[]) => readonly Role[], impersonator: number | null): Actor {
  const roles = only(usableRoles(person));
  return {
    kind: 'user',
    userId: person.person_id,
    roles,
    patientId: roles.includes('patient') ? person.patient_id : null,
    specialistId: roles.some((role) => role === 'specialist' || role === 'medical_director') ? person.specialist_id : null,
    impersonatorUserId: impersonator,
  };
}

/** null: the session is over, the account closed, or it may not act in its organization any more. */
export function principalOfSession(row: SessionPersonRow, now: Date): AuthenticatedPrincipal | null {
  const times = { assurance: row.assurance, expiresAtMs: row.expires_at.getTime(), lastSeenAtMs: row.last_seen_at.getTime() };
  const over = row.revoked_at !== null || row.user_status !== 'active' || row.epoch !== row.user_epoch;
  if (over || row.assurance === 'password' || !isSessionAlive(times, now.getTime())) return null;
  const actor = actingPerson(row, now);
  if (actor.roles.length === 0) return null;
  return {
    actor,
    orgId: row.organization_id,
    sessionId: row.id,
    csrfHash: row.csrf_hash,
    via: 'session',
    demo: row.demo,
    subject: `user:${row.user_id}`,
  };
}

/** While somebody is viewing as somebody else, the other person's roles hold; an ended or impossible impersonation falls back. */
function actingPerson(row: SessionPersonRow, now: Date): Actor {
  const { impersonated, impersonation_expires_at: until } = row;
  const own = actorOf(row, (held) => rolesUnder(row.assurance, held), null);
  const mayImpersonate = own.roles.some((role) => role === 'admin' || role === 'platform_admin');
  if (impersonated === null || until === null || until <= now || !mayImpersonate || impersonated.user_status !== 'active') {
    return own;
  }
  const viewed = actorOf(impersonated, (held) => held, row.user_id);
  return viewed.roles.length === 0 ? own : viewed;
}
