import { sessionSeconds, shownMinutes } from '#domain/treatment-plans/session-duration';
import { demandWords } from '../../shared/prescription-words';
import type { PathStep } from '../../ui/path-steps';
import type { DraftExercise, DraftSession } from './plan-draft';
import { sessionLabel, sessionLetter } from './plan-edits';

type Translate = (key: string, params?: Record<string, unknown>) => string;
type Plural = (key: string, count: number) => string;

export const sessionMinutes = (session: DraftSession): number =>
  shownMinutes(sessionSeconds(session.exercises.map((item) => ({ params: item.valid }))));

/** "6 exercises · 18 min" */
export const sessionSummary = (session: DraftSession, t: Translate, plural: Plural): string =>
  `${plural('builder.exercises', session.exercises.length)} · ${t('builder.minutes', { n: sessionMinutes(session) })}`;

/** "weeks 1–2", "from week 3", empty when the session runs the whole plan. */
export const weeksWords = (from: number | null, to: number | null, t: Translate): string => {
  if (from === null && to === null) return '';
  if (from === null) return t('builder.weeks.until', { to });
  if (to === null) return t('builder.weeks.from', { from });
  return from === to ? t('builder.weeks.one', { from }) : t('builder.weeks.range', { from, to });
};

/** "both sides · 5 kg · tempo 3-1-2-0": what the row does not show as fields. */
export const doseExtras = (item: DraftExercise, t: Translate): string => {
  const { side, note_to_patient: note } = item.dose;
  const words = [side === null ? '' : t(`builder.side.${side}`), ...demandWords(item.dose, t), note === null ? '' : note];
  return words.filter((word) => word !== '').join(' · ');
};

/** The sessions of a plan as a path: the open one is gold, those after it are still ahead. */
export const sessionSteps = (
  sessions: readonly DraftSession[],
  current: string | null,
  t: Translate,
  plural: Plural,
): readonly PathStep[] => {
  const at = sessions.findIndex((session) => session.key === current);
  return sessions.map((session, index) => ({
    key: session.key,
    state: index === at ? 'now' : index < at ? 'done' : 'ahead',
    label: sessionLabel(session.title === '' ? t('builder.untitled') : session.title, index),
    detail: sessionSummary(session, t, plural),
  }));
};

const shownOnCard = 10;

/** A plan of the list as a path of its sessions: solid once it is published, dotted while it is still to come. */
export const cardSteps = (plan: { readonly session_count: number; readonly version: number }): readonly PathStep[] =>
  Array.from({ length: Math.min(plan.session_count, shownOnCard) }, (_, index) => ({
    key: index,
    state: plan.version > 0 ? 'done' : 'ahead',
    label: sessionLetter(index),
  }));
