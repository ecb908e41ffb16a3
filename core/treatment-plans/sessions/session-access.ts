import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { notFound } from '#core/kernel/errors';
import type { Tx } from '#core/kernel/tx';
import { requirePatientAccess } from '#core/patients/patients.policy';
import { findSession } from './log.repository';
import type { SessionRow } from './session.types';

/** The session, if the person may see its patient; it does not exist for anybody else. */
export async function requireSessionAccess(ctx: Ctx, tx: Tx, completionId: number): Promise<SessionRow> {
  const row = await findSession(tx, requireOrg(ctx), completionId);
  if (row === null) throw notFound('The session');
  await requirePatientAccess(ctx, tx, row.patient_id);
  return row;
}
