import type { ClinicProblem, Link, Session } from '#domain/scheduling/model/clinic-problem';
import { at, clinic, gap, hours, practitioner, room, session, therapy } from './tiny-clinic';

/** Something that is no clinic the planner can take on, and the fault that must be among those it names. */
export interface BadClinic {
  readonly name: string;
  readonly make: () => unknown;
  readonly fault: string;
}

const MANY = 10_000;
const many = <T>(make: (index: number) => T): T[] => Array.from({ length: MANY }, (_, index) => make(index));
const sessions = (change: (index: number) => Partial<Session> = () => ({})): Session[] =>
  many((index) => session({ id: `s${index}`, ...change(index) }));
const chain = (closing: Partial<Extract<Link, { kind: 'gap' }>>): ClinicProblem =>
  clinic({
    sessions: sessions(),
    links: [
      ...many((index) => gap({ id: `l${index}`, from: `s${index}`, to: `s${index + 1}`, min: 60 })).slice(0, -1),
      gap({ id: 'closing', ...closing }),
    ],
  });
const lots = [{ id: 'l', centreId: 'c', quantity: -1, availableFrom: 0, expiresAt: null }];
const days = Array.from({ length: 401 }, (_, day) => at(day, 0));

/** Every kind of bad input, small and with ten thousand sessions. */
export const BAD_CLINICS: readonly BadClinic[] = [
  { name: 'nothing', make: () => null, fault: ' not_an_object' },
  { name: 'a text', make: () => 'clinic', fault: ' not_an_object' },
  { name: 'lists that are none', make: () => ({ ...clinic(), rooms: 'r1' }), fault: '/rooms not_a_list' },
  { name: 'no number', make: () => ({ ...clinic(), now: Number.NaN }), fault: '/now not_an_integer' },
  {
    name: 'gaps that contradict each other',
    make: () => clinic({ links: [gap({ min: 60 }), gap({ id: 'l2', min: null, max: 30 })] }),
    fault: '/links/0 contradictory_links',
  },
  {
    name: 'a ring of steps',
    make: () => clinic({ links: [gap(), gap({ id: 'l2', from: 's2', to: 's1' })] }),
    fault: '/links/0 contradictory_links',
  },
  {
    name: 'a ring of ten thousand steps',
    make: () => chain({ from: `s${MANY - 1}`, to: 's0', min: 0 }),
    fault: 'contradictory_links',
  },
  {
    name: 'ten thousand steps in too short a time',
    make: () => chain({ from: 's0', to: `s${MANY - 1}`, min: null, max: 600 }),
    fault: 'contradictory_links',
  },
  {
    name: 'unknown ids',
    make: () => clinic({ sessions: [session({ therapyId: 'none', patientId: 'nobody' })] }),
    fault: '/sessions/0/patientId unknown_reference',
  },
  {
    name: 'ten thousand unknown ids',
    make: () => clinic({ sessions: sessions((index) => ({ patientId: `nobody ${index}` })) }),
    fault: '/sessions/0/patientId unknown_reference',
  },
  {
    name: 'empty calendars',
    make: () => clinic({ practitioners: [practitioner({ open: [] })] }),
    fault: '/sessions/0/therapyId longer_than_any_opening',
  },
  {
    name: 'ten thousand sessions and empty calendars',
    make: () => clinic({ sessions: sessions(), rooms: [room({ open: [] })] }),
    fault: '/sessions/0/therapyId longer_than_any_opening',
  },
  {
    name: 'a session longer than any opening',
    make: () => clinic({ therapies: [therapy({ duration: { min: 900, max: 900 } })] }),
    fault: '/sessions/0/therapyId longer_than_any_opening',
  },
  {
    name: 'negative stock',
    make: () => clinic({ items: [{ id: 'oil', unit: 'ml', lots }] }),
    fault: '/items/0/lots/0/quantity out_of_range',
  },
  {
    name: 'a horizon of years',
    make: () => clinic({ horizon: { start: at(0, 0), end: at(3650, 0) } }),
    fault: '/horizon horizon_too_long',
  },
  {
    name: 'a horizon that ends before it begins',
    make: () => clinic({ horizon: hours(0, 9, 8) }),
    fault: '/horizon/end empty_span',
  },
  {
    name: 'more than ten thousand sessions',
    make: () => clinic({ sessions: [...sessions(), session({ id: 'more' })] }),
    fault: '/sessions too_many',
  },
  {
    name: 'a million rows of nothing',
    make: () => ({ ...clinic(), sessions: Array.from({ length: 1_000_000 }, () => null) }),
    fault: '/sessions too_many',
  },
  {
    name: 'ten thousand times one id',
    make: () => clinic({ sessions: sessions(() => ({ id: 's' })) }),
    fault: '/sessions/1/id duplicate_id',
  },
  {
    name: 'calendars that do not fit into memory',
    make: () =>
      clinic({
        horizon: { start: at(0, 0), end: at(400, 0) },
        centres: clinic().centres.map((centre) => ({ ...centre, gridMinutes: 1 as const, dayStarts: days })),
        rooms: Array.from({ length: 500 }, (_, index) => room({ id: `r${index}` })),
        practitioners: Array.from({ length: 1000 }, (_, index) => practitioner({ id: `p${index}` })),
        therapies: [therapy({ duration: { min: 61, max: 61 } })],
      }),
    fault: '/horizon problem_too_large',
  },
];
