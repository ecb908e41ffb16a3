import type { SessionPlace } from '#domain/treatment-plans/plan-content';
import type { Tx } from '#core/kernel/tx';
import type { DraftSession } from './plan.types';

interface SessionRow {
  key: string;
  title: string;
  place: SessionPlace;
  from_week: number | null;
  to_week: number | null;
  exercises: { exercise_id: number; params: unknown }[];
}

/** The sessions of the working copy in order, each with its exercises in order. */
export async function readDraftSessions(tx: Tx, planId: number): Promise<DraftSession[]> {
  return tx.query<SessionRow>(
    `select s.key, s.title, s.place, s.from_week, s.to_week,
       coalesce((select jsonb_agg(jsonb_build_object('exercise_id', e.exercise_id, 'params', e.params) order by e.position)
                 from treatment_plan_session_exercises e where e.session_id = s.id), '[]') as exercises
     from treatment_plan_sessions s where s.treatment_plan_id = $1 order by s.position`,
    [planId],
  );
}

/** Replaces all sessions and exercises of the working copy. */
export async function replaceDraftSessions(
  tx: Tx,
  organizationId: number | null,
  planId: number,
  sessions: readonly DraftSession[],
): Promise<void> {
  await tx.execute('delete from treatment_plan_sessions where treatment_plan_id = $1', [planId]);
  const rows = sessions.map((session, position) => ({ ...session, position }));
  await tx.execute(
    `with input as (
       select position, key, title, place, from_week, to_week, exercises
       from jsonb_to_recordset($3::jsonb) as r(position int, key text, title text, place text, from_week int, to_week int, exercises jsonb)
     ), stored as (
       insert into treatment_plan_sessions (organization_id, treatment_plan_id, position, key, title, place, from_week, to_week)
       select $1, $2, position, key, title, place, from_week, to_week from input returning id, position
     )
     insert into treatment_plan_session_exercises (organization_id, session_id, position, exercise_id, params)
     select $1, stored.id, (item.ordinal - 1)::int, (item.value ->> 'exercise_id')::bigint, item.value -> 'params'
     from stored join input using (position), jsonb_array_elements(input.exercises) with ordinality as item(value, ordinal)`,
    [organizationId, planId, JSON.stringify(rows)],
  );
}
