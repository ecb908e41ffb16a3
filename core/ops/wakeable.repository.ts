import type { Tx } from '#core/kernel/tx';
import { wakeableKinds, type WakeableSubject } from './wakeable.types';

/** Subjects of all organizations whose process wrote in the last minute before the last write of any, closed ones too. */
export async function writtenLast(tx: Tx): Promise<(WakeableSubject & { organization_id: number })[]> {
  return tx.query(
    `select organization_id, kind, subject_id from processes
     where kind = any($1) and updated_at > (select max(updated_at) from processes) - interval '1 minute' order by id`,
    [wakeableKinds],
  );
}
