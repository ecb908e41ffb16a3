import type { TemplateRange } from './enrollment-facts';

/**
 * The template session that comes next: the first after the last used one, going round, whose week range holds the plan week
 * (the lead-in counts as week 1). Null when no range holds it. Completing or skipping moves on, abandoning does not. O(templates).
 */
export function nextTemplateKey(templates: readonly TemplateRange[], lastUsed: string | null, planWeek: number): string | null {
  const last = templates.findIndex((template) => template.key === lastUsed);
  for (let step = 1; step <= templates.length; step += 1) {
    const candidate = templates[(last + step) % templates.length];
    if (candidate === undefined) break;
    if ((candidate.from_week ?? 1) <= planWeek && planWeek <= (candidate.to_week ?? Infinity)) return candidate.key;
  }
  return null;
}
