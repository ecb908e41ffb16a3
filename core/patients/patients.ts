import { invitePatient as sendInvitation } from '#core/auth/invite';
import { requireOrg, type Ctx } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inSystemTx, inTx, type Tx } from '#core/kernel/tx';
import {
  changedColumns,
  findPatient,
  insertPatient,
  isActiveSpecialist,
  LIST_PARAMETERS,
  listAccess,
  listPatients,
  updatePatientAt,
  type AccessLogRow,
  type NewPatient,
  type PatientChange,
  type PatientFilter,
  type PatientPosition,
  type PatientRow,
} from './patient.repository';
import { requirePatientAccess, visiblePatients } from './patients.policy';

export type Patient = PatientRow;
export type { PatientChange } from './patient.repository';
export type { AccessLogRow as PatientAccessLogEntry } from './patient.repository';

/** Patients the caller may see, by name. One audit row for the whole page. */
export async function findPatients(
  ctx: Ctx,
  filter: PatientFilter,
  after: PatientPosition | null,
  limit: number,
): Promise<Patient[]> {
  return inTx(ctx, async (tx) => {
    tx.audit({ action: 'patient.listed', entity: 'organization', entityId: ctx.orgId });
    return listPatients(tx, requireOrg(ctx), filter, after, limit, visiblePatients(ctx, 'p', LIST_PARAMETERS));
  });
}

/** One patient; a look by anybody else leaves a trace the patient can read. */
export async function getPatient(ctx: Ctx, patientId: number): Promise<Patient> {
  return inTx(ctx, async (tx) => {
    await requirePatientAccess(ctx, tx, patientId);
    return existing(ctx, tx, patientId);
  });
}

async function existing(ctx: Ctx, tx: Tx, patientId: number): Promise<Patient> {
  const row = await findPatient(tx, requireOrg(ctx), patientId);
  if (row === null) throw notFound('The patient');
  return row;
}

/**
 * Opens a patient record. Without a responsible specialist named, a specialist who opens it becomes it: somebody must hear silence.
 * @throws AppError `validation_failed` for a specialist who is not active in the clinic
 */
export async function createPatient(ctx: Ctx, input: NewPatient): Promise<Patient> {
  return inTx(ctx, async (tx) => {
    const responsible = input.responsibleSpecialistId ?? ctx.actor.specialistId;
    await requireSpecialist(ctx, tx, responsible);
    const id = await insertPatient(tx, requireOrg(ctx), { ...input, responsibleSpecialistId: responsible });
    tx.audit({ action: 'patient.created', entity: 'patient', entityId: id, patientId: id });
    tx.emit({ type: 'patient.created', aggregate: 'patient', aggregateId: id, payload: { patient_id: id } });
    return existing(ctx, tx, id);
  });
}

/** What patients may change about themselves; the rest is the clinic's. */
const own: readonly (keyof PatientChange)[] = ['phone', 'timeZone', 'preferredWeekdays', 'reminderTime'];

/**
 * Changes a patient record at the revision the caller saw.
 * @throws AppError `stale_revision`, `forbidden` for fields that are the clinic's, `validation_failed`
 */
export async function updatePatient(ctx: Ctx, patientId: number, rev: number, change: PatientChange): Promise<Patient> {
  return inTx(ctx, async (tx) => {
    const access = await requirePatientAccess(ctx, tx, patientId);
    if (access.self) refuseForeign(change);
    const before = await existing(ctx, tx, patientId);
    if (change.responsibleSpecialistId !== undefined) await requireSpecialist(ctx, tx, change.responsibleSpecialistId);
    if (change.email !== undefined && before.user_id !== null && change.email !== before.email) {
      throw new AppError('conflict', {
        detail: 'The patient signs in with this address. Only the patient can move the account to another one.',
      });
    }
    if ((await updatePatientAt(tx, requireOrg(ctx), patientId, rev, change, ctx.now)) === 0) {
      throw new AppError('stale_revision', {
        detail: 'Somebody changed this patient meanwhile. Load the page again and repeat your change.',
      });
    }
    tx.audit({ action: 'patient.updated', entity: 'patient', entityId: patientId, patientId, fields: changedColumns(change) });
    tx.emit({ type: 'patient.updated', aggregate: 'patient', aggregateId: patientId, payload: { patient_id: patientId } });
    return existing(ctx, tx, patientId);
  });
}

function refuseForeign(change: PatientChange): void {
  const foreign = Object.keys(change).filter((key) => !own.some((allowed) => allowed === key));
  if (foreign.length > 0) {
    throw new AppError('forbidden', {
      detail: 'You can change your telephone number, time zone and reminder. Ask your clinic for the rest.',
    });
  }
}

async function requireSpecialist(ctx: Ctx, tx: Tx, specialistId: number | null): Promise<void> {
  if (specialistId === null || (await isActiveSpecialist(tx, requireOrg(ctx), specialistId))) return;
  throw new AppError('validation_failed', {
    errors: [{ pointer: '/responsible_specialist_id', code: 'unknown', message: 'Choose an active specialist of your clinic.' }],
  });
}

/** Sends (or sends again) the invitation to the app. */
export async function invitePatient(ctx: Ctx, patientId: number): Promise<Patient> {
  await inTx(ctx, (tx) => requirePatientAccess(ctx, tx, patientId));
  await sendInvitation(ctx, patientId);
  return inTx(ctx, (tx) => existing(ctx, tx, patientId));
}

/** Who opened or changed the record (PL-05). Staff see it for their patients, patients for themselves. */
export async function listPatientAccess(
  ctx: Ctx,
  patientId: number,
  before: number | null,
  limit: number,
): Promise<AccessLogRow[]> {
  await inTx(ctx, async (tx) => {
    await requirePatientAccess(ctx, tx, patientId);
  });
  return inSystemTx(ctx, async (tx) => {
    tx.audit({ action: 'patient.access_log_read', entity: 'patient', entityId: patientId });
    return listAccess(tx, requireOrg(ctx), patientId, before, limit);
  });
}
