import { randomUUID } from 'node:crypto';
import { permissions, roles, type Permission, type Role } from '#domain/auth/roles';
import type { Principal } from '#api/http/authenticate';
import { systemCtx, type Kernel } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';
import { buildMember, buildOrganization, buildPatient, buildPlatformAdmin, ctxOf, unique } from './factories/base';
import { buildCategory, buildExercise, buildPublishedPlan } from './factories/content';

/** Two clinics with one person per role, and in the first one row of everything that has an address. */
export interface World {
  kernel: Kernel;
  org: number;
  /** One principal per role in the first clinic; `patient` owns every personal row. */
  people: Record<Role, Principal>;
  /** The same in the second clinic. */
  strangers: Record<Role, Principal>;
  /** Another patient of the first clinic. */
  neighbour: Principal & { patientId: number };
  ids: Record<Thing, number>;
}

export type Thing =
  | 'user'
  | 'patient'
  | 'specialist'
  | 'specialty'
  | 'exercise'
  | 'category'
  | 'bodyRegion'
  | 'equipment'
  | 'plan'
  | 'servicePlan'
  | 'patientServicePlan'
  | 'enrollment'
  | 'completion'
  | 'log'
  | 'approval'
  | 'message'
  | 'task'
  | 'process'
  | 'session'
  | 'apiKey'
  | 'invitation'
  | 'organization';

/** Rows of one patient: nobody else's patient may see them. */
export const personal: ReadonlySet<Thing> = new Set<Thing>([
  'patient',
  'patientServicePlan',
  'enrollment',
  'completion',
  'log',
  'message',
  'session',
]);

export async function buildWorld(kernel: Kernel): Promise<World> {
  const org = await buildOrganization(kernel);
  const other = await buildOrganization(kernel);
  const people = await cast(kernel, org);
  const strangers = await cast(kernel, other);
  const neighbour = await buildPatient(kernel, org, { name: 'Neighbour of a test' });
  const categoryId = await buildCategory(kernel);
  const exercise = await buildExercise(ctxOf(kernel, people.specialist), categoryId);
  const plan = await buildPublishedPlan(kernel, people.specialist, exercise);
  const rows = await buildRows(kernel, org, people, { exercise, plan });
  return { kernel, org, people, strangers, neighbour, ids: { ...rows, exercise, plan, organization: org } };
}

async function cast(kernel: Kernel, org: number): Promise<Record<Role, Principal>> {
  const specialist = await buildMember(kernel, org, ['specialist']);
  return {
    specialist,
    patient: await buildPatient(
      kernel,
      org,
      specialist.actor.specialistId === null ? {} : { responsibleSpecialistId: specialist.actor.specialistId },
    ),
    admin: await buildMember(kernel, org, ['admin']),
    medical_director: await buildMember(kernel, org, ['medical_director']),
    ops: await buildMember(kernel, org, ['ops']),
    platform_admin: await buildPlatformAdmin(kernel),
  };
}

type Rows = Omit<Record<Thing, number>, 'exercise' | 'plan' | 'organization'>;

/** Rows whose lifecycle belongs to a process are written as that process would have left them. */
async function buildRows(
  kernel: Kernel,
  org: number,
  people: Record<Role, Principal>,
  made: { exercise: number; plan: number },
): Promise<Rows> {
  const patient = people.patient.actor.patientId;
  const patientUser = people.patient.actor.userId;
  const author = people.specialist.actor.userId;
  return inSystemTx(systemCtx(kernel, null, new Date()), async (tx) => {
    const add = async (sql: string, params: readonly unknown[]): Promise<number> =>
      (await tx.one<{ id: number }>(`${sql} returning id`, params)).id;
    const { content_hash: hash } = await tx.one<{ content_hash: string }>(
      'select content_hash from treatment_plan_versions where treatment_plan_id = $1',
      [made.plan],
    );
    const servicePlan = await add(
      `insert into service_plans (organization_id, name, billing_model, price_cents, currency, duration_days, telerehab_access, library_access) values ($1, 'Home programme', 'time_based', 9900, 'EUR', 90, true, true)`,
      [org],
    );
    const patientServicePlan = await add(
      `insert into patient_service_plans (organization_id, patient_id, service_plan_id, status, starts_at, ends_at, granted_by) values ($1, $2, $3, 'active', now() - interval '1 day', now() + interval '89 days', $4)`,
      [org, patient, servicePlan, author],
    );
    const enrollment = await add(
      `insert into patient_treatment_plans (organization_id, patient_id, treatment_plan_id, version, plan_name, content_hash, assigned_by, responsible_specialist_id, frequency_per_week, duration_weeks, sessions_total, start_date, end_date, time_zone, preferred_weekdays, reminder_time, status, activated_at, rev)
       values ($1, $2, $3, 1, 'Back strength', $4, $5, $6, 3, 6, 18, current_date, current_date + 41, 'Europe/Berlin', '{1,3,5}', '18:00', 'active', now(), 1)`,
      [org, patient, made.plan, hash, author, people.specialist.actor.specialistId],
    );
    await tx.query(
      `insert into enrollment_zones (organization_id, enrollment_id, patient_id, from_at, zone) values ($1, $2, $3, now() - interval '1 hour', 'Europe/Berlin')`,
      [org, enrollment, patient],
    );
    const completion = await add(
      `insert into patient_session_completions (organization_id, enrollment_id, patient_id, client_id, session_key, session_title, status, started_at, zone, local_date, week) values ($1, $2, $3, $4, 'a', 'Session A', 'started', now(), 'Europe/Berlin', current_date, 0)`,
      [org, enrollment, patient, randomUUID()],
    );
    const log = await add(
      `insert into patient_exercise_logs (organization_id, enrollment_id, completion_id, patient_id, client_id, exercise_id, exercise_revision, exercise_position, set_number, side, prescribed, actual_reps, performed_at) values ($1, $2, $3, $4, $5, $6, 1, 1, 1, 'both', '{"mode":"reps","sets":3,"reps":10}', 10, now())`,
      [org, enrollment, completion, patient, randomUUID(), made.exercise],
    );
    const approval = await add(
      `insert into approvals (organization_id, kind, subject_id, patient_id, title, treatment_plan_id, version, content_hash, requested_by, requested_at, author_user_id, status, expires_at) values ($1, 'plan_assignment', $2, $3, 'Back strength', $4, 1, $5, $6, now(), $6, 'pending', now() + interval '3 days')`,
      [org, enrollment, patient, made.plan, hash, author],
    );
    const message = await add(
      `insert into messages (organization_id, recipient_user_id, patient_id, dedup_key, purpose, template, why_code, status, delivered_at) values ($1, $2, $3, $4, 'reminder', 'session_reminder', 'reminder_due', 'delivered', now())`,
      [org, patientUser, patient, unique('message')],
    );
    const task = await add(
      `insert into tasks (organization_id, dedup_key, kind, patient_id, enrollment_id, assignee_user_id) values ($1, $2, 'silent', $3, $4, $5)`,
      [org, unique('task'), patient, enrollment, author],
    );
    const process = await add(
      `insert into processes (organization_id, kind, subject_id, workflow_id, patient_id, status, state) values ($1, 'enrollment', $2, $3, $4, 'open', 'active')`,
      [org, enrollment, `testinstallation/enrollment/${enrollment}`, patient],
    );
    const session = await add(
      `insert into sessions (token_hash, csrf_hash, user_id, organization_id, assurance, user_epoch, expires_at) values ($1, 'x', $2, $3, 'code', 0, now() + interval '1 hour')`,
      [unique('hash'), patientUser, org],
    );
    const apiKey = await add(
      `insert into api_keys (organization_id, name, prefix, secret_hash, roles, created_by) values ($1, 'Export', $2, 'x', '{specialist}', $3)`,
      [org, unique('pk'), people.admin.actor.userId],
    );
    const invitation = await add(
      `insert into invitations (organization_id, purpose, email, roles, token_hash, invited_by, expires_at) values ($1, 'staff', $2, '{specialist}', $3, $4, now() + interval '7 days')`,
      [org, `${unique('guest')}@clinic.example`, unique('hash'), people.admin.actor.userId],
    );
    const word = (table: string, name: string): Promise<number> =>
      add(`insert into ${table} (organization_id, slug, name) values ($1, $2, $2)`, [org, unique(name)]);
    const words = {
      specialty: await word('specialties', 'specialty'),
      category: await word('exercise_categories', 'category'),
      bodyRegion: await word('exercise_body_regions', 'region'),
      equipment: await word('exercise_equipment', 'equipment'),
    };
    const named = {
      user: people.specialist.actor.userId ?? 0,
      patient: patient ?? 0,
      specialist: people.specialist.actor.specialistId ?? 0,
    };
    return {
      ...named,
      ...words,
      servicePlan,
      patientServicePlan,
      enrollment,
      completion,
      log,
      approval,
      message,
      task,
      process,
      session,
      apiKey,
      invitation,
    };
  });
}

/** The roles that hold a permission, the weakest first so that a test proves no more than it must. */
export function holders(permission: Permission): Role[] {
  const held: readonly Role[] = permissions[permission];
  return roles.filter((role) => held.includes(role));
}
