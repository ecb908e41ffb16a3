import type { PlanChange, PlanField, QuestionList } from './plan-diff';
import type { ParamField } from './prescription-words';

/** A change in words: a message key with parameters for translation, and the English sentence. */
export interface ChangeInWords {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly sentence: string;
}

const FIELD_NAMES: Readonly<Record<PlanField, string>> = {
  name: 'Name',
  description: 'Description',
  condition: 'Condition',
  body_regions: 'Body regions',
  difficulty: 'Difficulty',
  type: 'Type',
  frequency_per_week: 'Sessions per week',
  duration_weeks: 'Length in weeks',
};

const PARAM_NAMES: Readonly<Record<ParamField, string>> = {
  dose: 'dose',
  rest: 'rest between sets',
  side: 'side',
  load: 'load',
  tempo: 'tempo',
  effort: 'target effort',
  assistance: 'assistance',
  note: 'note to the patient',
};

const LIST_NAMES: Readonly<Record<QuestionList, string>> = {
  red_flag_questions: 'Red-flag question',
  contraindication_questions: 'Contraindication question',
};

const LONG_TEXT = 80;

function fromTo(subject: string, before: string, after: string): string {
  if (before === '') return `${subject} set to ${after}.`;
  if (after === '') return `${subject} removed (was ${before}).`;
  if (before.length > LONG_TEXT || after.length > LONG_TEXT) return `${subject} reworded.`;
  return `${subject}: ${before} → ${after}.`;
}

function sentenceOf(change: PlanChange): string {
  switch (change.kind) {
    case 'plan_field_changed':
      return fromTo(FIELD_NAMES[change.field], change.before, change.after);
    case 'question_added':
      return `${LIST_NAMES[change.list]} added: "${change.text}".`;
    case 'question_removed':
      return `${LIST_NAMES[change.list]} removed: "${change.text}".`;
    case 'question_changed':
      return `${LIST_NAMES[change.list]} reworded: "${change.before}" → "${change.after}".`;
    case 'session_added':
      return `Session "${change.session}" added with ${change.exercises} ${change.exercises === 1 ? 'exercise' : 'exercises'}.`;
    case 'session_removed':
      return `Session "${change.session}" removed.`;
    case 'session_moved':
      return `Session "${change.session}" moved from place ${change.before} to ${change.after}.`;
    case 'session_changed':
      return fromTo(`Session "${change.session}", ${change.field}`, change.before, change.after);
    case 'exercise_added':
      return `${change.exercise} added to "${change.session}" (${change.dose}).`;
    case 'exercise_removed':
      return `${change.exercise} removed from "${change.session}" (was ${change.dose}).`;
    case 'exercise_moved':
      return `${change.exercise} moved from place ${change.before} to ${change.after} in "${change.session}".`;
    case 'exercise_revised':
      return `${change.exercise} in "${change.session}" uses a newer description of the exercise (${change.before} → ${change.after}).`;
    case 'exercise_changed':
      return change.field === 'dose'
        ? fromTo(`${change.exercise} in "${change.session}"`, change.before, change.after)
        : fromTo(`${change.exercise} in "${change.session}", ${PARAM_NAMES[change.field]}`, change.before, change.after);
  }
}

/** A change as message key, parameters and English sentence. Keys are `plan_diff.<kind>`, refined by field where there is one. */
export function changeInWords(change: PlanChange): ChangeInWords {
  const { kind, pointer: _pointer, ...params } = change;
  const key = 'field' in change ? `plan_diff.${kind}.${change.field}` : `plan_diff.${kind}`;
  return { key, params, sentence: sentenceOf(change) };
}
