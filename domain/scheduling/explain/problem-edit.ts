import type { Assignment, ClinicProblem, Minute, Span } from '../model/clinic-problem';

/** Something a clinic could do so that a session fits. */
export type ProblemEdit =
  | { readonly kind: 'extend_hours'; readonly practitionerId: string; readonly span: Span }
  | { readonly kind: 'lift_closure'; readonly closureId: string }
  | { readonly kind: 'patient_comes'; readonly patientId: string; readonly span: Span }
  | { readonly kind: 'move_deadline'; readonly sessionId: string; readonly deadline: Minute }
  | { readonly kind: 'raise_daily_limit'; readonly patientId: string; readonly limit: number }
  | { readonly kind: 'receive_stock'; readonly itemId: string; readonly centreId: string; readonly quantity: number }
  | { readonly kind: 'change_gap'; readonly linkId: string; readonly min: number | null; readonly max: number | null }
  | {
      readonly kind: 'shorten_buffer';
      readonly therapyId: string;
      readonly buffer: 'patientRest' | 'roomClean' | 'practitionerTurn';
      readonly minutes: number;
    }
  | { readonly kind: 'move_session'; readonly sessionId: string; readonly to: Assignment };

/** The problem with one edit made. O(rows of the list it touches). */
export function withEdit(problem: ClinicProblem, edit: ProblemEdit): ClinicProblem {
  const edited = <T extends { readonly id: string }>(rows: readonly T[], id: string, change: (row: T) => T): readonly T[] =>
    rows.map((row) => (row.id === id ? change(row) : row));
  switch (edit.kind) {
    case 'extend_hours':
      return {
        ...problem,
        practitioners: edited(problem.practitioners, edit.practitionerId, (row) => ({
          ...row,
          open: united([...row.open, edit.span]),
          overtime: outside(row.overtime, edit.span),
        })),
      };
    case 'lift_closure':
      return { ...problem, closures: problem.closures.filter(({ id }) => id !== edit.closureId) };
    case 'patient_comes':
      return {
        ...problem,
        patients: edited(problem.patients, edit.patientId, (row) => ({
          ...row,
          open: row.open === null ? null : united([...row.open, edit.span]),
        })),
      };
    case 'move_deadline':
      return { ...problem, sessions: edited(problem.sessions, edit.sessionId, (row) => ({ ...row, deadline: edit.deadline })) };
    case 'raise_daily_limit':
      return {
        ...problem,
        patients: edited(problem.patients, edit.patientId, (row) => ({ ...row, maxSessionsPerDay: edit.limit })),
      };
    case 'receive_stock': {
      const lot = {
        id: `expected-${edit.itemId}`,
        centreId: edit.centreId,
        quantity: edit.quantity,
        availableFrom: problem.now,
        expiresAt: null,
      };
      return { ...problem, items: edited(problem.items, edit.itemId, (row) => ({ ...row, lots: [...row.lots, lot] })) };
    }
    case 'change_gap':
      return {
        ...problem,
        links: edited(problem.links, edit.linkId, (row) => (row.kind === 'gap' ? { ...row, min: edit.min, max: edit.max } : row)),
      };
    case 'shorten_buffer':
      return {
        ...problem,
        therapies: edited(problem.therapies, edit.therapyId, (row) => ({
          ...row,
          buffers: { ...row.buffers, [edit.buffer]: { ...row.buffers[edit.buffer], shrinkTo: edit.minutes } },
        })),
      };
    case 'move_session':
      return {
        ...problem,
        sessions: edited(problem.sessions, edit.sessionId, (row) => ({ ...row, fixity: 'published', assignment: edit.to })),
      };
  }
}

function united(spans: readonly Span[]): readonly Span[] {
  const all: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last !== undefined && last.end >= span.start) {
      all[all.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else all.push(span);
  }
  return all;
}

const outside = (spans: readonly Span[], cut: Span): readonly Span[] =>
  spans.flatMap(({ start, end }) =>
    [
      { start, end: Math.min(end, cut.start) },
      { start: Math.max(start, cut.end), end },
    ].filter((part) => part.start < part.end),
  );
