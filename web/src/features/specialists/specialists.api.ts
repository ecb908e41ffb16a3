import { api, type Page } from '../../api/client';
import type { Schemas } from '../../api/types';

export type Specialist = Schemas['SpecialistView'];
export type Specialty = Schemas['SpecialtyView'];
export type SpecialistChange = Schemas['UpdateSpecialistBody'];
export type OwnChange = Schemas['UpdateOwnSpecialistBody'];

export interface SpecialistFilter {
  readonly status: 'active' | 'archived';
  readonly specialtyId: number | null;
}

const pageSize = 50;

export const fetchSpecialists = (
  { status, specialtyId }: SpecialistFilter,
  cursor: string | undefined,
): Promise<Page<Specialist>> =>
  api.get<Page<Specialist>>('/v1/specialists', { status, specialty_id: specialtyId, limit: pageSize, cursor });
export const fetchSpecialist = (id: number): Promise<Specialist> => api.get<Specialist>(`/v1/specialists/${id}`);
export const updateSpecialist = (input: { id: number; rev: number; change: SpecialistChange }): Promise<Specialist> =>
  api.patch<Specialist>(`/v1/specialists/${input.id}`, input.change, { ifMatch: input.rev });

export const fetchOwnProfile = (): Promise<Specialist> => api.get<Specialist>('/v1/me/specialist-profile');
export const updateOwnProfile = (input: { rev: number; change: OwnChange }): Promise<Specialist> =>
  api.patch<Specialist>('/v1/me/specialist-profile', input.change, { ifMatch: input.rev });

export const fetchSpecialties = async (): Promise<readonly Specialty[]> =>
  (await api.get<Page<Specialty>>('/v1/specialties')).items;
export const createSpecialty = (input: { slug: string; name: string }, key: string): Promise<Specialty> =>
  api.post<Specialty>('/v1/specialties', input, { idempotencyKey: key });
export const renameSpecialty = (input: { id: number; name: string }): Promise<Specialty> =>
  api.patch<Specialty>(`/v1/specialties/${input.id}`, { name: input.name });
export const removeSpecialty = (id: number): Promise<void> => api.delete<void>(`/v1/specialties/${id}`);
