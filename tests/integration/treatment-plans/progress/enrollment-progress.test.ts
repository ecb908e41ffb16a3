import fc from 'fast-check';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '#tests/support/db';
import { historyKnobs, historyOf } from '#tests/support/random-histories';
import { clockFor, slowOracle, type OracleHistory } from '#tests/support/slow-oracle';

interface Case {
  history: OracleHistory;
  as_of: number;
}

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.superuserUrl });
  await client.connect();
  // Only the arithmetic over enrollment rows is under test: parents are left out, so foreign keys must be off for this session.
  await client.query("set session_replication_role = 'replica'");
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

async function load(firstId: number, cases: readonly Case[]): Promise<void> {
  const rows = cases.map(({ history }, index) => ({ ...history, id: firstId + index, ended_at: iso(history.ended_at) }));
  const enrollments = rows.map(({ id, f, n, start_date, ended_at }) => ({ id, f, n, start_date, ended_at }));
  await client.query(
    `insert into patient_treatment_plans (id, organization_id, patient_id, treatment_plan_id, version, plan_name, content_hash,
       frequency_per_week, duration_weeks, sessions_total, start_date, end_date, time_zone, preferred_weekdays, reminder_time, status, ended_at)
     select id, 1, id, 1, 1, 'Plan', 'h', f, n, f * n, start_date, start_date, 'UTC', '{1}', '18:00',
       case when ended_at is null then 'active' else 'cancelled' end, ended_at
     from jsonb_to_recordset($1::jsonb) as r (id bigint, f int, n int, start_date date, ended_at timestamptz)`,
    [JSON.stringify(enrollments)],
  );
  const zones = rows.flatMap(({ id, zones: list }) => list.map(({ since, zone }) => ({ id, since: iso(since), zone })));
  await client.query(
    `insert into enrollment_zones (organization_id, enrollment_id, patient_id, from_at, zone)
     select 1, id, id, since, zone from jsonb_to_recordset($1::jsonb) as r (id bigint, since timestamptz, zone text)`,
    [JSON.stringify(zones)],
  );
  const pauses = rows.flatMap(({ id, pauses: list }) =>
    list.map(({ from, until }) => ({ id, from_at: iso(from), to_at: iso(until) })),
  );
  await client.query(
    `insert into enrollment_pauses (organization_id, enrollment_id, patient_id, from_at, to_at)
     select 1, id, id, from_at, to_at from jsonb_to_recordset($1::jsonb) as r (id bigint, from_at timestamptz, to_at timestamptz)`,
    [JSON.stringify(pauses)],
  );
  const entries = rows.flatMap(({ id, entries: list }) =>
    list.map(({ at, local_date, outcome }) => ({ id, at: iso(at), local_date, outcome })),
  );
  await client.query(
    `insert into patient_session_completions (organization_id, enrollment_id, patient_id, client_id, session_key, session_title, status, ended_at, zone, local_date, week)
     select 1, id, id, gen_random_uuid(), 'A', 'A', outcome, at, 'UTC', local_date, 0
     from jsonb_to_recordset($1::jsonb) as r (id bigint, at timestamptz, local_date date, outcome text)`,
    [JSON.stringify(entries)],
  );
}

async function computed(firstId: number, cases: readonly Case[]): Promise<unknown[]> {
  const { rows } = await client.query<Record<string, unknown>>(
    `select p.adherence_met, p.adherence_expected, p.done, p.total, p.week_streak, p.day_streak, p.freezes, p.end_date::text,
       case when w.monday is not null then jsonb_build_object('monday', w.monday, 'done', w.done, 'expected', w.expected) end as this_week
     from unnest($1::bigint[], $2::timestamptz[]) with ordinality as c (id, as_of, nth), enrollment_progress(c.id, c.as_of) p
       left join enrollment_this_week(c.id, c.as_of) w on true order by c.nth`,
    [cases.map((_, index) => firstId + index), cases.map(({ as_of }) => iso(as_of))],
  );
  return rows;
}

function expected({ history, as_of }: Case, clock = clockFor(history, as_of)): Record<string, unknown> {
  const slow = slowOracle(history, as_of, clock);
  const open = slow.weeks.find((week) => !week.closed && week.monday <= slow.today);
  return {
    adherence_met: slow.adherence?.met ?? null,
    adherence_expected: slow.adherence?.expected ?? null,
    done: slow.completed,
    total: slow.total,
    week_streak: slow.week_streak,
    day_streak: slow.day_streak,
    freezes: slow.freezes,
    end_date: slow.end_date,
    this_week: open === undefined ? null : { done: open.done, monday: open.monday, expected: open.expected },
  };
}

describe('enrollment_progress and enrollment_this_week in SQL', () => {
  it('equals the slow oracle over 10,000 random histories with pauses, moves between zones, DST and year ends', async () => {
    const cases = fc.sample(historyKnobs, { numRuns: 10_000, seed: 31_415 }).map(historyOf);
    const chunk = 1000;
    for (let from = 0; from < cases.length; from += chunk) await load(from + 1, cases.slice(from, from + chunk));
    await client.query('analyze patient_session_completions, enrollment_zones, enrollment_pauses, patient_treatment_plans');
    const rows = await computed(1, cases);
    expect(rows).toHaveLength(cases.length);
    const wrong = cases.flatMap((each, index) => {
      const slow = expected(each, each.clock);
      return JSON.stringify(rows[index]) === JSON.stringify(slow)
        ? []
        : [{ index, slow, sql: rows[index], zones: each.history.zones }];
    });
    expect({ wrong: wrong.length, first: wrong.slice(0, 2) }).toEqual({ wrong: 0, first: [] });
    const without = (figure: string): number => rows.filter((row) => Reflect.get(Object(row), figure) === null).length;
    expect([without('adherence_met') > 100, without('this_week') > 1000, rows.length - without('this_week') > 1000]).toEqual([
      true,
      true,
      true,
    ]);
  }, 180_000);

  it('gives the results of the worked table of plan-semantics §2', async () => {
    const zoned = (text: string, offset: string): number => Date.parse(`${text.replace(' ', 'T')}${offset}`);
    const table = (
      zone: string,
      start_date: string,
      f: number,
      n: number,
      done: readonly string[],
      offset: string,
      as_of: number,
    ): Case => ({
      as_of,
      history: {
        start_date,
        f,
        n,
        zones: [{ since: zoned(`${start_date} 00:00`, offset), zone }],
        pauses: [],
        entries: done.map((day) => ({ at: zoned(`${day} 12:00`, offset), local_date: day, outcome: 'completed' })),
        ended_at: null,
      },
    });
    const dates = (prefix: string, days: string): string[] => days.split(' ').map((day) => prefix + day);
    const rows: Case[] = [
      table(
        'Europe/Berlin',
        '2026-10-03',
        3,
        4,
        dates('2026-10-', '03 05 07 09 12 14 20 22 23 26'),
        '+02:00',
        zoned('2026-10-27 23:59', '+01:00'),
      ),
      table(
        'Europe/Berlin',
        '2026-10-05',
        2,
        3,
        dates('2026-10-', '05 07 19 21 28'),
        '+02:00',
        zoned('2026-11-01 23:59', '+01:00'),
      ),
      table(
        'Asia/Kolkata',
        '2026-12-21',
        2,
        3,
        ['2026-12-21', '2026-12-23', '2027-01-04', '2027-01-06', '2027-01-07'],
        '+05:30',
        zoned('2027-01-11 23:59', '+05:30'),
      ),
      table('Europe/Berlin', '2026-10-03', 3, 1, dates('2026-10-', '03 05 07'), '+02:00', zoned('2026-10-12 23:59', '+02:00')),
      table(
        'America/New_York',
        '2026-08-03',
        1,
        8,
        ['2026-08-03', '2026-08-11', '2026-08-18', '2026-08-25', '2026-09-08', '2026-09-14'],
        '-04:00',
        zoned('2026-09-15 23:59', '-04:00'),
      ),
    ];
    rows[1]!.history.pauses = [{ from: zoned('2026-10-08 09:00', '+02:00'), until: zoned('2026-10-16 09:00', '+02:00') }];
    rows[3]!.history.ended_at = zoned('2026-10-07 12:00', '+02:00');
    await load(20_001, rows);
    const seen = await computed(20_001, rows);
    expect(seen).toEqual(rows.map((row) => expected(row)));
    expect(seen).toMatchObject([
      { adherence_met: 8, adherence_expected: 9, done: 10, total: 12, week_streak: 1, end_date: '2026-11-01' },
      { adherence_met: 4, adherence_expected: 4, week_streak: 2, end_date: '2026-11-01' },
      { adherence_met: 4, adherence_expected: 6, week_streak: 1, end_date: '2027-01-10' },
      { adherence_met: 2, adherence_expected: 2, week_streak: 1 },
      { adherence_met: 5, adherence_expected: 6, week_streak: 6, freezes: 0, day_streak: 1 },
    ]);
  });

  it('answers nothing to another organization and to another patient', async () => {
    await load(30_001, [historyOf({ seed: 1, f: 2, n: 2, moves: 0, pauses: 0, diligence: 50 })]);
    const app = new Client({ connectionString: database.appUrl });
    await app.connect();
    try {
      const seen = async (org: string, role: string, patient: string): Promise<number> => {
        await app.query(
          "select set_config('app.organization_id', $1, false), set_config('app.role', $2, false), set_config('app.patient_id', $3, false)",
          [org, role, patient],
        );
        const { rows } = await app.query<{ n: number }>(
          `select ((select count(*) from enrollment_progress(30001, now())) + (select count(*) from enrollment_this_week(30001, '2026-01-01'))) as n`,
        );
        return Number(rows[0]?.n) > 0 ? 1 : 0;
      };
      expect([
        await seen('1', 'staff', ''),
        await seen('1', 'patient', '30001'),
        await seen('1', 'patient', '5'),
        await seen('2', 'staff', ''),
      ]).toEqual([1, 1, 0, 0]);
    } finally {
      await app.end();
    }
  });
});
