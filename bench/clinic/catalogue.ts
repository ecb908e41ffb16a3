import type { Buffer, Therapy } from '#domain/scheduling/model/clinic-problem';

const fixed = (minutes: number): Buffer => ({ minutes, shrinkTo: minutes });

function buffers(rest: Buffer, clean: Buffer, turn = 5, setup = 0): Therapy['buffers'] {
  return { patientRest: rest, roomClean: clean, practitionerTurn: fixed(turn), roomSetup: setup, practitionerSetup: 0 };
}

const base = { equipment: [], materials: [], group: null, sameGender: false, contraindications: [] };
const oil = (quantity: number): Therapy['materials'] => [{ itemId: 'sesame-oil', quantity }];
const one = (skill: string, level = 1): Therapy['team'] => [{ skill, level, count: 1 }];

/** Treatments of a house for Panchakarma and physiotherapy, with usual times, fittings and doses. */
export const THERAPIES: readonly Therapy[] = [
  {
    ...base,
    id: 'snehana',
    name: 'Snehana (oil massage)',
    duration: { min: 45, max: 60 },
    roomTypes: ['therapy'],
    team: one('massage'),
    materials: oil(150),
    buffers: buffers({ minutes: 30, shrinkTo: 15 }, { minutes: 15, shrinkTo: 10 }, 5, 5),
    sameGender: true,
    contraindications: ['fever'],
  },
  {
    ...base,
    id: 'pizhichil',
    name: 'Pizhichil (oil bath by two)',
    duration: { min: 60, max: 75 },
    roomTypes: ['therapy', 'private'],
    team: [
      { skill: 'massage', level: 2, count: 1 },
      { skill: 'massage', level: 1, count: 1 },
    ],
    materials: [...oil(600)],
    buffers: buffers({ minutes: 30, shrinkTo: 20 }, { minutes: 20, shrinkTo: 15 }, 5, 10),
    sameGender: true,
    contraindications: ['fever'],
  },
  {
    ...base,
    id: 'swedana',
    name: 'Swedana (steam)',
    duration: { min: 20, max: 30 },
    roomTypes: ['steam'],
    team: one('steam'),
    equipment: [{ type: 'steam-generator', units: 1 }],
    buffers: buffers(fixed(20), { minutes: 10, shrinkTo: 5 }),
    group: { min: 1, max: 3, sameGender: true },
    contraindications: ['fever', 'dehydration'],
  },
  {
    ...base,
    id: 'virechana',
    name: 'Virechana (purgation)',
    duration: { min: 60, max: 90 },
    roomTypes: ['therapy', 'private'],
    team: one('panchakarma', 2),
    materials: [{ itemId: 'trivrit-powder', quantity: 40 }],
    buffers: buffers(fixed(60), { minutes: 20, shrinkTo: 15 }),
    contraindications: ['fever', 'dehydration', 'pregnancy'],
  },
  {
    ...base,
    id: 'basti',
    name: 'Basti (medicated enema)',
    duration: { min: 45, max: 45 },
    roomTypes: ['private', 'therapy'],
    team: one('basti'),
    materials: oil(60),
    buffers: buffers(fixed(30), { minutes: 20, shrinkTo: 15 }),
    sameGender: true,
  },
  {
    ...base,
    id: 'shirodhara',
    name: 'Shirodhara (oil on the forehead)',
    duration: { min: 45, max: 45 },
    roomTypes: ['therapy', 'private'],
    team: one('shirodhara'),
    equipment: [{ type: 'dhara-stand', units: 1 }],
    materials: oil(400),
    buffers: buffers({ minutes: 20, shrinkTo: 10 }, { minutes: 15, shrinkTo: 10 }, 5, 5),
  },
  {
    ...base,
    id: 'consultation',
    name: 'Consultation',
    duration: { min: 20, max: 30 },
    roomTypes: ['office'],
    team: one('panchakarma'),
    buffers: buffers(fixed(0), fixed(0)),
  },
  {
    ...base,
    id: 'yoga',
    name: 'Yoga group',
    duration: { min: 60, max: 60 },
    roomTypes: ['hall'],
    team: one('yoga'),
    buffers: buffers(fixed(10), fixed(10)),
    group: { min: 3, max: 10, sameGender: false },
    contraindications: ['fever'],
  },
  {
    ...base,
    id: 'manual-therapy',
    name: 'Manual therapy',
    duration: { min: 30, max: 45 },
    roomTypes: ['physio'],
    team: one('physiotherapy'),
    buffers: buffers(fixed(0), fixed(5)),
  },
  {
    ...base,
    id: 'gait-training',
    name: 'Gait training',
    duration: { min: 45, max: 60 },
    roomTypes: ['physio', 'hall'],
    team: one('physiotherapy', 2),
    equipment: [{ type: 'treadmill', units: 1 }],
    buffers: buffers({ minutes: 15, shrinkTo: 10 }, fixed(5)),
    contraindications: ['fever'],
  },
  {
    ...base,
    id: 'electrotherapy',
    name: 'Electrotherapy',
    duration: { min: 30, max: 30 },
    roomTypes: ['physio', 'therapy'],
    team: one('physiotherapy'),
    equipment: [{ type: 'stimulator', units: 1 }],
    buffers: buffers(fixed(0), fixed(5)),
    contraindications: ['pacemaker'],
  },
];

/** What people are trained for, in the order in which a house engages them. */
export const ROLES: readonly (readonly string[])[] = [
  ['massage', 'steam', 'shirodhara'],
  ['massage', 'steam', 'basti'],
  ['panchakarma'],
  ['physiotherapy'],
  ['massage', 'steam', 'shirodhara', 'basti', 'panchakarma'],
  ['massage', 'steam', 'basti'],
  ['yoga'],
  ['massage', 'steam', 'shirodhara'],
  ['massage', 'steam', 'shirodhara'],
  ['physiotherapy'],
];

/** Rooms in the order in which a house furnishes them. */
export const ROOM_TYPES: readonly string[] = [
  'therapy',
  'steam',
  'office',
  'physio',
  'therapy',
  'steam',
  'hall',
  'therapy',
  'private',
  'therapy',
];
