import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/db';

/** Tables without an organization and why that is right. */
const withoutOrganization: Readonly<Record<string, string>> = {
  installation: 'one row about the installation itself',
  schema_migrations: 'ledger of the migrations',
  users: 'a person may belong to several organizations; policies show members only',
  user_credentials: 'system role only',
  identities: 'system role only',
  sessions: 'system role only',
  login_challenges: 'system role only',
  oidc_payloads: 'system role only',
  organizations: 'the tenant itself',
  inbox: 'system role only: event ids',
};

/** Tables that carry patient_id and yet are not walled to the patient by it. */
const patientExempt: Readonly<Record<string, string>> = {
  invitations: 'patients never see invitations',
  tasks: 'patients never see tasks',
  approvals: 'patients never see approvals',
  treatment_plans: 'a library plan has no patient; its own policy shows both',
  treatment_plan_versions: 'follows its plan',
};

describe('row-level security', () => {
  let database: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new Client({ connectionString: database.superuserUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const rows = async <R>(sql: string): Promise<R[]> => (await client.query(sql)).rows as R[];

  it('is enabled and forced on every table of an organization, with at least one policy', async () => {
    const tables = await rows<{ table: string; enabled: boolean; forced: boolean; policies: number; tenant: boolean }>(
      `select c.relname as table, c.relrowsecurity as enabled, c.relforcerowsecurity as forced, (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
         exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped) as tenant
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')`,
    );
    expect(tables.length).toBeGreaterThan(40);
    const open = tables.filter(
      (row) => (row.tenant || withoutOrganization[row.table] === undefined) && !(row.enabled && row.forced && row.policies > 0),
    );
    expect(open.map((row) => row.table)).toEqual([]);
    const unexplained = tables.filter((row) => !row.tenant && withoutOrganization[row.table] === undefined);
    expect(unexplained.map((row) => row.table)).toEqual([]);
  });

  it('has a restrictive policy for the patient role wherever a row belongs to a patient', async () => {
    const tables = await rows<{ table: string; walled: boolean }>(
      `select c.relname as table, exists (select 1 from pg_policies p where p.tablename = c.relname and p.permissive = 'RESTRICTIVE' and p.policyname in ('patient_own', 'patient_none')) as walled
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'patient_id' and not a.attisdropped
       where n.nspname = 'public' and c.relkind in ('r', 'p')`,
    );
    expect(tables.length).toBeGreaterThan(10);
    expect(tables.filter((row) => !row.walled && patientExempt[row.table] === undefined).map((row) => row.table)).toEqual([]);
  });

  it('is not passed by the roles of the product: none owns a table, is superuser or bypasses it', async () => {
    const roles = await rows<{ rolname: string; rolsuper: boolean; rolbypassrls: boolean; owned: number }>(
      `select r.rolname, r.rolsuper, r.rolbypassrls, (select count(*)::int from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p')) as owned
       from pg_roles r where r.rolname in ('pathwell_app', 'pathwell_system')`,
    );
    expect(roles).toHaveLength(2);
    for (const role of roles) expect(role).toMatchObject({ rolsuper: false, rolbypassrls: false, owned: 0 });
  });

  it('shows nothing of any organization to an app connection that named none', async () => {
    const app = new Client({ connectionString: database.appUrl });
    await app.connect();
    try {
      const tables = await rows<{ table: string }>(
        `select c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
         where n.nspname = 'public' and c.relkind = 'r' and has_table_privilege('pathwell_app', c.oid, 'select')`,
      );
      for (const { table } of tables) {
        const seen = await app.query(`select 1 from ${table} where organization_id is not null limit 1`);
        expect({ table, rows: seen.rowCount }).toEqual({ table, rows: 0 });
      }
    } finally {
      await app.end();
    }
  });

  it('keeps an index behind every foreign key, so that no delete or join scans', async () => {
    const bare = await rows<{ table: string; constraint: string }>(
      `select c.conrelid::regclass::text as table, c.conname as constraint from pg_constraint c join pg_namespace n on n.oid = c.connamespace
       where c.contype = 'f' and n.nspname = 'public' and not exists (
         select 1 from pg_index i where i.indrelid = c.conrelid and i.indpred is null
           and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)
       and not exists (select 1 from pg_index i where i.indrelid = c.conrelid and c.conkey[cardinality(c.conkey)] = any (i.indkey::int2[]) )
       order by 1, 2`,
    );
    expect(bare).toEqual([]);
  });

  it('lets nobody change what is append-only', async () => {
    for (const table of ['audit_log', 'audit_seals', 'patient_exercise_logs', 'treatment_plan_versions', 'exercise_revisions']) {
      const triggers = await rows<{ name: string }>(
        `select tgname as name from pg_trigger where tgrelid = '${table}'::regclass and tgname = '${table}_append_only' and tgenabled = 'O'`,
      );
      expect({ table, triggers: triggers.length }).toEqual({ table, triggers: 1 });
    }
  });
});
