import { api } from '../../api/client';
import type { Schemas } from '../../api/types';

/** One line of "needs me"; what `params` holds depends on its kind. */
export type Need = Omit<Schemas['NeedsMeDto'], 'params'> & { readonly params: Readonly<Record<string, unknown>> };
export type NeedKind = Need['kind'];
export type NextTimer = Schemas['NextTimerDto'];
export type WeekFigures = Schemas['WeekFiguresDto'];
export type Home = Omit<Schemas['HomeDto'], 'needs_me'> & { readonly needs_me: readonly Need[] };

export const fetchHome = (): Promise<Home> => api.get<Home>('/v1/home');
export const finishTask = (id: number): Promise<void> => api.post<void>(`/v1/tasks/${id}/done`);
export const clearForPlan = (input: { patientId: number; planId: number }, key: string): Promise<void> =>
  api.post<void>(`/v1/patients/${input.patientId}/treatment-plans/${input.planId}/clear`, undefined, { idempotencyKey: key });
