import type { Role } from '#domain/auth/roles';

export interface DemoClinic {
  slug: string;
  name: string;
  phone: string;
  emergencyText: string;
  timeZone: string;
}

/** Numbers are from the ranges German and British regulators keep free for fiction. */
export const DEMO_CLINICS = [
  {
    slug: 'uferpark',
    name: 'Rehazentrum am Uferpark',
    phone: '+49 30 23125 480',
    emergencyText:
      'Sudden chest pain, breathlessness, numbness or loss of strength: stop and call 112. For strong new pain during an exercise call us, Monday to Friday from 8:00 to 18:00; outside these hours the on-call service is 116 117.',
    timeZone: 'Europe/Berlin',
  },
  {
    slug: 'harbour-physio',
    name: 'Harbour Physio Collective',
    phone: '+44 20 7946 0182',
    emergencyText:
      'In an emergency call 999. For strong new pain stop the exercise and call us, Monday to Saturday from 9:00 to 17:00, or NHS 111 outside these hours.',
    timeZone: 'Europe/London',
  },
] as const satisfies readonly DemoClinic[];

type DemoClinicSlug = (typeof DEMO_CLINICS)[number]['slug'];

export interface DemoPersonSeed {
  key: string;
  name: string;
  email: string;
  clinic: DemoClinicSlug | null;
  roles: readonly Role[];
  specialist?: { title: string; specialties: readonly string[]; languages: readonly string[] };
  patient?: {
    timeZone: string;
    birthDate: string;
    responsible: string;
    reminderTime: string;
    preferredWeekdays: readonly number[];
  };
}

/** Everybody is made up. The keys are what `npm run token` and the one-click sign-in take. */
export const DEMO_PEOPLE: readonly DemoPersonSeed[] = [
  {
    key: 'author',
    name: 'Jana Brandt',
    email: 'jana.brandt@uferpark.example',
    clinic: 'uferpark',
    roles: ['specialist'],
    specialist: { title: 'Physiotherapist', specialties: ['physiotherapy', 'orthopaedics'], languages: ['de', 'en'] },
  },
  {
    key: 'approver',
    name: 'Tomasz Zielinski',
    email: 'tomasz.zielinski@uferpark.example',
    clinic: 'uferpark',
    roles: ['specialist'],
    specialist: { title: 'Physiotherapist, sports', specialties: ['physiotherapy', 'sports-medicine'], languages: ['de', 'pl'] },
  },
  {
    key: 'director',
    name: 'Dr. Miriam Hofer',
    email: 'miriam.hofer@uferpark.example',
    clinic: 'uferpark',
    roles: ['medical_director'],
    specialist: { title: 'Medical director', specialties: ['rehabilitation-medicine'], languages: ['de', 'en', 'fr'] },
  },
  { key: 'admin', name: 'Petra Lindqvist', email: 'petra.lindqvist@uferpark.example', clinic: 'uferpark', roles: ['admin'] },
  { key: 'ops', name: 'Oskar Reimann', email: 'oskar.reimann@uferpark.example', clinic: 'uferpark', roles: ['ops'] },
  {
    key: 'patient-1',
    name: 'Lena Vogt',
    email: 'lena.vogt@mail.example',
    clinic: 'uferpark',
    roles: ['patient'],
    patient: {
      timeZone: 'Europe/Berlin',
      birthDate: '1984-03-12',
      responsible: 'author',
      reminderTime: '18:00',
      preferredWeekdays: [1, 3, 5],
    },
  },
  {
    key: 'patient-2',
    name: 'Karim Haddad',
    email: 'karim.haddad@mail.example',
    clinic: 'uferpark',
    roles: ['patient'],
    patient: {
      timeZone: 'Europe/Berlin',
      birthDate: '1967-11-02',
      responsible: 'author',
      reminderTime: '07:30',
      preferredWeekdays: [2, 4, 6],
    },
  },
  {
    key: 'patient-3',
    name: 'Ingrid Solheim',
    email: 'ingrid.solheim@mail.example',
    clinic: 'uferpark',
    roles: ['patient'],
    patient: {
      timeZone: 'America/New_York',
      birthDate: '1992-06-24',
      responsible: 'approver',
      reminderTime: '19:00',
      preferredWeekdays: [],
    },
  },
  {
    key: 'patient-4',
    name: 'Noah Achterberg',
    email: 'noah.achterberg@mail.example',
    clinic: 'uferpark',
    roles: ['patient'],
    patient: {
      timeZone: 'Asia/Kolkata',
      birthDate: '1975-01-30',
      responsible: 'author',
      reminderTime: '18:30',
      preferredWeekdays: [1, 2, 3, 4, 5],
    },
  },
  {
    key: 'other-author',
    name: 'Carys Pemberton',
    email: 'carys.pemberton@harbour-physio.example',
    clinic: 'harbour-physio',
    roles: ['specialist'],
    specialist: { title: 'Physiotherapist', specialties: ['physiotherapy'], languages: ['en', 'hi'] },
  },
  {
    key: 'other-admin',
    name: 'Marcus Bellweather',
    email: 'marcus.bellweather@harbour-physio.example',
    clinic: 'harbour-physio',
    roles: ['admin'],
  },
  {
    key: 'other-patient',
    name: 'Priya Ramanathan',
    email: 'priya.ramanathan@mail.example',
    clinic: 'harbour-physio',
    roles: ['patient'],
    patient: {
      timeZone: 'Europe/London',
      birthDate: '1989-09-09',
      responsible: 'other-author',
      reminderTime: '18:00',
      preferredWeekdays: [],
    },
  },
  { key: 'platform', name: 'Robin Castellan', email: 'robin.castellan@pathwell.example', clinic: null, roles: [] },
];

/** Staff of the demo may also sign in step by step: this password, then the set-up of a second step. */
export const DEMO_PASSWORD = 'willow river morning lantern';
