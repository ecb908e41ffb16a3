import type { ClinicProblem } from '../model/clinic-problem';
import type { FitsIf } from './fits-if';
import { EDIT_TEXTS_EN, PLACEMENT_TEXTS_EN } from './messages';
import type { ProblemEdit } from './problem-edit';
import { fill, sayWhen, type Names } from './say-reason';

/** "It fits on Fri 4 Oct at 08:00 with Therapist T3 if Leave of Therapist T3, 08:00–12:00, is lifted": for staff, without its full stop. */
export function sayFitsIf({ edit, assignment }: FitsIf, problem: ClinicProblem, names: Names): string {
  const people = assignment.practitionerIds.map((id) => names.of({ kind: 'practitioner', id })).join(' and ');
  const text = people === '' ? PLACEMENT_TEXTS_EN.fits_if_alone : PLACEMENT_TEXTS_EN.fits_if;
  const { start } = assignment;
  return fill(text, { day: names.day(start), time: names.time(start), with: people, condition: sayEdit(edit, problem, names) });
}

function sayEdit(edit: ProblemEdit, problem: ClinicProblem, names: Names): string {
  switch (edit.kind) {
    case 'extend_hours': {
      const subject = names.of({ kind: 'practitioner', id: edit.practitionerId });
      return fill(EDIT_TEXTS_EN.extend_hours, { subject, span: names.span(edit.span.start, edit.span.end) });
    }
    case 'patient_comes': {
      const subject = names.of({ kind: 'patient', id: edit.patientId });
      return fill(EDIT_TEXTS_EN.patient_comes, { subject, span: names.span(edit.span.start, edit.span.end) });
    }
    case 'lift_closure': {
      const closure = problem.closures.find(({ id }) => id === edit.closureId);
      const subject = closure === undefined ? '' : names.of(closure.of);
      const span = closure === undefined ? '' : names.span(closure.start, closure.end);
      return fill(EDIT_TEXTS_EN.lift_closure, { closure: names.of({ kind: 'closure', id: edit.closureId }), subject, span });
    }
    case 'move_deadline':
      return fill(EDIT_TEXTS_EN.move_deadline, { time: sayWhen(edit.deadline, names) });
    case 'raise_daily_limit': {
      const subject = names.of({ kind: 'patient', id: edit.patientId });
      return fill(EDIT_TEXTS_EN.raise_daily_limit, { subject, limit: String(edit.limit) });
    }
    case 'receive_stock': {
      const subject = names.of({ kind: 'item', id: edit.itemId });
      return fill(EDIT_TEXTS_EN.receive_stock, { subject, quantity: String(edit.quantity) });
    }
    case 'change_gap':
      return sayGap(edit, problem, names);
    case 'shorten_buffer': {
      const subject = names.of({ kind: 'therapy', id: edit.therapyId });
      return fill(EDIT_TEXTS_EN[`shorten_buffer.${edit.buffer}`], { subject, minutes: String(edit.minutes) });
    }
    case 'move_session': {
      const subject = names.of({ kind: 'session', id: edit.sessionId });
      return fill(EDIT_TEXTS_EN.move_session, { subject, time: sayWhen(edit.to.start, names) });
    }
  }
}

function sayGap(edit: Extract<ProblemEdit, { kind: 'change_gap' }>, problem: ClinicProblem, names: Names): string {
  const link = problem.links.find(({ id }) => id === edit.linkId);
  if (link?.kind !== 'gap') return '';
  const isMin = edit.min !== link.min;
  const gap = `${(isMin ? edit.min : edit.max) ?? 0} ${link.unit}`;
  const [from, to] = [names.of({ kind: 'session', id: link.from }), names.of({ kind: 'session', id: link.to })];
  return fill(EDIT_TEXTS_EN[isMin ? 'change_gap.min' : 'change_gap.max'], { gap, from, to });
}
