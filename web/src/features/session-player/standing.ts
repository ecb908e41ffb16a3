import type { LocalSession } from './player-db';

/** Where this device stands against the server. */
export type Standing = 'fresh' | 'same_session' | 'other_device' | 'only_here';

/**
 * `only_here`: begun without a network, the server does not know it yet. A local session the server knows but no longer holds open
 * was closed elsewhere, so the next one is fresh.
 */
export const standing = (
  local: Pick<LocalSession, 'client_id' | 'completion_id'> | undefined,
  open: { readonly client_id: string; readonly device_id: string | null } | null,
  device: string,
): Standing => {
  if (open) {
    return open.client_id === local?.client_id && (open.device_id === null || open.device_id === device)
      ? 'same_session'
      : 'other_device';
  }
  return local && local.completion_id === null ? 'only_here' : 'fresh';
};
