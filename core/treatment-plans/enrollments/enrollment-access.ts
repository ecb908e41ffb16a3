import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { notFound } from '#core/kernel/errors';
import type { Tx } from '#core/kernel/tx';
import { requirePatientAccess } from '#core/patients/patients.policy';
import { findEnrollmentRow } from './enrollment.repository';
import type { EnrollmentRow } from './enrollment.types';

/**
 * The enrollment, if the person may see its patient (plan-semantics §7): a patient their own, staff by `care.visibility`.
 * Anything else does not exist for them.
 */
export async function requireEnrollmentAccess(ctx: Ctx, tx: Tx, enrollmentId: number): Promise<EnrollmentRow> {
  const row = await findEnrollmentRow(tx, requireOrg(ctx), enrollmentId);
  if (row === null) throw notFound('The enrollment');
  await requirePatientAccess(ctx, tx, row.patient_id);
  return row;
}
