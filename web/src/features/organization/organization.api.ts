import { api, type Page } from '../../api/client';
import type { Schemas } from '../../api/types';

export type Organization = Schemas['OrganizationView'];
export type PolicyValue = string | number | boolean | null;
export type PolicyField = Omit<Schemas['PolicyField'], 'details'> & {
  readonly details: {
    readonly value: PolicyValue;
    readonly default: PolicyValue;
    readonly min?: number;
    readonly max?: number;
    readonly nullable?: boolean;
    readonly choices?: readonly string[];
    readonly min_seconds?: number;
    readonly max_seconds?: number;
  };
};
export type Policies = Omit<Schemas['PoliciesView'], 'fields'> & { readonly fields: readonly PolicyField[] };
export type ApiKey = Schemas['ApiKeyView'];
export type CreatedApiKey = Schemas['CreatedApiKey'];
export type KeyRole = Schemas['CreateApiKeyBody']['roles'][number];

const current = '/v1/organizations/current';
export const fetchOrganization = (): Promise<Organization> => api.get<Organization>(current);
export const updateOrganization = (input: { rev: number; change: Schemas['UpdateOrganizationBody'] }): Promise<Organization> =>
  api.patch<Organization>(current, input.change, { ifMatch: input.rev });
export const fetchPolicies = (): Promise<Policies> => api.get<Policies>(`${current}/policies`);
export const changePolicies = (input: { rev: number; values: Readonly<Record<string, PolicyValue>> }): Promise<Policies> =>
  api.patch<Policies>(`${current}/policies`, { values: input.values }, { ifMatch: input.rev });

export const fetchApiKeys = (): Promise<Page<ApiKey>> => api.get<Page<ApiKey>>('/v1/api-keys');
export const createApiKey = (
  input: { name: string; roles: readonly KeyRole[]; expires_at: string | null },
  key: string,
): Promise<CreatedApiKey> => api.post<CreatedApiKey>('/v1/api-keys', input, { idempotencyKey: key });
export const rotateApiKey = (id: number, key: string): Promise<CreatedApiKey> =>
  api.post<CreatedApiKey>(`/v1/api-keys/${id}/rotate`, undefined, { idempotencyKey: key });
export const revokeApiKey = (id: number): Promise<void> => api.delete<void>(`/v1/api-keys/${id}`);

export const fetchClinics = (cursor: string | undefined): Promise<Page<Organization>> =>
  api.get<Page<Organization>>('/v1/organizations', { limit: 100, cursor });
export const createClinic = (input: Schemas['CreateOrganizationBody'], key: string): Promise<Organization> =>
  api.post<Organization>('/v1/organizations', input, { idempotencyKey: key });
