import { requireOrg, type Ctx } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inTx, type Tx } from '#core/kernel/tx';
import {
  countSpecialties,
  deleteSpecialty,
  findSpecialist,
  findSpecialistOf,
  insertSpecialist,
  insertSpecialty,
  isSpecialtyInUse,
  listSpecialists,
  listSpecialties,
  mayTreat,
  renameSpecialty,
  replaceSpecialties,
  updateSpecialistAt,
  type SpecialistChange,
  type SpecialistFilter,
  type SpecialistRow,
  type SpecialtyRow,
} from './specialist.repository';

export type Specialist = SpecialistRow;
export type Specialty = SpecialtyRow;

export async function findSpecialists(
  ctx: Ctx,
  filter: SpecialistFilter,
  after: { name: string; id: number } | null,
  limit: number,
): Promise<Specialist[]> {
  return inTx(ctx, (tx) => listSpecialists(tx, requireOrg(ctx), filter, after, limit));
}

export async function getSpecialist(ctx: Ctx, id: number): Promise<Specialist> {
  return inTx(ctx, (tx) => existing(ctx, tx, id));
}

async function existing(ctx: Ctx, tx: Tx, id: number): Promise<Specialist> {
  const row = await findSpecialist(tx, requireOrg(ctx), id);
  if (row === null) throw notFound('The specialist');
  return row;
}

export interface CreateSpecialistInput {
  userId: number;
  title: string;
  biography: string;
  languages: readonly string[];
  specialtyIds: readonly number[];
}

/** @throws AppError `validation_failed` unless the person treats patients here, `already_exists` */
export async function createSpecialist(ctx: Ctx, input: CreateSpecialistInput): Promise<Specialist> {
  const orgId = requireOrg(ctx);
  return inTx(ctx, async (tx) => {
    if (!(await mayTreat(tx, orgId, input.userId))) {
      throw invalid('/user_id', 'Choose a member with the role specialist or medical director.');
    }
    await requireSpecialties(tx, input.specialtyIds);
    const id = await insertSpecialist(tx, orgId, { ...input, languages: unique(input.languages) });
    if (id === null) {
      throw new AppError('already_exists', { detail: 'This person has a specialist profile already. Change that one.' });
    }
    await replaceSpecialties(tx, orgId, id, unique(input.specialtyIds));
    tx.audit({ action: 'specialist.created', entity: 'specialist', entityId: id });
    return existing(ctx, tx, id);
  });
}

/** @throws AppError `stale_revision` when somebody changed it meanwhile */
export async function updateSpecialist(
  ctx: Ctx,
  id: number,
  rev: number,
  change: SpecialistChange & { specialtyIds: readonly number[] | null },
): Promise<Specialist> {
  const orgId = requireOrg(ctx);
  return inTx(ctx, async (tx) => {
    await existing(ctx, tx, id);
    if (change.specialtyIds !== null) await requireSpecialties(tx, change.specialtyIds);
    await writeChange(ctx, tx, id, rev, change);
    if (change.specialtyIds !== null) await replaceSpecialties(tx, orgId, id, unique(change.specialtyIds));
    return existing(ctx, tx, id);
  });
}

/** The profile of whoever asks. @throws AppError `not_found` for somebody who does not treat here */
export async function getOwnSpecialist(ctx: Ctx): Promise<Specialist> {
  return inTx(ctx, (tx) => own(ctx, tx));
}

/** What people say of themselves; specialties and standing are the clinic's to give. @throws AppError `stale_revision` */
export async function updateOwnSpecialist(
  ctx: Ctx,
  rev: number,
  change: Pick<SpecialistChange, 'title' | 'biography' | 'languages'>,
): Promise<Specialist> {
  return inTx(ctx, async (tx) => {
    const { id } = await own(ctx, tx);
    await writeChange(ctx, tx, id, rev, { ...change, status: null, specialtyIds: null });
    return existing(ctx, tx, id);
  });
}

async function own(ctx: Ctx, tx: Tx): Promise<Specialist> {
  const { userId } = ctx.actor;
  const row = userId === null ? null : await findSpecialistOf(tx, requireOrg(ctx), userId);
  if (row === null) throw notFound('Your profile as a specialist');
  return row;
}

async function writeChange(
  ctx: Ctx,
  tx: Tx,
  id: number,
  rev: number,
  change: SpecialistChange & { specialtyIds: readonly number[] | null },
): Promise<void> {
  const languages = change.languages === null ? null : unique(change.languages);
  if ((await updateSpecialistAt(tx, requireOrg(ctx), id, rev, { ...change, languages })) === 0) {
    throw new AppError('stale_revision', {
      detail: 'Somebody changed this profile meanwhile. Load it again and repeat your change.',
    });
  }
  const fields = Object.entries(change).filter(([, value]) => value !== null);
  tx.audit({ action: 'specialist.updated', entity: 'specialist', entityId: id, fields: fields.map(([name]) => name) });
}

/** Global specialties and those of the clinic. */
export async function findSpecialties(ctx: Ctx): Promise<Specialty[]> {
  return inTx(ctx, (tx) => listSpecialties(tx));
}

export async function createSpecialty(ctx: Ctx, input: { slug: string; name: string }): Promise<Specialty> {
  return inTx(ctx, async (tx) => {
    const row = await insertSpecialty(tx, requireOrg(ctx), input);
    if (row === null) throw new AppError('already_exists', { detail: 'Your clinic has a specialty of this short name.' });
    tx.audit({ action: 'specialty.created', entity: 'specialty', entityId: row.id });
    return row;
  });
}

export async function updateSpecialty(ctx: Ctx, id: number, name: string): Promise<Specialty> {
  return inTx(ctx, async (tx) => {
    const row = await renameSpecialty(tx, requireOrg(ctx), id, name);
    if (row === null) throw notFound('The specialty');
    tx.audit({ action: 'specialty.updated', entity: 'specialty', entityId: id, fields: ['name'] });
    return row;
  });
}

/** @throws AppError `in_use` while a specialist has it */
export async function removeSpecialty(ctx: Ctx, id: number): Promise<void> {
  await inTx(ctx, async (tx) => {
    if (await isSpecialtyInUse(tx, id)) {
      throw new AppError('in_use', { detail: 'A specialist has this specialty. Take it from them first.' });
    }
    if ((await deleteSpecialty(tx, requireOrg(ctx), id)) === 0) throw notFound('The specialty');
    tx.audit({ action: 'specialty.removed', entity: 'specialty', entityId: id });
  });
}

async function requireSpecialties(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0 || (await countSpecialties(tx, ids)) === unique(ids).length) return;
  throw invalid('/specialty_ids', 'One of the specialties does not exist in your clinic.');
}

function invalid(pointer: string, message: string): AppError {
  return new AppError('validation_failed', { errors: [{ pointer, code: 'unknown', message }] });
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
