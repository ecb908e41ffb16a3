import { DataSource } from 'typeorm';
import { Client } from 'pg';
import { migrationFolder } from '#migrations/run';
import { sqlMigrations } from '#migrations/sql-migrations';
import { createTestDatabase, type TestDatabase } from '../../support/db';

const shapeSql = `select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where n.nspname = 'public' and c.relkind in ('r', 'v') and c.relname <> 'schema_migrations' order by 1, 2`;

describe('migrations', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('go down to nothing and up again to the same schema', async () => {
    const client = new Client({ connectionString: database.superuserUrl });
    await client.connect();
    const source = await new DataSource({
      type: 'postgres',
      url: database.ownerUrl,
      migrations: sqlMigrations(migrationFolder()),
      migrationsTableName: 'schema_migrations',
    }).initialize();
    try {
      const before = (await client.query(shapeSql)).rows;
      expect(before.length).toBeGreaterThan(300);
      const count = source.migrations.length;
      for (let done = 0; done < count; done += 1) await source.undoLastMigration({ transaction: 'each' });
      expect((await client.query(shapeSql)).rows).toEqual([]);
      await source.runMigrations({ transaction: 'each' });
      expect((await client.query(shapeSql)).rows).toEqual(before);
    } finally {
      await source.destroy();
      await client.end();
    }
  });
});
