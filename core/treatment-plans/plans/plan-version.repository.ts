import type { PlanContent } from '#domain/treatment-plans/plan-content';
import type { Tx } from '#core/kernel/tx';
import type { PlanVersion } from './plan.types';

interface VersionRow {
  treatment_plan_id: number;
  version: number;
  content: PlanContent;
  content_hash: string;
  note: string;
  published_by: number | null;
  publisher_name: string | null;
  published_at: Date;
}

const columns = `v.treatment_plan_id, v.version, v.content, v.content_hash, v.note, v.published_by, u.display_name as publisher_name, v.published_at`;
const source = 'treatment_plan_versions v left join users u on u.id = v.published_by';

export async function findVersion(tx: Tx, planId: number, version: number): Promise<PlanVersion | null> {
  const row = await tx.maybeOne<VersionRow>(
    `select ${columns} from ${source} where v.treatment_plan_id = $1 and v.version = $2`,
    [planId, version],
  );
  return row === null ? null : toVersion(row);
}

/** Newest first, up to and including the version `upTo`: a snapshot that waits for an approval is not a version yet. */
export async function listVersionRows(tx: Tx, planId: number, upTo: number): Promise<PlanVersion[]> {
  const rows = await tx.query<VersionRow>(
    `select ${columns} from ${source} where v.treatment_plan_id = $1 and v.version <= $2 order by v.version desc limit 200`,
    [planId, upTo],
  );
  return rows.map(toVersion);
}

export interface NewVersion {
  organizationId: number | null;
  planId: number;
  patientId: number | null;
  version: number;
  content: PlanContent;
  contentHash: string;
  note: string;
  publishedBy: number | null;
  at: Date;
}

export async function insertVersion(tx: Tx, version: NewVersion): Promise<void> {
  await tx.execute(
    `insert into treatment_plan_versions (organization_id, treatment_plan_id, patient_id, version, content, content_hash, note, published_by, published_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      version.organizationId,
      version.planId,
      version.patientId,
      version.version,
      JSON.stringify(version.content),
      version.contentHash,
      version.note,
      version.publishedBy,
      version.at,
    ],
  );
}

function toVersion(row: VersionRow): PlanVersion {
  return {
    planId: row.treatment_plan_id,
    version: row.version,
    content: row.content,
    contentHash: row.content_hash,
    note: row.note,
    publishedBy: row.published_by === null ? null : { userId: row.published_by, name: row.publisher_name ?? '' },
    publishedAt: row.published_at,
  };
}
