import { pointerTo } from '#domain/shared/json-reader';
import type { Fault } from '#domain/shared/result';
import type { PlanContent, PlanSession, ScreeningQuestion } from './plan-content';
import { paramsFaults } from './prescription';

function repeatedKeys(items: readonly { readonly key: string }[], pointer: string): Fault[] {
  return items.flatMap((item, index) =>
    items.findIndex((other) => other.key === item.key) === index
      ? []
      : [{ pointer: `${pointer}/${index}/key`, code: 'key_repeated', message: `The key "${item.key}" is used twice.` }],
  );
}

function questionFaults(questions: readonly ScreeningQuestion[], pointer: string): Fault[] {
  const blank = questions.flatMap((question, index) =>
    question.text.trim() === ''
      ? [{ pointer: `${pointer}/${index}/text`, code: 'question_empty', message: `Question ${index + 1} has no text.` }]
      : [],
  );
  return [...blank, ...repeatedKeys(questions, pointer)];
}

function sessionFaults(session: PlanSession, index: number, weeks: number): Fault[] {
  const pointer = `/sessions/${index}`;
  const faults: Fault[] = [];
  const name = session.title.trim() === '' ? `Session ${index + 1}` : `Session "${session.title}"`;
  if (session.title.trim() === '') {
    faults.push({ pointer: `${pointer}/title`, code: 'session_title_missing', message: `${name} needs a title.` });
  }
  if (session.exercises.length === 0) {
    faults.push({
      pointer: `${pointer}/exercises`,
      code: 'session_empty',
      message: `${name} has no exercises. Add one, or remove the session.`,
    });
  }
  const from = session.from_week ?? 1;
  const to = session.to_week ?? weeks;
  if (from > to) {
    faults.push({
      pointer: `${pointer}/to_week`,
      code: 'weeks_reversed',
      message: `${name} ends (week ${to}) before it starts (week ${from}).`,
    });
  }
  if (to > weeks) {
    faults.push({
      pointer: `${pointer}/to_week`,
      code: 'week_after_end',
      message: `${name} runs to week ${to}, but the plan has ${weeks}.`,
    });
  }
  for (const [position, exercise] of session.exercises.entries()) {
    faults.push(...paramsFaults(exercise.params, pointerTo(pointerTo(`${pointer}/exercises`, position), 'params')));
  }
  return faults;
}

function uncoveredWeeks(content: PlanContent): readonly number[] {
  const weeks = Array.from({ length: content.duration_weeks }, (_, index) => index + 1);
  return weeks.filter(
    (week) => !content.sessions.some((session) => (session.from_week ?? 1) <= week && week <= (session.to_week ?? Infinity)),
  );
}

/**
 * Why a draft cannot be published, as a sentence per fault with the JSON pointer of the place to mend; empty when it can. An
 * enrollment relies on it: every week 1…n must hold at least one session. O(size).
 */
export function checkPublishable(content: PlanContent): readonly Fault[] {
  const faults: Fault[] = [];
  if (content.name.trim() === '') faults.push({ pointer: '/name', code: 'name_missing', message: 'The plan needs a name.' });
  if (!Number.isInteger(content.frequency_per_week) || content.frequency_per_week < 1 || content.frequency_per_week > 14) {
    faults.push({ pointer: '/frequency_per_week', code: 'out_of_range', message: 'The plan needs 1 to 14 sessions per week.' });
  }
  if (!Number.isInteger(content.duration_weeks) || content.duration_weeks < 1 || content.duration_weeks > 52) {
    faults.push({ pointer: '/duration_weeks', code: 'out_of_range', message: 'The plan must last 1 to 52 weeks.' });
    return faults;
  }
  faults.push(...questionFaults(content.red_flag_questions, '/red_flag_questions'));
  faults.push(...questionFaults(content.contraindication_questions, '/contraindication_questions'));
  if (content.sessions.length === 0) {
    faults.push({ pointer: '/sessions', code: 'plan_empty', message: 'The plan has no sessions yet. Add at least one.' });
    return faults;
  }
  faults.push(...repeatedKeys(content.sessions, '/sessions'));
  faults.push(...content.sessions.flatMap((session, index) => sessionFaults(session, index, content.duration_weeks)));
  const empty = uncoveredWeeks(content);
  if (empty.length > 0) {
    const list = empty.length === 1 ? `Week ${empty[0]} has` : `Weeks ${empty.join(', ')} have`;
    faults.push({ pointer: '/sessions', code: 'week_without_session', message: `${list} no session. Widen the weeks of one.` });
  }
  return faults;
}
