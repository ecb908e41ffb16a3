import { api, type Page } from '../../api/client';
import type { Schemas } from '../../api/types';

export type AuditEntry = Schemas['AuditEntryView'];
export type SealState = Schemas['AuditSealState'];
export interface AuditFilter {
  readonly actor: number | null;
  readonly patient: number | null;
  readonly action: string | null;
  /** Local dates, both included. */
  readonly from: string;
  readonly to: string;
}
export interface NamedId {
  readonly id: number;
  readonly name: string;
}

const dayMs = 86_400_000;
const dayStart = (date: string): Date => new Date(`${date}T00:00:00`);

export const fetchAudit = (filter: AuditFilter, cursor: string | undefined): Promise<Page<AuditEntry>> =>
  api.get<Page<AuditEntry>>('/v1/audit', {
    limit: 50,
    cursor,
    actor_user_id: filter.actor,
    patient_id: filter.patient,
    action: filter.action,
    from: filter.from === '' ? undefined : dayStart(filter.from).toISOString(),
    to: filter.to === '' ? undefined : new Date(dayStart(filter.to).getTime() + dayMs).toISOString(),
  });
export const fetchSeals = (): Promise<SealState> => api.get<SealState>('/v1/audit/seals');
export const fetchStaff = async (): Promise<readonly NamedId[]> => {
  const page = await api.get<Page<Schemas['MemberView']>>('/v1/members', { limit: 100 });
  return page.items.map((one) => ({ id: one.user_id, name: one.display_name }));
};
/** Names never stand in an address: a search is a POST. */
export const findPatients = async (text: string): Promise<readonly NamedId[]> => {
  const page = await api.post<Page<{ id: number; display_name: string }>>('/v1/patients/search', {
    limit: 8,
    ...(text === '' ? {} : { text }),
  });
  return page.items.map((one) => ({ id: one.id, name: one.display_name }));
};
