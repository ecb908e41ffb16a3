import { systemCtx, type Ctx, type Kernel } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';
import type { Role } from '#domain/auth/roles';

interface PersonRow {
  user_id: number;
  organization_id: number;
  roles: Role[];
  patient_id: number | null;
  specialist_id: number | null;
}

/** A context in the name of a demo person, as a request of theirs would have; null when there is no such person. */
export async function demoActor(kernel: Kernel, key: string, now: Date): Promise<Ctx | null> {
  const row = await inSystemTx(systemCtx(kernel, null, now), (tx) =>
    tx.maybeOne<PersonRow>(
      `select u.id as user_id, m.organization_id, m.roles, p.id as patient_id, s.id as specialist_id from users u join user_organizations m on m.user_id = u.id
       left join patients p on p.organization_id = m.organization_id and p.user_id = u.id
       left join specialists s on s.organization_id = m.organization_id and s.user_id = u.id where u.demo_key = $1 and u.demo`,
      [key],
    ),
  );
  if (row === null) return null;
  return {
    orgId: row.organization_id,
    actor: {
      kind: 'user',
      userId: row.user_id,
      roles: row.roles,
      patientId: row.patient_id,
      specialistId: row.specialist_id,
      impersonatorUserId: null,
    },
    requestId: `seed:${key}`,
    now,
    kernel,
  };
}
