import { canonicalJson } from '#domain/shared/canonical-json';
import { isRecord, type JsonValue } from '#domain/shared/json-reader';
import { err, ok, type Fault, type Result } from '#domain/shared/result';
import type { PlanContent, PlanSession } from './plan-content';
import type { TemplateRange } from './enrollment-facts';

function toJson(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(toJson);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toJson(member)]));
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}

/**
 * The text whose SHA-256 is the content hash of a plan: a format name, then the canonical JSON. Equal content gives equal text
 * whatever the order of keys; a change of the format must change the name. The hashing itself is done in core.
 */
export function contentHashInput(content: PlanContent): string {
  return `pathwell.plan-content/1\n${canonicalJson(toJson(content))}`;
}

/** What an enrollment needs to know of the template sessions, in their order. */
export function templateRangesOf(content: PlanContent): readonly TemplateRange[] {
  return content.sessions.map(({ key, from_week, to_week }) => ({ key, from_week, to_week }));
}

function withoutNotes(session: PlanSession): PlanSession {
  return {
    ...session,
    exercises: session.exercises.map((exercise) => ({ ...exercise, params: { ...exercise.params, note_to_patient: null } })),
  };
}

function textsOf(content: PlanContent): readonly { readonly pointer: string; readonly text: string }[] {
  const questions = (field: 'red_flag_questions' | 'contraindication_questions') =>
    content[field].map((question, index) => ({ pointer: `/${field}/${index}/text`, text: question.text }));
  return [
    { pointer: '/name', text: content.name },
    { pointer: '/description', text: content.description ?? '' },
    { pointer: '/condition', text: content.condition ?? '' },
    ...questions('red_flag_questions'),
    ...questions('contraindication_questions'),
    ...content.sessions.flatMap((session, index) => [
      { pointer: `/sessions/${index}/title`, text: session.title },
      { pointer: `/sessions/${index}/key`, text: session.key },
      ...session.exercises.map((exercise, place) => ({
        pointer: `/sessions/${index}/exercises/${place}/name`,
        text: exercise.name,
      })),
    ]),
  ];
}

const SHORT_NAME = 4;

/** Short words keep their case, because "May" is a name and "may" is not; shouted ones count as written with a capital. */
function caseOf(word: string): string {
  if (word.length > SHORT_NAME) return word.toLocaleLowerCase('en');
  return word === word.toLocaleUpperCase('en') ? word.charAt(0) + word.slice(1).toLocaleLowerCase('en') : word;
}

function words(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .split(/[^\p{L}\p{N}@.]+/u)
    .map((word) => word.replace(/^\.+|\.+$/g, ''))
    .filter((word) => word.length > 1)
    .map(caseOf);
}

/**
 * A clone for the library without notes to the patient and under a new name (TP-08). Refused, with the places to reword, when a
 * word that identifies the patient (`traces`: names, e-mail, phone) still stands in any text: cutting words out of clinical text
 * silently could change what it says. O(size × traces).
 */
export function anonymiseForPromotion(
  content: PlanContent,
  options: { readonly name: string; readonly description?: string | null; readonly traces: readonly string[] },
): Result<PlanContent, readonly Fault[]> {
  const clone: PlanContent = {
    ...content,
    name: options.name.trim(),
    description: options.description === undefined ? content.description : options.description,
    sessions: content.sessions.map(withoutNotes),
  };
  const traces = new Set(options.traces.flatMap((trace) => words(trace)));
  const found = textsOf(clone).filter(({ text }) => words(text).some((word) => traces.has(word)));
  const faults = found.map(({ pointer }) => ({
    pointer,
    code: 'trace_of_patient',
    message: 'This text names the patient the plan was made for. Reword it before the plan goes to the library.',
  }));
  if (clone.name === '') {
    faults.push({ pointer: '/name', code: 'name_missing', message: 'The library plan needs a name of its own.' });
  }
  return faults.length > 0 ? err(faults) : ok(clone);
}
