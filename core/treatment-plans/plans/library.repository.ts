import type { PlanContent } from '#domain/treatment-plans/plan-content';
import type { Tx } from '#core/kernel/tx';
import type { LibraryFilter, LibraryPlan } from './library.types';
import { containsPattern } from './plan.repository';

interface LibraryRow {
  id: number;
  organization_id: number | null;
  version: number;
  content: PlanContent;
  requires_approval: boolean;
  reviewed_by: string | null;
}

const offered = `treatment_plans p join treatment_plan_versions v on v.treatment_plan_id = p.id and v.version = p.version
  where p.visibility = 'library' and p.patient_id is null and p.version > 0 and p.status <> 'archived'`;
const columns = 'p.id, p.organization_id, p.version, v.content, p.requires_approval, p.reviewed_by';
const position = `lower(v.content ->> 'name')`;

/** By name: `limit` rows behind the plan `afterId`. */
export async function listLibraryRows(
  tx: Tx,
  filter: LibraryFilter,
  afterId: number | null,
  limit: number,
): Promise<LibraryPlan[]> {
  const rows = await tx.query<LibraryRow>(
    `select ${columns} from ${offered}
       and ($1::text is null or lower(v.content ->> 'condition') = lower($1))
       and ($2::text is null or v.content ->> 'difficulty' = $2)
       and ($3::text is null or v.content -> 'body_regions' ? $3)
       and ($4::text is null or ${position} like $4 or lower(v.content ->> 'condition') like $4 or lower(v.content ->> 'description') like $4)
       and ($5::bigint is null or (${position}, p.id) > (
         select lower(av.content ->> 'name'), a.id from treatment_plans a
         join treatment_plan_versions av on av.treatment_plan_id = a.id and av.version = a.version where a.id = $5))
     order by ${position}, p.id limit $6`,
    [
      filter.condition,
      filter.difficulty,
      filter.bodyRegion,
      filter.text === null ? null : containsPattern(filter.text),
      afterId,
      limit,
    ],
  );
  return rows.map(toLibraryPlan);
}

export async function findLibraryPlan(tx: Tx, id: number): Promise<LibraryPlan | null> {
  const row = await tx.maybeOne<LibraryRow>(`select ${columns} from ${offered} and p.id = $1`, [id]);
  return row === null ? null : toLibraryPlan(row);
}

/** The values worth offering as filters. */
export async function listLibraryFacets(tx: Tx): Promise<{ conditions: string[]; bodyRegions: string[] }> {
  const row = await tx.one<{ conditions: string[] | null; body_regions: string[] | null }>(
    `with shown as (select v.content from ${offered})
     select (select array_agg(distinct content ->> 'condition' order by content ->> 'condition') from shown where content ->> 'condition' is not null) as conditions,
       (select array_agg(distinct region order by region) from shown, jsonb_array_elements_text(content -> 'body_regions') region) as body_regions`,
  );
  return { conditions: row.conditions ?? [], bodyRegions: row.body_regions ?? [] };
}

function toLibraryPlan(row: LibraryRow): LibraryPlan {
  return {
    id: row.id,
    global: row.organization_id === null,
    version: row.version,
    content: row.content,
    requiresApproval: row.requires_approval,
    reviewedBy: row.reviewed_by,
  };
}
