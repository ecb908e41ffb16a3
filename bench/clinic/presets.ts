import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import { makeClinic, type ClinicSize } from './make-clinic';
import { PROTOCOLS } from './protocols';

/** Both changes of the clocks of autumn 2026 (Berlin on 25 October, New York on 1 November) lie inside 42 days from here. */
const AUTUMN: Pick<ClinicSize, 'firstDay' | 'spread'> = { firstDay: '2026-10-05', spread: 12 };

/** Seven patients in ten come for Panchakarma. */
const mixed = (index: number): ReturnType<typeof PROTOCOLS.panchakarma> =>
  index % 10 < 7 ? PROTOCOLS.panchakarma() : PROTOCOLS.physiotherapy();

/** One patient's week of Virechana in a house of 10 rooms and 20 practitioners that is booked to 60 %. */
export const onePatientWeek = (seed: number): ClinicProblem =>
  makeClinic({
    ...AUTUMN,
    seed,
    zones: ['Asia/Kolkata'],
    spread: 1,
    days: 7,
    rooms: 10,
    practitioners: 20,
    patients: 1,
    course: PROTOCOLS.virechanaWeek,
    load: 60,
  });

/** 200 patients with 21 sessions each in 30 rooms with 60 practitioners over 35 days, booked to `load` %. */
export const fullClinic = (seed: number, load = 20): ClinicProblem =>
  makeClinic({
    ...AUTUMN,
    seed,
    zones: ['Europe/Berlin'],
    days: 35,
    rooms: 30,
    practitioners: 60,
    patients: 200,
    course: mixed,
    load,
  });

/** Three houses of 10 rooms and 20 practitioners in three zones over 42 days, 4,200 sessions. */
export const threeCentres = (seed: number): ClinicProblem =>
  makeClinic({
    ...AUTUMN,
    seed,
    zones: ['Asia/Kolkata', 'Europe/Berlin', 'America/New_York'],
    days: 42,
    rooms: 10,
    practitioners: 20,
    patients: 67,
    course: mixed,
    load: 20,
  });

/** Three large houses over 35 days with 9,954 sessions: as many as are taken on at once. */
export const largestClinic = (seed: number): ClinicProblem =>
  makeClinic({
    ...AUTUMN,
    seed,
    zones: ['Asia/Kolkata', 'Europe/Berlin', 'America/New_York'],
    days: 35,
    rooms: 26,
    practitioners: 50,
    patients: 158,
    course: mixed,
    load: 20,
  });

/** A house of ten people for eight days with a change of the clocks inside, for tests. */
export const smallClinic = (seed: number, patients = 3): ClinicProblem =>
  makeClinic({
    seed,
    firstDay: '2026-10-19',
    zones: ['Europe/Berlin'],
    spread: 2,
    days: 8,
    rooms: 10,
    practitioners: 10,
    patients,
    course: PROTOCOLS.virechanaWeek,
    load: 20,
  });

/** A house of 10 rooms for three weeks with more patients than it has room for, for tests of repairs that must shift others. */
export const crowdedClinic = (seed: number): ClinicProblem =>
  makeClinic({
    ...AUTUMN,
    seed,
    zones: ['America/New_York'],
    spread: 5,
    days: 21,
    rooms: 10,
    practitioners: 20,
    patients: 24,
    course: mixed,
    load: 40,
  });
