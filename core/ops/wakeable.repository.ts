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

/** True when the process is to be asked already, and was not yet: asking once is enough, however often somebody tried meanwhile. */
export async function isNoted(tx: Tx, orgId: number, kind: WakeableSubject['kind'], subjectId: number): Promise<boolean> {
  const noted = await tx.maybeOne(
    `select 1 from outbox where organization_id = $1 and published_at is null and type = 'process.answer_missed'
     and aggregate_id = $2 and payload ->> 'kind' = $3`,
    [orgId, subjectId, kind],
  );
  return noted !== null;
}
