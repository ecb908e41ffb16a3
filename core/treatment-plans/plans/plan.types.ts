import type { Difficulty, PlanContent, PlanType, ScreeningQuestion, SessionPlace } from '#domain/treatment-plans/plan-content';

export const planScopes = ['global', 'organization', 'custom'] as const;
export type PlanScope = (typeof planScopes)[number];

export const planStatuses = ['draft', 'published', 'archived'] as const;
export type PlanStatus = (typeof planStatuses)[number];

export const planVisibilities = ['private', 'library'] as const;
export type PlanVisibility = (typeof planVisibilities)[number];

/** The row of a plan. Its content fields are the working copy; `version` is the last published one (0: none). */
export interface PlanHead {
  id: number;
  organizationId: number | null;
  scope: PlanScope;
  /** Custom plans only. */
  patient: { id: number; name: string } | null;
  name: string;
  description: string;
  condition: string;
  bodyRegions: string[];
  difficulty: Difficulty;
  type: PlanType;
  frequencyPerWeek: number;
  durationWeeks: number;
  visibility: PlanVisibility;
  requiresApproval: boolean;
  status: PlanStatus;
  version: number;
  redFlagQuestions: ScreeningQuestion[];
  contraindicationQuestions: ScreeningQuestion[];
  clonedFrom: { planId: number; version: number | null } | null;
  author: { userId: number; name: string } | null;
  reviewedBy: string | null;
  sessionCount: number;
  rev: number;
  createdAt: Date;
  updatedAt: Date;
}

/** One exercise of the working copy: content is live, so only the reference and the dose are stored. */
export interface DraftExercise {
  exercise_id: number;
  params: unknown;
}

export interface DraftSession {
  key: string;
  title: string;
  place: SessionPlace;
  from_week: number | null;
  to_week: number | null;
  exercises: readonly DraftExercise[];
}

/** What the builder sends: the whole working copy, and the two settings that are not part of a version. */
export interface PlanDraft {
  name: string;
  description: string;
  condition: string;
  body_regions: readonly string[];
  difficulty: Difficulty;
  type: PlanType;
  frequency_per_week: number;
  duration_weeks: number;
  red_flag_questions: readonly ScreeningQuestion[];
  contraindication_questions: readonly ScreeningQuestion[];
  sessions: readonly DraftSession[];
  visibility: PlanVisibility;
  requires_approval: boolean;
}

export interface PlanVersion {
  planId: number;
  version: number;
  content: PlanContent;
  contentHash: string;
  note: string;
  publishedBy: { userId: number; name: string } | null;
  publishedAt: Date;
}

export interface PlanFilter {
  scope: PlanScope | null;
  status: PlanStatus | null;
  /** Only plans this person wrote. */
  authorUserId: number | null;
  patientId: number | null;
  condition: string | null;
  bodyRegion: string | null;
  difficulty: Difficulty | null;
  text: string | null;
}
