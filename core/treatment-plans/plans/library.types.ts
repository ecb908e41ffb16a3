import type { Difficulty, PlanContent } from '#domain/treatment-plans/plan-content';

/** A plan as it is offered: the published version, whatever its working copy says by now. */
export interface LibraryPlan {
  id: number;
  global: boolean;
  version: number;
  content: PlanContent;
  requiresApproval: boolean;
  reviewedBy: string | null;
}

export interface LibraryFilter {
  condition: string | null;
  difficulty: Difficulty | null;
  bodyRegion: string | null;
  text: string | null;
}
