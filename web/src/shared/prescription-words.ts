import type { ExerciseParams, Load } from '#domain/treatment-plans/prescription';

type Translate = (key: string, params: Record<string, unknown>) => string;

/** "5 kg" · "red band" · "body weight". */
export const loadWords = (load: Load, t: Translate): string => {
  switch (load.unit) {
    case 'kg':
    case 'lb':
      return `${load.value} ${load.unit}`;
    case 'band':
      return t('app.dose.band', { band: t(`app.dose.colour.${load.band}`, {}) });
    case 'body_weight':
      return t('app.dose.body_weight', {});
  }
};

/** How the movement is to be done, beside what is counted: "tempo 3-1-2-0", "effort 6 of 10", "light help". */
export const mannerWords = (
  { tempo, target_rpe: effort, assistance }: Pick<ExerciseParams, 'tempo' | 'target_rpe' | 'assistance'>,
  t: Translate,
): readonly string[] => [
  ...(tempo === null ? [] : [t('app.dose.tempo', { tempo })]),
  ...(effort === null ? [] : [t('app.dose.effort', { n: effort })]),
  ...(assistance === null || assistance === 'none' ? [] : [t(`app.dose.assistance.${assistance}`, {})]),
];

/** Everything that is asked beside sets, side and note. */
export const demandWords = (
  params: Pick<ExerciseParams, 'load' | 'tempo' | 'target_rpe' | 'assistance'>,
  t: Translate,
): readonly string[] => [...(params.load === null ? [] : [loadWords(params.load, t)]), ...mannerWords(params, t)];
