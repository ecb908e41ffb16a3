export type TaxonomyKind = 'category' | 'body_region' | 'equipment' | 'tag';

/** One word of the taxonomy. `organizationId` null = global. Exercises name body regions, equipment and tags by slug. */
export interface TaxonomyTerm {
  id: number;
  organizationId: number | null;
  slug: string;
  name: string;
  rev: number;
}
