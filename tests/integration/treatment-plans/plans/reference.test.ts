import { loadReferenceExercises } from '#core/exercise-library/load-reference-exercises';
import { systemCtx } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';
import { loadReferenceProtocols } from '#core/treatment-plans/plans/load-reference-protocols';
import { BODY_REGIONS, EQUIPMENT, EXERCISE_CATEGORIES } from '#domain/exercise-library/taxonomy';
import { loadReference } from '#migrations/seeds/load-reference';
import { REFERENCE_EXERCISES } from '#migrations/seeds/reference/exercises/all-exercises';
import { REFERENCE_PROTOCOLS } from '#migrations/seeds/reference/protocols/all-protocols';
import { httpKernel, type HttpKernel } from '#tests/support/http-kernel';

let house: HttpKernel;
beforeAll(async () => {
  house = await httpKernel();
});
afterAll(() => house.close());

const now = new Date('2026-11-21T09:00:00Z');
const peek = <R>(sql: string): Promise<R[]> => inSystemTx(systemCtx(house.kernel, null, now), (tx) => tx.query<R>(sql));
const counts = async (): Promise<unknown> =>
  (
    await peek(
      `select (select count(*)::int from exercises where organization_id is null) as exercises, (select count(*)::int from exercise_revisions) as revisions,
         (select count(*)::int from treatment_plans where scope = 'global' and status = 'published' and version = 1) as plans,
         (select count(*)::int from treatment_plan_versions) as versions`,
    )
  )[0];

it('loads exercises and published plans once, and finds nothing to do the second time', async () => {
  const first = await loadReference(house.kernel, now);
  expect(first).toEqual({ exercisesChanged: REFERENCE_EXERCISES.length, plansChanged: REFERENCE_PROTOCOLS.length });
  const loaded = {
    exercises: REFERENCE_EXERCISES.length,
    revisions: REFERENCE_EXERCISES.length,
    plans: REFERENCE_PROTOCOLS.length,
    versions: REFERENCE_PROTOCOLS.length,
  };
  expect(await counts()).toEqual(loaded);
  const begun = performance.now();
  expect(await loadReference(house.kernel, now)).toEqual({ exercisesChanged: 0, plansChanged: 0 });
  expect(performance.now() - begun).toBeLessThan(1_000);
  expect(await counts()).toEqual(loaded);
});

it('loads once when two processes start together', async () => {
  const both = await Promise.all([loadReference(house.kernel, now), loadReference(house.kernel, now)]);
  expect(both).toEqual([
    { exercisesChanged: 0, plansChanged: 0 },
    { exercisesChanged: 0, plansChanged: 0 },
  ]);
});

it('keeps the links between easier and harder variants and says that nobody reviewed the content', async () => {
  const rows = await peek<{ slug: string; harder: string }>(
    `select e.slug, h.slug as harder from exercises e join exercises h on h.id = e.harder_exercise_id where h.easier_exercise_id = e.id and e.reviewed_by is null`,
  );
  const expected = REFERENCE_EXERCISES.filter((exercise) => exercise.harder_slug !== null).map(({ slug, harder_slug }) => ({
    slug,
    harder: harder_slug,
  }));
  expect(rows.toSorted((a, b) => (a.slug < b.slug ? -1 : 1))).toEqual(expected.toSorted((a, b) => (a.slug < b.slug ? -1 : 1)));
});

it('gives a changed exercise a revision and the plans that use it a version', async () => {
  await loadReference(house.kernel, now);
  const changed = REFERENCE_EXERCISES.map((exercise) =>
    exercise.slug === 'quad-set' ? { ...exercise, name: 'Thigh press, seated' } : exercise,
  );
  const users = REFERENCE_PROTOCOLS.filter((protocol) =>
    protocol.sessions.some((session) => session.exercises.some(({ slug }) => slug === 'quad-set')),
  );
  const library = { categories: EXERCISE_CATEGORIES, bodyRegions: BODY_REGIONS, equipment: EQUIPMENT, exercises: changed };
  const report = await inSystemTx(systemCtx(house.kernel, null, now), async (tx, ctx) => {
    const loaded = await loadReferenceExercises(tx, ctx, library);
    return [loaded.changed, await loadReferenceProtocols(tx, ctx, REFERENCE_PROTOCOLS, loaded.ids)];
  });
  expect(users.length).toBeGreaterThan(0);
  expect(report).toEqual([1, users.length]);
  expect(await peek(`select revision, name from exercises where slug = 'quad-set'`)).toEqual([
    { revision: 2, name: 'Thigh press, seated' },
  ]);
});
