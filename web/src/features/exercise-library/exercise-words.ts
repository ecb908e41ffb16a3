import { parseParams } from '#domain/treatment-plans/prescription';

type Translate = (key: string, params: Record<string, unknown>) => string;

/** "3 × 10" or "3 × 30 s hold", as far as the stored default can be read. */
export const doseLine = (params: unknown, t: Translate): string => {
  const parsed = parseParams(params);
  if (!parsed.ok) return '';
  const dose = parsed.value;
  return dose.mode === 'reps'
    ? t('exercises.dose.reps', { sets: dose.sets, reps: dose.reps })
    : t('exercises.dose.hold', { sets: dose.sets, seconds: dose.hold_seconds });
};

/** Names of slugs where the taxonomy knows them. */
export const termNames = (slugs: readonly string[], terms: readonly { readonly slug: string; readonly name: string }[]): string =>
  slugs.map((slug) => terms.find((term) => term.slug === slug)?.name ?? slug.replaceAll('_', ' ')).join(', ');
