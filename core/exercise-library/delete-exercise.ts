import type { Ctx } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { refuseForeignExercise } from './exercise-revision';
import { listVariantUsers, lockRevision, markDeleted } from './exercise.repository';

/**
 * Takes an exercise of the organization out of the library. Plans and logs that name it keep showing it; it cannot be published anew.
 * Refused while another exercise offers it as its easier or harder variant: a patient in pain would be sent to nothing.
 */
export async function deleteExercise(ctx: Ctx, input: { id: number; expectedRevision: number }): Promise<void> {
  await inTx(ctx, async (tx) => {
    const row = await lockRevision(tx, input.id);
    refuseForeignExercise(row);
    if (row.revision !== input.expectedRevision) throw new AppError('stale_revision', { extra: { revision: row.revision } });
    const users = await listVariantUsers(tx, input.id);
    if (users.length > 0) {
      throw new AppError('in_use', {
        detail: `It is the easier or harder variant of ${users.length === 1 ? 'another exercise' : 'other exercises'}. Choose another variant there first.`,
        extra: { used_by: users },
      });
    }
    if ((await markDeleted(tx, input.id)) === 0) throw new AppError('conflict');
    tx.audit({ action: 'exercise.deleted', entity: 'exercise', entityId: input.id });
  });
}
