import type { Process } from './ops.api';

/** How the list is narrowed; overdue ones are open ones whose timer has passed. */
export const standings = ['open', 'needs_ops', 'overdue', 'closed'] as const;
export type Standing = (typeof standings)[number];

export const statusOf = (standing: Standing | null): Process['status'] | null => (standing === 'overdue' ? 'open' : standing);
