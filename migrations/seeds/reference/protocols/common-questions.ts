import type { ReferenceQuestion } from '#domain/exercise-library/reference-content';

/** Red flags that belong to every home programme: a yes ends the assignment and shows whom to call. */
export const GENERAL_RED_FLAGS: readonly ReferenceQuestion[] = [
  { key: 'unwell', text: 'Do you have fever, chills or feel seriously ill along with the pain?' },
  { key: 'cancer_weight_loss', text: 'Have you ever had cancer, or have you lost weight lately without wanting to?' },
  { key: 'accident', text: 'Did the pain start with a fall, an accident or a heavy blow?' },
  { key: 'chest_pain', text: 'Do you get chest pain, or are you unusually short of breath, at rest or with light effort?' },
];

/** Reasons to ask a clinician first, whatever the plan. */
export const GENERAL_CONTRAINDICATIONS: readonly ReferenceQuestion[] = [
  { key: 'told_not_to_exercise', text: 'Has a doctor told you not to exercise at the moment?' },
  { key: 'pregnancy', text: 'Are you pregnant, or have you given birth in the last 6 weeks?' },
];
