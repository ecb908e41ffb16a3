import { api, type Page } from '../../api/client';
import type { Schemas } from '../../api/types';

export type Process = Schemas['ProcessDto'];
export type ProcessKind = Process['kind'];
export type ProcessCount = Schemas['ProcessCountDto'];
export type ProcessDetail = Schemas['ProcessDetailDto'];
export type OpsAction = Schemas['OpsActBody']['action'];
export interface ProcessFilter {
  readonly kind: ProcessKind | null;
  readonly status: Process['status'] | null;
}

export const fetchCounts = async (): Promise<readonly ProcessCount[]> =>
  (await api.get<{ readonly items: readonly ProcessCount[] }>('/v1/ops/processes/counts')).items;
export const fetchProcesses = (filter: ProcessFilter, cursor: string | undefined): Promise<Page<Process>> =>
  api.get<Page<Process>>('/v1/ops/processes', { ...filter, cursor, limit: 50 });
export const fetchProcess = (id: number): Promise<ProcessDetail> => api.get<ProcessDetail>(`/v1/ops/processes/${id}`);
export const actOn = (input: { id: number; action: OpsAction; reason: string }, key: string): Promise<Schemas['OpsReplyDto']> =>
  api.post(`/v1/ops/processes/${input.id}/act`, { action: input.action, reason: input.reason }, { idempotencyKey: key });

export interface Dependency {
  readonly name: string;
  readonly up: boolean;
  readonly critical: boolean;
  readonly detail: string | null;
  readonly seconds: number | null;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What the installation leans on. A 503 carries the same document, so it is read as well. */
export const fetchDependencies = async (): Promise<readonly Dependency[]> => {
  const response = await fetch('/readyz', { headers: { accept: 'application/json' } });
  const body: unknown = await response.json();
  const found = isRecord(body) && isRecord(body['dependencies']) ? body['dependencies'] : {};
  return Object.entries(found).flatMap(([name, state]) => {
    if (!isRecord(state)) return [];
    const { up, critical, detail, last_poll_seconds_ago: seconds } = state;
    return [
      {
        name,
        up: up === true,
        critical: critical === true,
        detail: typeof detail === 'string' ? detail : null,
        seconds: typeof seconds === 'number' ? seconds : null,
      },
    ];
  });
};
