/** A yes/no question whose "yes" means: not without asking a clinician. */
export interface Contraindication {
  readonly code: string;
  readonly question: string;
}

/**
 * The questions of the reference library, in words a patient answers without help. One code has one question wherever it
 * stands, so an answer given once holds for every exercise that asks it.
 */
export const CONTRAINDICATIONS = {
  recent_surgery: 'Have you had an operation on this part of the body in the last 12 weeks?',
  recent_fracture: 'Have you broken a bone in this area in the last 12 weeks, or could one be broken?',
  fragile_bones: 'Has a doctor told you that your bones are very fragile, or have you broken a bone of the spine?',
  leg_numbness: 'Do you have new weakness, numbness or tingling in a leg?',
  arm_numbness: 'Do you have new weakness, numbness or tingling in an arm or hand?',
  cannot_lie_flat: 'Do you become short of breath, dizzy or unwell when you lie flat?',
  cannot_get_up: 'Would you be unable to get up from the floor, even with a chair to hold on to?',
  pregnancy: 'Are you pregnant?',
  blood_pressure: 'Is your blood pressure high and not under control?',
  effort_symptoms: 'Do you get chest pain or unusual shortness of breath with light effort?',
  no_kneeling: 'Is kneeling very painful for you, or have you been told not to kneel?',
  weight_on_hands: 'Does it hurt to lean on your hands?',
  unsteady: 'Have you fallen in the last 6 months, or do you feel unsteady when you stand?',
  partial_weight: 'Have you been told not to put your full weight on this leg?',
  hip_precautions: 'Do you have a new hip joint and limits on how far you may bend or turn it?',
  hot_swollen_joint: 'Is the joint hot, red or suddenly swollen?',
  calf_swelling: 'Is one calf newly swollen, warm and painful?',
  tendon_tear: 'Did you feel a sudden snap or tear in this muscle or tendon and has nobody looked at it yet?',
  shoulder_dislocation: 'Has this shoulder ever come out of its joint?',
  neck_dizziness: 'Do you become dizzy, faint or see double when you turn or tilt your head?',
  latex_allergy: 'Are you allergic to latex and is your band made of it?',
} as const;

export type ContraindicationCode = keyof typeof CONTRAINDICATIONS;

/** Answers by code; what was not asked is absent. */
export type ScreeningAnswers = Readonly<Record<string, boolean>>;

/** What the answers mean for one exercise. */
export type ScreeningResult =
  | { readonly kind: 'clear' }
  | { readonly kind: 'unanswered'; readonly codes: readonly string[] }
  | { readonly kind: 'contraindicated'; readonly codes: readonly string[] };

/** Fills in the questions of a list of codes, in order. */
export function askAbout(codes: readonly ContraindicationCode[]): Contraindication[] {
  return codes.map((code) => ({ code, question: CONTRAINDICATIONS[code] }));
}

/**
 * Screens an exercise: one yes blocks it even when other questions are open, because the answer cannot become clear any more;
 * an open question never counts as a no. O(questions).
 */
export function screenExercise(questions: readonly Contraindication[], answers: ScreeningAnswers): ScreeningResult {
  const answered = (code: string): boolean | undefined => (Object.hasOwn(answers, code) ? answers[code] : undefined);
  const codes = questions.map((question) => question.code);
  const yes = codes.filter((code) => answered(code) === true);
  if (yes.length > 0) return { kind: 'contraindicated', codes: yes };
  const open = codes.filter((code) => answered(code) === undefined);
  return open.length > 0 ? { kind: 'unanswered', codes: open } : { kind: 'clear' };
}

/** The questions to ask before a set of exercises: each once, in the order they first appear. O(questions). */
export function questionsFor(
  exercises: readonly { readonly contraindications: readonly Contraindication[] }[],
): Contraindication[] {
  const seen = new Map<string, Contraindication>();
  for (const { contraindications } of exercises) {
    for (const question of contraindications) if (!seen.has(question.code)) seen.set(question.code, question);
  }
  return [...seen.values()];
}
