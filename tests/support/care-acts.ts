import { randomUUID } from 'node:crypto';
import type { Principal } from '#api/http/authenticate';
import { sendToApproval } from '#core/approvals/send-to-approval';
import type { Kernel } from '#core/kernel/ctx';
import { systemCtx } from '#core/kernel/ctx';
import type { Idempotency } from '#core/kernel/idempotency';
import { inSystemTx } from '#core/kernel/tx';
import { assignPlan } from '#core/treatment-plans/enrollments/assign-plan';
import { sendToEnrollment } from '#core/treatment-plans/enrollments/send-to-enrollment';
import type { ApprovalActKind, ApprovalActs, ApprovalStanding } from '#workflows/approvals/approval.contract';
import type { EnrollmentActKind, EnrollmentActs, EnrollmentStanding } from '#workflows/treatment-plans/enrollment.contract';
import { buildMember, buildOrganization, buildPatient, ctxOf } from './factories/base';
import { buildCategory, buildExercise, buildPublishedPlan } from './factories/content';

/** A clinic with an author, a colleague, a director, a patient with access to home programmes, and a published plan. */
export interface Clinic {
  kernel: Kernel;
  orgId: number;
  author: Principal;
  colleague: Principal;
  director: Principal;
  exerciseId: number;
  planId: number;
  servicePlanId: number;
  newPatient(values?: { timeZone?: string }): Promise<Principal & { patientId: number }>;
}

export async function buildClinic(kernel: Kernel, policies: Readonly<Record<string, unknown>> = {}): Promise<Clinic> {
  const orgId = await buildOrganization(kernel);
  await inSystemTx(systemCtx(kernel, orgId, new Date()), (tx) =>
    tx.execute('insert into organization_policies (organization_id, "values") values ($1, $2)', [
      orgId,
      JSON.stringify(policies),
    ]),
  );
  const author = await buildMember(kernel, orgId, ['specialist'], 'Author of a test');
  const colleague = await buildMember(kernel, orgId, ['specialist'], 'Colleague of a test');
  const director = await buildMember(kernel, orgId, ['medical_director'], 'Director of a test');
  const exerciseId = await buildExercise(ctxOf(kernel, author), await buildCategory(kernel));
  const planId = await buildPublishedPlan(kernel, author, exerciseId);
  const servicePlanId = await inSystemTx(systemCtx(kernel, orgId, new Date()), async (tx) => {
    const sql = `insert into service_plans (organization_id, name, billing_model, price_cents, currency, duration_days, telerehab_access, library_access) values ($1, 'Home programme', 'time_based', 9900, 'EUR', 90, true, true) returning id`;
    return (await tx.one<{ id: number }>(sql, [orgId])).id;
  });
  const newPatient: Clinic['newPatient'] = async (values = {}) => {
    const { specialistId } = author.actor;
    const patient = await buildPatient(kernel, orgId, {
      ...values,
      ...(specialistId !== null && { responsibleSpecialistId: specialistId }),
    });
    const sql = `insert into patient_service_plans (organization_id, patient_id, service_plan_id, status, starts_at, ends_at, granted_by) values ($1, $2, $3, 'active', now() - interval '1 day', now() + interval '89 days', $4)`;
    await inSystemTx(systemCtx(kernel, orgId, new Date()), (tx) =>
      tx.execute(sql, [orgId, patient.patientId, servicePlanId, author.actor.userId]),
    );
    return patient;
  };
  return { kernel, orgId, author, colleague, director, exerciseId, planId, servicePlanId, newPatient };
}

/** A new Idempotency-Key; a repeat with it gets the id that was reserved first. */
export function freshKey(): Idempotency {
  const key = randomUUID();
  let reserved: Promise<number> | null = null;
  return { key, updateId: key, reserveId: (next) => (reserved ??= next()) };
}

export async function assign(
  clinic: Clinic,
  patientId: number,
  startDate: string | null = null,
  key = freshKey(),
): Promise<EnrollmentStanding> {
  const wish = { planId: clinic.planId, patientId, version: null, startDate, previousEnrollmentId: null };
  return assignPlan(ctxOf(clinic.kernel, clinic.author), wish, key);
}

export async function act<K extends EnrollmentActKind>(
  clinic: Clinic,
  who: Principal,
  enrollmentId: number,
  kind: K,
  data: EnrollmentActs[K],
  updateId = randomUUID(),
): Promise<EnrollmentStanding> {
  return sendToEnrollment(ctxOf(clinic.kernel, who), { enrollmentId, act: kind, data, updateId });
}

export async function decide<K extends ApprovalActKind>(
  clinic: Clinic,
  who: Principal,
  approvalId: number,
  kind: K,
  data: ApprovalActs[K],
): Promise<ApprovalStanding> {
  return sendToApproval(ctxOf(clinic.kernel, who), { approvalId, act: kind, data, updateId: randomUUID() });
}

/** One column of one row, past every wall. */
export async function peek<T>(kernel: Kernel, sql: string, params: readonly unknown[]): Promise<T> {
  return inSystemTx(
    systemCtx(kernel, null, new Date()),
    async (tx) => Object.values(await tx.one<Record<string, T>>(sql, params))[0] as T,
  );
}
