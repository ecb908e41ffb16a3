import { withClient } from '#embedded/postgres/cluster';
import { createTestDatabase, testConfig } from '#tests/support/db';

describe('test databases', () => {
  it('gives each file a clone in which the app role is not a superuser and owns nothing', async () => {
    const database = await createTestDatabase();
    try {
      const { rows } = await withClient(database.appUrl, (client) =>
        client.query(
          'select rolsuper, rolbypassrls, (select count(*)::int from pg_class where relowner = r.oid) as owned from pg_roles r where rolname = current_user',
        ),
      );
      expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, owned: 0 }]);
      expect(testConfig(database).database.appUrl).toBe(database.appUrl);
    } finally {
      await database.drop();
    }
  });
});
