import { systemCtx, type Kernel } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';

const SPECIALTIES = [
  ['physiotherapy', 'Physiotherapy'],
  ['orthopaedics', 'Orthopaedics'],
  ['sports-medicine', 'Sports medicine'],
  ['rehabilitation-medicine', 'Rehabilitation medicine'],
  ['neurology', 'Neurology'],
  ['pain-medicine', 'Pain medicine'],
  ['occupational-therapy', 'Occupational therapy'],
  ['ayurveda', 'Ayurveda'],
] as const;

/** Specialties every clinic can use; reference data, present without the demo. Runs at every start and writes only what is missing. */
export async function loadSpecialties(kernel: Kernel, now: Date): Promise<void> {
  await inSystemTx(systemCtx(kernel, null, now), async (tx) => {
    await tx.execute(
      `insert into specialties (organization_id, slug, name) select null, slug, name from unnest($1::text[], $2::text[]) as t(slug, name)
       on conflict (organization_id, slug) do nothing`,
      [SPECIALTIES.map(([slug]) => slug), SPECIALTIES.map(([, name]) => name)],
    );
  });
}
