import { at, clinic, gap, hours, practitioner, room, session, therapy } from '#tests/support/scheduling/tiny-clinic';
import type { ClinicProblem, Link } from './clinic-problem';
import { planSessions } from '../plan-sessions';
import { validateClinic } from './validate-clinic';

const faults = (input: unknown): string[] => {
  const result = validateClinic(input);
  return result.ok ? [] : result.error.map(({ pointer, code }) => `${pointer} ${code}`);
};
const chain = (n: number, link: (i: number) => Link): ClinicProblem =>
  clinic({
    sessions: Array.from({ length: n }, (_, i) => session({ id: `s${i}` })),
    links: Array.from({ length: n - 1 }, (_, i) => link(i)),
  });

describe('a broken problem is refused with a pointer', () => {
  it.each<readonly [string, unknown, string]>([
    ['no object', 7, ' not_an_object'],
    ['a list that is none', { ...clinic(), rooms: {} }, '/rooms not_a_list'],
    ['half a minute', { ...clinic(), now: 0.5 }, '/now not_an_integer'],
    ['an unknown patient', clinic({ sessions: [session({ patientId: 'nobody' })] }), '/sessions/0/patientId unknown_reference'],
    ['an id twice', clinic({ rooms: [room(), room()] }), '/rooms/1/id duplicate_id'],
    ['a horizon of years', clinic({ horizon: { start: at(0, 0), end: at(1500, 0) } }), '/horizon horizon_too_long'],
    [
      'negative stock',
      clinic({
        items: [{ id: 'oil', unit: 'ml', lots: [{ id: 'l', centreId: 'c', quantity: -1, availableFrom: 0, expiresAt: null }] }],
      }),
      '/items/0/lots/0/quantity out_of_range',
    ],
    [
      'a session longer than any opening',
      clinic({ therapies: [therapy({ duration: { min: 900, max: 900 } })] }),
      '/sessions/0/therapyId longer_than_any_opening',
    ],
    ['empty calendars', clinic({ practitioners: [practitioner({ open: [] })] }), '/sessions/0/therapyId longer_than_any_opening'],
    [
      'spans that overlap',
      clinic({ rooms: [room({ open: [hours(0, 8, 12), hours(0, 11, 13)] })] }),
      '/rooms/0/open/1 overlapping_spans',
    ],
    ['a gap upside down', clinic({ links: [gap({ min: 60, max: 30 })] }), '/links/0 min_above_max'],
    [
      'gaps that contradict',
      clinic({ links: [gap({ min: 60 }), gap({ id: 'l2', min: null, max: 30 })] }),
      '/links/0 contradictory_links',
    ],
    ['a ring of steps', clinic({ links: [gap(), gap({ id: 'l2', from: 's2', to: 's1' })] }), '/links/0 contradictory_links'],
    [
      'days that contradict',
      clinic({ links: [gap({ unit: 'days', min: 1 }), { id: 'l2', kind: 'same_day', from: 's1', to: 's2', level: 'hard' }] }),
      '/links/0 contradictory_links',
    ],
    [
      'a rule that may not be off',
      clinic({ rules: [{ rule: 'room_busy', level: 'off', value: null }] }),
      '/rules/0/level not_allowed',
    ],
    ['too many sessions', { ...clinic(), sessions: Array.from({ length: 10_001 }, () => 0) }, '/sessions too_many'],
  ])('%s', (_name, input, expected) => {
    expect(faults(input)).toContain(expected);
  });

  it('takes a sound one', () => {
    expect(faults(clinic())).toEqual([]);
  });

  it('finds the contradiction in a chain of ten thousand at once', () => {
    const problem = chain(10_000, (i) => gap({ id: `l${i}`, from: `s${i + 1}`, to: `s${i}`, min: 10 }));
    const closing = gap({ id: 'closing', from: 's0', to: 's9999', min: 10 });
    expect(faults({ ...problem, links: [...problem.links, closing] })[0]).toMatch(/contradictory_links$/);
  });

  it('says so instead of taking more memory than there is', () => {
    const people = Array.from({ length: 1000 }, (_, i) => practitioner({ id: `p${i}` }));
    const [centre] = clinic().centres;
    const days = Array.from({ length: 401 }, (_, day) => at(day, 0));
    const minute = therapy({ duration: { min: 61, max: 61 } });
    const problem = clinic({
      horizon: { start: at(0, 0), end: at(400, 0) },
      centres: centre === undefined ? [] : [{ ...centre, gridMinutes: 1, dayStarts: days }],
      rooms: Array.from({ length: 500 }, (_, i) => room({ id: `r${i}` })),
      practitioners: people,
      therapies: [minute],
    });
    expect(planSessions(problem, { seed: 1, epochs: 0 })).toMatchObject({
      ok: false,
      error: [{ pointer: '/horizon', code: 'problem_too_large' }],
    });
  });
});
