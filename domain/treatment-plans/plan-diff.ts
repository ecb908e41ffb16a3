import type { PlanContent, PlanExercise, PlanSession, ScreeningQuestion } from './plan-content';
import { describeDose, describeParam, PARAM_FIELDS, type ParamField } from './prescription-words';

/** Plan fields that a diff reports one by one. */
const PLAN_FIELDS = [
  'name',
  'description',
  'condition',
  'body_regions',
  'difficulty',
  'type',
  'frequency_per_week',
  'duration_weeks',
] as const;
/** A plan field of a diff. */
export type PlanField = (typeof PLAN_FIELDS)[number];
/** What of a session a diff reports besides its exercises. */
export type SessionField = 'title' | 'place' | 'weeks';
/** The two lists of screening questions. */
export type QuestionList = 'red_flag_questions' | 'contraindication_questions';

interface InSession {
  /** Title of the session as it is now (as it was, for removed ones). */
  readonly session: string;
  /** JSON pointer into the later content, or into the earlier one for what was removed. */
  readonly pointer: string;
}

/** One change between two contents. `before` and `after` are short texts to be shown side by side. */
export type PlanChange =
  | {
      readonly kind: 'plan_field_changed';
      readonly pointer: string;
      readonly field: PlanField;
      readonly before: string;
      readonly after: string;
    }
  | {
      readonly kind: 'question_added' | 'question_removed';
      readonly pointer: string;
      readonly list: QuestionList;
      readonly text: string;
    }
  | {
      readonly kind: 'question_changed';
      readonly pointer: string;
      readonly list: QuestionList;
      readonly before: string;
      readonly after: string;
    }
  | ({ readonly kind: 'session_added' | 'session_removed'; readonly exercises: number } & InSession)
  | ({ readonly kind: 'session_moved'; readonly before: number; readonly after: number } & InSession)
  | ({
      readonly kind: 'session_changed';
      readonly field: SessionField;
      readonly before: string;
      readonly after: string;
    } & InSession)
  | ({ readonly kind: 'exercise_added' | 'exercise_removed'; readonly exercise: string; readonly dose: string } & InSession)
  | ({ readonly kind: 'exercise_moved'; readonly exercise: string; readonly before: number; readonly after: number } & InSession)
  | ({
      readonly kind: 'exercise_revised';
      readonly exercise: string;
      readonly before: number;
      readonly after: number;
    } & InSession)
  | ({
      readonly kind: 'exercise_changed';
      readonly exercise: string;
      readonly field: ParamField;
      readonly before: string;
      readonly after: string;
    } & InSession);

function fieldText(content: PlanContent, field: PlanField): string {
  const value = content[field];
  if (value === null) return '';
  return typeof value === 'object' ? value.join(', ') : String(value);
}

interface Keyed<T> {
  readonly key: string;
  readonly index: number;
  readonly value: T;
}

interface Matching<T> {
  readonly removed: readonly Keyed<T>[];
  readonly added: readonly Keyed<T>[];
  readonly kept: readonly { readonly before: Keyed<T>; readonly after: Keyed<T>; readonly moved: boolean }[];
}

/** Marks what moved: kept items outside a longest increasing run of old positions, so that one moved item is reported as one. */
function movedFlags(oldPositions: readonly number[]): readonly boolean[] {
  const best: number[] = [];
  const previous: number[] = [];
  let last = -1;
  for (const [index, position] of oldPositions.entries()) {
    best[index] = 1;
    previous[index] = -1;
    for (let earlier = 0; earlier < index; earlier += 1) {
      if ((oldPositions[earlier] ?? 0) < position && (best[earlier] ?? 0) + 1 > (best[index] ?? 0)) {
        best[index] = (best[earlier] ?? 0) + 1;
        previous[index] = earlier;
      }
    }
    if (last < 0 || (best[index] ?? 0) > (best[last] ?? 0)) last = index;
  }
  const stays = new Set<number>();
  for (let index = last; index >= 0; index = previous[index] ?? -1) stays.add(index);
  return oldPositions.map((_, index) => !stays.has(index));
}

function matchByKey<T>(before: readonly Keyed<T>[], after: readonly Keyed<T>[]): Matching<T> {
  const old = new Map(before.map((item) => [item.key, item]));
  const now = new Set(after.map((item) => item.key));
  const pairs = after.flatMap((item) => {
    const match = old.get(item.key);
    return match === undefined ? [] : [{ before: match, after: item }];
  });
  const moved = movedFlags(pairs.map((pair) => pair.before.index));
  return {
    removed: before.filter((item) => !now.has(item.key)),
    added: after.filter((item) => !old.has(item.key)),
    kept: pairs.map((pair, index) => ({ ...pair, moved: moved[index] ?? false })),
  };
}

function keyed<T>(items: readonly T[], keyOf: (item: T) => string): readonly Keyed<T>[] {
  const seen = new Map<string, number>();
  return items.map((value, index) => {
    const key = keyOf(value);
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return { key: `${key}#${nth}`, index, value };
  });
}

function exerciseChanges(before: PlanExercise, after: PlanExercise, where: InSession): readonly PlanChange[] {
  const exercise = after.name;
  const changed = PARAM_FIELDS.flatMap((field): PlanChange[] => {
    const was = describeParam(before.params, field);
    const is = describeParam(after.params, field);
    return was === is ? [] : [{ kind: 'exercise_changed', ...where, exercise, field, before: was, after: is }];
  });
  if (before.exercise_revision === after.exercise_revision) return changed;
  return [
    ...changed,
    { kind: 'exercise_revised', ...where, exercise, before: before.exercise_revision, after: after.exercise_revision },
  ];
}

function weeksText(session: PlanSession): string {
  const { from_week: from, to_week: to } = session;
  if (from === null && to === null) return 'every week';
  if (to === null) return `from week ${from}`;
  return from === null ? `to week ${to}` : from === to ? `week ${from}` : `weeks ${from}–${to}`;
}

function sessionFieldChanges(before: PlanSession, after: PlanSession, where: InSession): readonly PlanChange[] {
  const texts = (session: PlanSession): readonly (readonly [SessionField, string])[] => [
    ['title', session.title],
    ['place', session.place],
    ['weeks', weeksText(session)],
  ];
  const now = new Map(texts(after));
  return texts(before).flatMap(([field, was]): PlanChange[] => {
    const is = now.get(field) ?? '';
    return was === is ? [] : [{ kind: 'session_changed', ...where, field, before: was, after: is }];
  });
}

function insideSession(before: PlanSession, after: PlanSession, oldPointer: string, pointer: string): readonly PlanChange[] {
  const session = after.title;
  const idOf = (exercise: PlanExercise): string => String(exercise.exercise_id);
  const match = matchByKey(keyed(before.exercises, idOf), keyed(after.exercises, idOf));
  const at = (base: string, index: number): InSession => ({ session, pointer: `${base}/exercises/${index}` });
  const listed = (
    kind: 'exercise_added' | 'exercise_removed',
    base: string,
    items: readonly Keyed<PlanExercise>[],
  ): PlanChange[] =>
    items.map(({ value, index }) => ({ kind, ...at(base, index), exercise: value.name, dose: describeDose(value.params) }));
  return [
    ...sessionFieldChanges(before, after, { session, pointer }),
    ...listed('exercise_removed', oldPointer, match.removed),
    ...listed('exercise_added', pointer, match.added),
    ...match.kept.flatMap(({ before: was, after: is, moved }): PlanChange[] => [
      ...(moved
        ? [
            {
              kind: 'exercise_moved' as const,
              ...at(pointer, is.index),
              exercise: is.value.name,
              before: was.index + 1,
              after: is.index + 1,
            },
          ]
        : []),
      ...exerciseChanges(was.value, is.value, at(pointer, is.index)),
    ]),
  ];
}

function questionChanges(
  list: QuestionList,
  before: readonly ScreeningQuestion[],
  after: readonly ScreeningQuestion[],
): PlanChange[] {
  const match = matchByKey(
    keyed(before, (question) => question.key),
    keyed(after, (question) => question.key),
  );
  const pointer = (index: number): string => `/${list}/${index}`;
  return [
    ...match.removed.map(({ value, index }): PlanChange => ({
      kind: 'question_removed',
      list,
      pointer: pointer(index),
      text: value.text,
    })),
    ...match.added.map(({ value, index }): PlanChange => ({
      kind: 'question_added',
      list,
      pointer: pointer(index),
      text: value.text,
    })),
    ...match.kept.flatMap(({ before: was, after: is }): PlanChange[] =>
      was.value.text === is.value.text
        ? []
        : [{ kind: 'question_changed', list, pointer: pointer(is.index), before: was.value.text, after: is.value.text }],
    ),
  ];
}

/**
 * What changed from one content to another: plan fields, questions, sessions (matched by key), exercises (matched by exercise and
 * occurrence within their session). Empty when nothing a reader would notice changed. O(size²) for moves, sizes are capped.
 */
export function diffPlans(before: PlanContent, after: PlanContent): readonly PlanChange[] {
  const sessions = matchByKey(
    keyed(before.sessions, (session) => session.key),
    keyed(after.sessions, (session) => session.key),
  );
  const whole = (kind: 'session_added' | 'session_removed', items: readonly Keyed<PlanSession>[]): PlanChange[] =>
    items.map(({ value, index }) => ({
      kind,
      session: value.title,
      pointer: `/sessions/${index}`,
      exercises: value.exercises.length,
    }));
  return [
    ...PLAN_FIELDS.flatMap((field): PlanChange[] => {
      const was = fieldText(before, field);
      const is = fieldText(after, field);
      return was === is ? [] : [{ kind: 'plan_field_changed', pointer: `/${field}`, field, before: was, after: is }];
    }),
    ...questionChanges('red_flag_questions', before.red_flag_questions, after.red_flag_questions),
    ...questionChanges('contraindication_questions', before.contraindication_questions, after.contraindication_questions),
    ...whole('session_removed', sessions.removed),
    ...whole('session_added', sessions.added),
    ...sessions.kept.flatMap(({ before: was, after: is, moved }): PlanChange[] => {
      const pointer = `/sessions/${is.index}`;
      const move: PlanChange = {
        kind: 'session_moved',
        session: is.value.title,
        pointer,
        before: was.index + 1,
        after: is.index + 1,
      };
      return [...(moved ? [move] : []), ...insideSession(was.value, is.value, `/sessions/${was.index}`, pointer)];
    }),
  ];
}
