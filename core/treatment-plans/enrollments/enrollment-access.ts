import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { notFound } from '#core/kernel/errors';
import type { Tx } from '#core/kernel/tx';
import { recordLook } from '#core/patients/patients.policy';
import { findVisibleEnrollmentRow } from './enrollment.repository';
import type { EnrollmentRow } from './enrollment.types';

/**
 * The enrollment, if the person may see its patient (plan-semantics §7): a patient their own, staff by `care.visibility`.
 * Anything else does not exist for them. A look by anybody but the patient leaves an audit row. One statement.
 */
export async function requireEnrollmentAccess(ctx: Ctx, tx: Tx, enrollmentId: number): Promise<EnrollmentRow> {
  const row = await findVisibleEnrollmentRow(tx, ctx, requireOrg(ctx), enrollmentId);
  if (row === null) throw notFound('The enrollment');
  recordLook(ctx, tx, row.patient_id);
  return row;
}
