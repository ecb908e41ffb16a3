import type { Role } from '#domain/auth/roles';

/**
 * Who asked, as a message to a process carries it: ids and roles only. The activity turns it back into an actor, so the audit row
 * names the person and not the worker.
 */
export interface MessageActor {
  kind: 'user' | 'api_key' | 'system';
  userId: number | null;
  roles: readonly Role[];
  patientId: number | null;
  specialistId: number | null;
  impersonatorUserId: number | null;
  requestId: string;
}
