import { finishTask, getHome } from '#core/home/get-home';
import type { NeedsMeRow } from '#core/home/home.types';
import { defineRoute } from '../http/route';
import { HomeDto, type NeedsMeDto } from './home.dto';

const tag = 'Home';

function presentNeedsMe(row: NeedsMeRow): NeedsMeDto {
  const { at, last_activity_at, ...facts } = row;
  return { ...facts, at: at.toISOString(), last_activity_at: last_activity_at?.toISOString() ?? null };
}

export const homeRoutes = [
  defineRoute({
    method: 'GET',
    path: '/v1/home',
    tag,
    summary: 'Who needs me, how the week goes, what happens next',
    permission: 'enrollment:manage',
    response: HomeDto,
    rate: 'read',
    handler: async (ctx) => {
      const view = await getHome(ctx);
      return {
        body: {
          needs_me: view.needsMe.map(presentNeedsMe),
          week: view.week,
          next: view.next.map((row) => ({
            kind: row.kind,
            due_at: row.due_at.toISOString(),
            why: row.why_code,
            patient_id: row.patient_id,
            patient_name: row.patient_name,
          })),
        },
      };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/tasks/:id/done',
    tag,
    summary: 'Somebody took care of it',
    permission: 'enrollment:manage',
    params: { id: 'id' },
    rate: 'write',
    handler: async (ctx, { params }) => {
      await finishTask(ctx, params.id);
      return {};
    },
  }),
];
