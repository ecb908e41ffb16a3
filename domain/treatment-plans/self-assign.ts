/** What must be known to answer a patient who wants to start a library plan themselves. Plan facts are null when it is not there. */
export interface SelfAssignFacts {
  readonly plan: {
    readonly published: boolean;
    readonly visibility: 'private' | 'library';
    /** Global, or of the patient's own organization, and not archived. */
    readonly visible_to_patient: boolean;
    readonly requires_approval: boolean;
    readonly red_flag_keys: readonly string[];
    readonly contraindication_keys: readonly string[];
  } | null;
  /** An active service plan with `library_access`. */
  readonly has_library_access: boolean;
  /** Names of the organization's service plans that grant it, for the refusal. */
  readonly services_with_access: readonly string[];
  /** A running enrollment (pending, active or paused) of the same plan, any version. */
  readonly running_enrollment_id: number | null;
  /** A contraindication was answered yes before and no specialist has cleared it. */
  readonly contraindicated_before: boolean;
  /** Policy `self_assign.approval`. */
  readonly policy_requires_approval: boolean;
}

/** Yes or no by question key. */
export type ScreeningAnswers = Readonly<Record<string, boolean>>;

/** The answer to a self-assignment (plan-semantics §6); the first row that holds answers. */
export type SelfAssignVerdict =
  | { readonly kind: 'not_found' }
  | { readonly kind: 'library_access_required'; readonly detail: string; readonly services: readonly string[] }
  | { readonly kind: 'already_enrolled'; readonly detail: string; readonly enrollment_id: number }
  | { readonly kind: 'answers_missing'; readonly detail: string; readonly missing_keys: readonly string[] }
  | { readonly kind: 'red_flag'; readonly detail: string; readonly yes_keys: readonly string[] }
  | { readonly kind: 'contraindicated'; readonly detail: string; readonly yes_keys: readonly string[] }
  | { readonly kind: 'enroll'; readonly needs_approval: boolean };

function answeredYes(keys: readonly string[], answers: ScreeningAnswers): readonly string[] {
  return keys.filter((key) => Object.hasOwn(answers, key) && answers[key] === true);
}

function accessDetail(services: readonly string[]): string {
  const names = services.length === 0 ? 'Ask the clinic which service includes it.' : `Included in: ${services.join(', ')}.`;
  return `Starting plans from the library needs a service with library access. ${names}`;
}

/**
 * The decision table of plan-semantics §6. Must be asked with every question of the plan answered: a missing answer is refused (422)
 * before it could count as "no". A red flag outranks everything after it, also a contraindication that already stuck. O(questions).
 */
export function decideSelfAssign(facts: SelfAssignFacts, answers: ScreeningAnswers): SelfAssignVerdict {
  const { plan } = facts;
  if (plan === null || !plan.published || plan.visibility !== 'library' || !plan.visible_to_patient) return { kind: 'not_found' };
  if (!facts.has_library_access) {
    return {
      kind: 'library_access_required',
      detail: accessDetail(facts.services_with_access),
      services: facts.services_with_access,
    };
  }
  if (facts.running_enrollment_id !== null) {
    const detail = 'You already have this plan. Go on with it, or end it before starting it anew.';
    return { kind: 'already_enrolled', detail, enrollment_id: facts.running_enrollment_id };
  }
  const redFlags = answeredYes(plan.red_flag_keys, answers);
  if (redFlags.length > 0) {
    const detail = 'Your answers need a look by a professional before any exercise. Your clinic has been told; call them now.';
    return { kind: 'red_flag', detail, yes_keys: redFlags };
  }
  const contraindications = answeredYes(plan.contraindication_keys, answers);
  if (contraindications.length > 0 || facts.contraindicated_before) {
    const detail = 'This plan may not suit you. A specialist has to clear it for you; answering again changes nothing.';
    return { kind: 'contraindicated', detail, yes_keys: contraindications };
  }
  const missing = [...plan.red_flag_keys, ...plan.contraindication_keys].filter((key) => !Object.hasOwn(answers, key));
  if (missing.length > 0) {
    return { kind: 'answers_missing', detail: 'Answer every question with yes or no.', missing_keys: missing };
  }
  return { kind: 'enroll', needs_approval: facts.policy_requires_approval || plan.requires_approval };
}
