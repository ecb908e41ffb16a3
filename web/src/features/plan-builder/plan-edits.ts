import type { ExerciseParams } from '#domain/treatment-plans/prescription';
import { doseForm, withDose, type DoseForm, type DraftExercise, type DraftSession, type PlanDraft } from './plan-draft';

/** The item at `from` stands at `to` afterwards; positions outside the list change nothing. */
export const moved = <T>(list: readonly T[], from: number, to: number): readonly T[] => {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length || from === to) return list;
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(to, 0, item);
};

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** `A`, `B`, … after `Z` a number: how people name the sessions of a plan. */
export const sessionLetter = (index: number): string => letters[index] ?? String(index + 1);

/** "A · Ease in"; a title that brings its own letter keeps it. */
export const sessionLabel = (title: string, index: number): string =>
  /^\p{L} ·/u.test(title) ? title : `${sessionLetter(index)} · ${title}`;

const changeSession = (draft: PlanDraft, key: string, change: (session: DraftSession) => DraftSession): PlanDraft => ({
  ...draft,
  sessions: draft.sessions.map((session) => (session.key === key ? change(session) : session)),
});

export const updateSession = (
  draft: PlanDraft,
  key: string,
  fields: Partial<Pick<DraftSession, 'title' | 'place' | 'from_week' | 'to_week'>>,
): PlanDraft => changeSession(draft, key, (session) => ({ ...session, ...fields }));

export const addSession = (draft: PlanDraft, key: string, title: string): PlanDraft => ({
  ...draft,
  sessions: [
    ...draft.sessions,
    { key, title, place: draft.type === 'in_clinic' ? 'clinic' : 'home', from_week: null, to_week: null, exercises: [] },
  ],
});

/** A copy right after the original, with its own key. */
export const duplicateSession = (draft: PlanDraft, key: string, newKey: string, title: string): PlanDraft => {
  const at = draft.sessions.findIndex((session) => session.key === key);
  const source = draft.sessions[at];
  if (source === undefined) return draft;
  const exercises = source.exercises.map((item, index) => ({ ...item, uid: `${newKey}-${index}-${item.exercise_id}` }));
  return { ...draft, sessions: draft.sessions.toSpliced(at + 1, 0, { ...source, key: newKey, title, exercises }) };
};

export const removeSession = (draft: PlanDraft, key: string): PlanDraft => ({
  ...draft,
  sessions: draft.sessions.filter((session) => session.key !== key),
});

export const moveSession = (draft: PlanDraft, from: number, to: number): PlanDraft => {
  const sessions = moved(draft.sessions, from, to);
  return sessions === draft.sessions ? draft : { ...draft, sessions };
};

export interface PickedExercise {
  readonly uid: string;
  readonly exercise_id: number;
  readonly name: string;
  readonly demo_slug: string | null;
  readonly params: ExerciseParams;
}

export const addExercise = (draft: PlanDraft, sessionKey: string, picked: PickedExercise): PlanDraft => {
  const item: DraftExercise = {
    uid: picked.uid,
    exercise_id: picked.exercise_id,
    name: picked.name,
    demo_slug: picked.demo_slug,
    deleted: false,
    dose: doseForm(picked.params),
    valid: picked.params,
  };
  return changeSession(draft, sessionKey, (session) => ({ ...session, exercises: [...session.exercises, item] }));
};

export const removeExercise = (draft: PlanDraft, sessionKey: string, uid: string): PlanDraft =>
  changeSession(draft, sessionKey, (session) => ({
    ...session,
    exercises: session.exercises.filter((item) => item.uid !== uid),
  }));

export const moveExercise = (draft: PlanDraft, sessionKey: string, from: number, to: number): PlanDraft => {
  const session = draft.sessions.find((one) => one.key === sessionKey);
  if (session === undefined) return draft;
  const exercises = moved(session.exercises, from, to);
  return exercises === session.exercises ? draft : changeSession(draft, sessionKey, (one) => ({ ...one, exercises }));
};

/** Changing the mode keeps both numbers, so that going back loses nothing. */
export const updateDose = (draft: PlanDraft, sessionKey: string, uid: string, fields: Partial<DoseForm>): PlanDraft =>
  changeSession(draft, sessionKey, (session) => ({
    ...session,
    exercises: session.exercises.map((item) => (item.uid === uid ? withDose(item, { ...item.dose, ...fields }) : item)),
  }));
