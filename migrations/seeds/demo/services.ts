import { systemCtx, type Kernel } from '#core/kernel/ctx';
import { inTx } from '#core/kernel/tx';
import { createServicePlan } from '#core/services/create-service-plan';
import { grantServicePlan } from '#core/services/grant-service-plan';
import type { ServicePlanContent } from '#core/services/service-plan.types';

const homeProgramme: ServicePlanContent = {
  name: 'Home programme',
  description: 'Exercise plans for home with reminders and a specialist who follows your progress. Includes the plan library.',
  billingModel: 'time_based',
  priceCents: 4900,
  currency: 'EUR',
  durationDays: 180,
  sessionCount: null,
  telerehabAccess: true,
  libraryAccess: true,
  status: 'active',
};

const practiceVisits: ServicePlanContent = {
  name: 'Ten practice visits',
  description: 'Ten appointments in our rooms. Home programmes are not included.',
  billingModel: 'session_based',
  priceCents: 42000,
  currency: 'EUR',
  durationDays: null,
  sessionCount: 10,
  telerehabAccess: false,
  libraryAccess: false,
  status: 'active',
};

/** Who holds what in the demonstration; the last patient shows every refusal for want of access. */
const holders: readonly { offer: ServicePlanContent; demoKeys: readonly string[] }[] = [
  { offer: homeProgramme, demoKeys: ['patient-1', 'patient-2', 'patient-3'] },
  { offer: practiceVisits, demoKeys: ['patient-4'] },
];

/**
 * Two services and who holds them, in one organization of the demonstration. Its people must exist; an organization that has
 * services already is left as it is.
 */
export async function seedDemoServices(kernel: Kernel, organizationId: number, now: Date): Promise<void> {
  await inTx(systemCtx(kernel, organizationId, now), async (tx, ctx) => {
    if ((await tx.maybeOne('select 1 from service_plans limit 1')) !== null) return;
    for (const { offer, demoKeys } of holders) {
      const { id: servicePlanId } = await createServicePlan(ctx, offer);
      const patients = await tx.query<{ id: number }>(
        `select p.id from patients p join users u on u.id = p.user_id where u.demo_key = any($1::text[]) order by p.id`,
        [demoKeys],
      );
      for (const { id: patientId } of patients) {
        await grantServicePlan(ctx, { patientId, servicePlanId, startsAt: null, endsAt: null });
      }
    }
  });
}
