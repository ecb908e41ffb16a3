import type { ExerciseParams } from '#domain/treatment-plans/prescription';

type Translate = (key: string, params: Record<string, unknown>) => string;

/** "3 × 10, each side" · "2 × 30 s hold". */
export const doseWords = (params: ExerciseParams, t: Translate): string => {
  const dose =
    params.mode === 'reps'
      ? t('my.dose.reps', { sets: params.sets, reps: params.reps })
      : t('my.dose.hold', { sets: params.sets, seconds: params.hold_seconds });
  switch (params.side) {
    case 'both':
      return `${dose}${t('my.dose.each_side', {})}`;
    case 'left':
    case 'right':
      return `${dose}${t(`my.dose.${params.side}`, {})}`;
    case 'alternating':
    case null:
      return dose;
  }
};
