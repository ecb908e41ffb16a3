import { api, type Page } from '../../api/client';
import type { Schemas } from '../../api/types';

export type Service = Schemas['ServicePlanDto'];
export type ServiceContent = Schemas['ServicePlanBody'];
export type ServiceStatus = Service['status'];

export const fetchServices = (status: ServiceStatus | null, cursor: string | undefined): Promise<Page<Service>> =>
  api.get<Page<Service>>('/v1/service-plans', { status, limit: 50, cursor });
export const createService = (input: ServiceContent, key: string): Promise<Service> =>
  api.post<Service>('/v1/service-plans', input, { idempotencyKey: key });
export const updateService = (input: { id: number; rev: number; content: ServiceContent }): Promise<Service> =>
  api.put<Service>(`/v1/service-plans/${input.id}`, input.content, { ifMatch: input.rev });
