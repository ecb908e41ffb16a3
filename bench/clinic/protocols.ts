import type { Link } from '#domain/scheduling/model/clinic-problem';

/** How a step follows an earlier one of the same course. */
interface After {
  /** Index of the earlier step. */
  readonly step: number;
  readonly unit: 'minutes' | 'days';
  readonly min: number;
  readonly max: number | null;
  /** The same hands are preferred. */
  readonly samePractitioner?: boolean;
  readonly kind?: Exclude<Link['kind'], 'gap'>;
}

export interface Step {
  readonly therapyId: string;
  readonly after: After | null;
}

/** Snehana and Swedana on `mornings` days, purgation on the next, then rest. */
function virechana(mornings: number): Step[] {
  const steps: Step[] = [];
  for (let morning = 0; morning < mornings; morning += 1) {
    const before = steps.length - 1;
    steps.push({ therapyId: 'snehana', after: before < 0 ? null : { step: before, unit: 'days', min: 1, max: 3 } });
    const oiled = { step: steps.length - 1, unit: 'minutes' as const, min: 30, max: 300, samePractitioner: true };
    steps.push({ therapyId: 'swedana', after: { ...oiled, kind: 'same_day' } });
  }
  steps.push({ therapyId: 'virechana', after: { step: steps.length - 1, unit: 'days', min: 1, max: 3 } });
  return steps;
}

/** `count` times one therapy, days apart, the first after `step`. */
function series(therapyId: string, count: number, step: number, at: number, min: number, max: number | null): Step[] {
  return Array.from({ length: count }, (_, index) => ({
    therapyId,
    after: { step: index === 0 ? step : at + index - 1, unit: 'days' as const, min, max, samePractitioner: index > 0 },
  }));
}

/** Courses as lists of steps. */
export const PROTOCOLS = {
  /** A week of Virechana: eight sessions. */
  virechanaWeek: (): Step[] => {
    const steps = virechana(3);
    return [...steps, { therapyId: 'consultation', after: { step: steps.length - 1, unit: 'minutes', min: 60, max: null } }];
  },
  /** Panchakarma of 21 sessions: preparation, purgation, two days of rest, then strengthening. */
  panchakarma: (): Step[] => {
    const steps: Step[] = virechana(5);
    const purged = steps.length - 1;
    for (const [therapyId, count] of [
      ['shirodhara', 3],
      ['basti', 3],
      ['yoga', 2],
      ['pizhichil', 1],
    ] as const) {
      steps.push(...series(therapyId, count, purged, steps.length, therapyId === 'yoga' ? 3 : 2, null));
    }
    return [...steps, { therapyId: 'consultation', after: { step: purged, unit: 'days', min: 5, max: null } }];
  },
  /** Physiotherapy of 21 sessions over five weeks. */
  physiotherapy: (): Step[] => {
    const first: Step = { therapyId: 'consultation', after: null };
    const steps = [first];
    for (const [therapyId, count] of [
      ['manual-therapy', 8],
      ['gait-training', 5],
      ['electrotherapy', 4],
      ['yoga', 3],
    ] as const) {
      steps.push(...series(therapyId, count, 0, steps.length, therapyId === 'manual-therapy' ? 2 : 3, null));
    }
    return steps;
  },
} satisfies Record<string, () => Step[]>;
