import type { Tx } from '#core/kernel/tx';
import { listGrantingServices, readAccess } from './entitlement.repository';

export interface Access {
  /** A specialist may assign home programmes. */
  telerehab: boolean;
  /** The patient may browse the library and start a plan. */
  library: boolean;
}

/**
 * What a patient's services allow at this moment. Time decides, not the status alone: an expiry whose process is late must not
 * keep a door open, and one that starts tomorrow does not open it today.
 */
export async function activeAccess(tx: Tx, patientId: number, now: Date): Promise<Access> {
  return readAccess(tx, patientId, now);
}

/** Names of the services on offer that include the library, for the refusal that says where to get it. */
export async function servicesWithLibraryAccess(tx: Tx): Promise<string[]> {
  return listGrantingServices(tx);
}
