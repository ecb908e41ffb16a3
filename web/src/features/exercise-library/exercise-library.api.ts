import { api, type Page } from '../../api/client';
import type { components } from '../../api/schema.gen';
import type { Difficulty } from '#domain/treatment-plans/plan-content';

type Schemas = components['schemas'];
export type ExerciseSummary = Schemas['ExerciseSummaryDto'];
export type Exercise = Schemas['ExerciseDto'];
export type ExerciseBody = Schemas['CreateExerciseBody'];
export type UpdateExerciseBody = Schemas['UpdateExerciseBody'];
export type Term = Schemas['TaxonomyTermDto'];

export interface ExerciseFilter {
  readonly category?: string;
  readonly body_region?: string;
  readonly equipment?: string;
  readonly difficulty?: Difficulty;
  readonly scope?: 'global' | 'organization';
}

const pageSize = 24;

/** Words go in a body: no searched text stands in an address. */
export const listExercises = (filter: ExerciseFilter, text: string, cursor: string | null): Promise<Page<ExerciseSummary>> => {
  const query = { ...filter, limit: pageSize, ...(cursor === null ? {} : { cursor }) };
  return text === ''
    ? api.get<Page<ExerciseSummary>>('/v1/exercises', query)
    : api.post<Page<ExerciseSummary>>('/v1/exercises/search', { ...query, text });
};

export const fetchExercise = (id: number): Promise<Exercise> => api.get<Exercise>(`/v1/exercises/${id}`);
export const createExercise = (body: ExerciseBody, key: string): Promise<Exercise> =>
  api.post<Exercise>('/v1/exercises', body, { idempotencyKey: key });
export const updateExercise = (input: { id: number; revision: number; body: UpdateExerciseBody }): Promise<Exercise> =>
  api.put<Exercise>(`/v1/exercises/${input.id}`, input.body, { ifMatch: input.revision });
export const deleteExercise = (input: { id: number; revision: number }): Promise<void> =>
  api.delete<void>(`/v1/exercises/${input.id}`, { ifMatch: input.revision });
export const cloneExercise = (input: { id: number; name: string }, key: string): Promise<Exercise> =>
  api.post<Exercise>(`/v1/exercises/${input.id}/clone`, { name: input.name }, { idempotencyKey: key });

export const termKinds = ['categories', 'body-regions', 'equipment'] as const;
export type TermKind = (typeof termKinds)[number];
export const fetchTerms = async (kind: TermKind): Promise<readonly Term[]> =>
  (await api.get<Page<Term>>(`/v1/exercise-${kind}`)).items;
export const createTerm = (input: { kind: TermKind; name: string }, key: string): Promise<Term> =>
  api.post<Term>(`/v1/exercise-${input.kind}`, { name: input.name }, { idempotencyKey: key });
export const renameTerm = (input: { kind: TermKind; id: number; rev: number; name: string }): Promise<Term> =>
  api.patch<Term>(`/v1/exercise-${input.kind}/${input.id}`, { name: input.name }, { ifMatch: input.rev });
