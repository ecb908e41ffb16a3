import { requireOrg, systemCtx, type Ctx } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';
import { assignPlan } from '#core/treatment-plans/enrollments/assign-plan';
import { clonePlan } from '#core/treatment-plans/plans/clone-plan';
import { publishPlan } from '#core/treatment-plans/plans/publish-plan';
import { addDays, mondayOf, type LocalDate } from '#domain/shared/local-date';
import { toLocal } from '#domain/shared/zoned-time';
import { enrollmentProcess } from '#workflows/treatment-plans/enrollment.contract';
import {
  backdateCourse,
  findDemoPatient,
  findGlobalPlan,
  hasEnrollments,
  insertPastSession,
  requireApproval,
} from './care.repository';

/** One session that lies in the past: days after the Monday the course began on, and what the patient said. */
interface PastSession {
  day: number;
  painBefore: number;
  painAfter: number;
  difficulty: 'too_easy' | 'right' | 'hard' | 'too_hard';
}

interface Course {
  patient: string;
  plan: string;
  /** Whole weeks between the start and this week's Monday. */
  weeksAgo: number;
  sessions: readonly PastSession[];
}

const session = (
  day: number,
  painBefore: number,
  painAfter: number,
  difficulty: PastSession['difficulty'] = 'right',
): PastSession => ({ day, painBefore, painAfter, difficulty });

/** Courses in the middle of their way, so that every screen has something true to show. */
const COURSES: readonly Course[] = [
  {
    patient: 'patient-1',
    plan: 'low-back-6-weeks',
    weeksAgo: 3,
    sessions: [
      session(0, 6, 5, 'hard'),
      session(2, 6, 5),
      session(4, 5, 5),
      session(7, 5, 4),
      session(9, 5, 4),
      session(11, 4, 4),
      session(14, 4, 3),
      session(16, 4, 3),
      session(18, 3, 3),
      session(21, 3, 2),
      session(23, 3, 2),
    ],
  },
  {
    patient: 'patient-2',
    plan: 'knee-osteoarthritis-8-weeks',
    weeksAgo: 1,
    sessions: [session(0, 4, 4), session(2, 4, 5, 'hard'), session(4, 5, 6, 'hard'), session(7, 5, 7, 'too_hard')],
  },
  { patient: 'patient-3', plan: 'neck-4-weeks', weeksAgo: 2, sessions: [session(0, 5, 4), session(1, 4, 4), session(3, 4, 3)] },
];

/**
 * Gives the demo clinic running courses, a request that waits for approval and a patient who went silent. Everything goes through the
 * use cases and processes of the product; only the past sessions are written directly, because nobody can act in the past.
 * Does nothing when the clinic has enrollments already.
 */
export async function seedDemoCare(author: Ctx): Promise<void> {
  if (await inSystemTx(systemCtx(author.kernel, author.orgId, author.now), (tx) => hasEnrollments(tx, requireOrg(author)))) {
    return;
  }
  for (const course of COURSES) await seedCourse(author, course);
  await seedWaitingApproval(author);
}

async function seedCourse(author: Ctx, course: Course): Promise<void> {
  const orgId = requireOrg(author);
  const { patient, planId } = await inSystemTx(systemCtx(author.kernel, orgId, author.now), async (tx) => ({
    patient: await findDemoPatient(tx, orgId, course.patient),
    planId: await findGlobalPlan(tx, course.plan),
  }));
  if (patient === null || planId === null) return;
  const today = toLocal(author.now.getTime(), patient.time_zone).date;
  const start = addDays(mondayOf(today), -7 * course.weeksAgo);
  const { enrollmentId } = await assignPlan(
    author,
    { planId, patientId: patient.id, version: null, startDate: start, previousEnrollmentId: null },
    seedIdempotency(`${course.patient}:${course.plan}`),
  );
  await inSystemTx(systemCtx(author.kernel, orgId, author.now), async (tx) => {
    for (const past of course.sessions) {
      const date: LocalDate = addDays(start, past.day);
      if (date < today) {
        await insertPastSession(tx, { orgId, enrollmentId, patientId: patient.id, date, zone: patient.time_zone, ...past });
      }
    }
    await backdateCourse(tx, orgId, enrollmentId);
  });
  await author.kernel.processes.signal({
    process: enrollmentProcess,
    subjectId: enrollmentId,
    event: 'look_again',
    eventId: `seed:${enrollmentId}`,
    data: {},
  });
}

/** A plan made for one patient that a colleague has to look at. */
async function seedWaitingApproval(author: Ctx): Promise<void> {
  const orgId = requireOrg(author);
  const { patient, planId } = await inSystemTx(systemCtx(author.kernel, orgId, author.now), async (tx) => ({
    patient: await findDemoPatient(tx, orgId, 'patient-2'),
    planId: await findGlobalPlan(tx, 'shoulder-6-weeks'),
  }));
  if (patient === null || planId === null) return;
  const own = await clonePlan(author, { planId, version: null, name: 'Shoulder, after the fall', patientId: patient.id });
  await inSystemTx(systemCtx(author.kernel, orgId, author.now), (tx) => requireApproval(tx, orgId, own));
  await publishPlan(author, { planId: own, expectedRev: 1, note: 'First version' });
  await assignPlan(
    author,
    { planId: own, patientId: patient.id, version: null, startDate: null, previousEnrollmentId: null },
    seedIdempotency('waiting-approval'),
  );
}

function seedIdempotency(name: string): Parameters<typeof assignPlan>[2] {
  return { key: `demo:${name}`, updateId: `demo:${name}`, reserveId: (next) => next() };
}
