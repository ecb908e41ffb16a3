import type { Difficulty } from '#domain/treatment-plans/plan-content';
import type { PlanFilter } from './plan-builder.api';

export const planTabs = ['organization', 'global', 'custom', 'drafts', 'archived'] as const;
export type PlanTab = (typeof planTabs)[number];

const tabFilter = (tab: PlanTab): PlanFilter => {
  switch (tab) {
    case 'organization':
    case 'global':
    case 'custom':
      return { scope: tab };
    case 'drafts':
      return { status: 'draft', mine: true };
    case 'archived':
      return { status: 'archived' };
  }
};

/** What a tab and the two selects ask the API for. */
export const filterFor = (tab: PlanTab, region: string | null, difficulty: Difficulty | null): PlanFilter => ({
  ...tabFilter(tab),
  ...(region === null ? {} : { body_region: region }),
  ...(difficulty === null ? {} : { difficulty }),
});
