import { hashPassword } from '#core/auth/password';
import { systemCtx, type Kernel } from '#core/kernel/ctx';
import { inSystemTx, type Tx } from '#core/kernel/tx';
import { loadSpecialties } from '../specialties';
import { DEMO_CLINICS, DEMO_PASSWORD, DEMO_PEOPLE, type DemoClinic, type DemoPersonSeed } from './demo-people';

/** Any constant will do; it only has to be the same in every process that seeds. */
const advisoryLock = 7_284_511_906;

/**
 * Puts the made-up clinics and people of the demo into an empty demo database; afterwards it changes nothing, so what somebody
 * did to them in the demo stays. @throws outside a demo installation
 */
export async function seedDemoPeople(kernel: Kernel, now: Date = new Date()): Promise<{ people: number }> {
  if (kernel.config.mode !== 'demo') throw new Error('Demo people exist only in a demo installation');
  await loadSpecialties(kernel, now);
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  return inSystemTx(systemCtx(kernel, null, now), async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [advisoryLock]);
    const clinics = new Map<string, number>();
    for (const clinic of DEMO_CLINICS) clinics.set(clinic.slug, await ensureClinic(tx, clinic));
    const specialists = new Map<string, number>();
    let people = 0;
    for (const person of DEMO_PEOPLE) people += await ensurePerson(tx, person, clinics, specialists, passwordHash, now);
    if (people > 0) tx.audit({ action: 'demo.seeded', entity: 'installation', entityId: null });
    return { people };
  });
}

async function ensureClinic(tx: Tx, clinic: DemoClinic): Promise<number> {
  const row = await tx.maybeOne<{ id: number }>(
    `insert into organizations (slug, name, phone, emergency_text, time_zone, demo) values ($1, $2, $3, $4, $5, true)
     on conflict (slug) do nothing returning id`,
    [clinic.slug, clinic.name, clinic.phone, clinic.emergencyText, clinic.timeZone],
  );
  return row?.id ?? (await tx.one<{ id: number }>('select id from organizations where slug = $1', [clinic.slug])).id;
}

/** @returns 1 when the person is new */
async function ensurePerson(
  tx: Tx,
  person: DemoPersonSeed,
  clinics: ReadonlyMap<string, number>,
  specialists: Map<string, number>,
  passwordHash: string,
  now: Date,
): Promise<number> {
  const orgId = person.clinic === null ? null : (clinics.get(person.clinic) ?? null);
  const made = await tx.maybeOne<{ id: number }>(
    `insert into users (email, display_name, platform_admin, demo, demo_key) values ($1, $2, $3, true, $4) on conflict do nothing returning id`,
    [person.email, person.name, orgId === null, person.key],
  );
  const known = made ?? (await tx.maybeOne<{ id: number }>('select id from users where demo_key = $1', [person.key]));
  if (known === null) return 0;
  if (made !== null) await addToClinic(tx, person, orgId, made.id, passwordHash);
  if (orgId === null) return made === null ? 0 : 1;
  if (person.specialist !== undefined) {
    specialists.set(person.key, await ensureSpecialist(tx, orgId, known.id, person.specialist));
  }
  if (person.patient !== undefined && made !== null) await addPatient(tx, orgId, known.id, person, specialists, now);
  return made === null ? 0 : 1;
}

async function addToClinic(
  tx: Tx,
  person: DemoPersonSeed,
  orgId: number | null,
  userId: number,
  passwordHash: string,
): Promise<void> {
  if (orgId !== null) {
    await tx.execute('insert into user_organizations (organization_id, user_id, roles) values ($1, $2, $3)', [
      orgId,
      userId,
      person.roles,
    ]);
  }
  if (person.patient === undefined) {
    await tx.execute('insert into user_credentials (user_id, password_hash) values ($1, $2)', [userId, passwordHash]);
  }
}

async function ensureSpecialist(
  tx: Tx,
  orgId: number,
  userId: number,
  profile: NonNullable<DemoPersonSeed['specialist']>,
): Promise<number> {
  const made = await tx.maybeOne<{ id: number }>(
    'insert into specialists (organization_id, user_id, title, languages) values ($1, $2, $3, $4) on conflict (organization_id, user_id) do nothing returning id',
    [orgId, userId, profile.title, profile.languages],
  );
  if (made === null) {
    const known = await tx.one<{ id: number }>('select id from specialists where organization_id = $1 and user_id = $2', [
      orgId,
      userId,
    ]);
    return known.id;
  }
  await tx.execute(
    `insert into specialist_specialties (organization_id, specialist_id, specialty_id)
     select $1, $2, id from specialties where organization_id is null and slug = any($3::text[])`,
    [orgId, made.id, profile.specialties],
  );
  return made.id;
}

async function addPatient(
  tx: Tx,
  orgId: number,
  userId: number,
  person: DemoPersonSeed,
  specialists: ReadonlyMap<string, number>,
  now: Date,
): Promise<void> {
  const { patient } = person;
  if (patient === undefined) return;
  const responsible = specialists.get(patient.responsible);
  if (responsible === undefined) throw new Error(`The demo names no specialist ${patient.responsible} before ${person.key}`);
  await tx.execute(
    `insert into patients (organization_id, user_id, display_name, email, birth_date, time_zone, responsible_specialist_id, reminder_time,
       preferred_weekdays, onboarded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      orgId,
      userId,
      person.name,
      person.email,
      patient.birthDate,
      patient.timeZone,
      responsible,
      patient.reminderTime,
      patient.preferredWeekdays,
      now,
    ],
  );
}
