import { DAY_MS } from '#domain/shared/duration';
import { systemCtx, type Kernel } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';
import { createLink } from './invite';
import { anyStaffExists } from './user.repository';

/**
 * The one-time link with which the first admin of a real installation begins (PL-18). Each call replaces the link before it.
 * @returns null once anybody can administer the installation, and always in a demo
 */
export async function createSetupLink(kernel: Kernel, now: Date): Promise<string | null> {
  if (kernel.config.mode === 'demo') return null;
  const ctx = systemCtx(kernel, null, now);
  return inSystemTx(ctx, async (tx) => {
    if (await anyStaffExists(tx)) return null;
    const { row, url } = await createLink(ctx, tx, {
      organizationId: null,
      purpose: 'setup',
      userId: null,
      email: null,
      roles: [],
      patientId: null,
      invitedBy: null,
      expiresAt: new Date(now.getTime() + DAY_MS),
    });
    tx.audit({ action: 'installation.setup_link_created', entity: 'invitation', entityId: row.id });
    return url;
  });
}
