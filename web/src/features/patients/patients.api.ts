import { api, type Page } from '../../api/client';
import type { EnrollmentProgress, SessionRow, Standing } from '../../api/types';
import type {
  AccessEntry,
  Enrollment,
  Grant,
  HurtReport,
  NewPatient,
  Patient,
  PatientChange,
  PatientSummary,
  PlanChoice,
  Service,
  SessionDetail,
  Specialist,
} from './patients.types';

const enrollments = '/v1/patient-treatment-plans';

export interface PatientFilter {
  readonly text: string;
  readonly responsibleSpecialistId: number | null;
  readonly cursor?: string | undefined;
}

/** Names never stand in an address: a search is a POST. */
export const searchPatients = ({ text, responsibleSpecialistId, cursor }: PatientFilter): Promise<Page<PatientSummary>> =>
  api.post<Page<PatientSummary>>('/v1/patients/search', {
    status: 'active',
    limit: 50,
    ...(text === '' ? {} : { text }),
    ...(responsibleSpecialistId === null ? {} : { responsible_specialist_id: responsibleSpecialistId }),
    ...(cursor === undefined ? {} : { cursor }),
  });
export const fetchPatient = (id: number): Promise<Patient> => api.get<Patient>(`/v1/patients/${id}`);
export const createPatient = (input: NewPatient, key: string): Promise<Patient> =>
  api.post<Patient>('/v1/patients', input, { idempotencyKey: key });
export const updatePatient = (input: { id: number; rev: number; change: PatientChange }): Promise<Patient> =>
  api.patch<Patient>(`/v1/patients/${input.id}`, input.change, { ifMatch: input.rev });
export const invitePatient = (id: number): Promise<Patient> => api.post<Patient>(`/v1/patients/${id}/invite`);
export const fetchAccess = (id: number, cursor: string | undefined): Promise<Page<AccessEntry>> =>
  api.get<Page<AccessEntry>>(`/v1/patients/${id}/access-log`, { limit: 25, cursor });
export const fetchSpecialists = (): Promise<Page<Specialist>> =>
  api.get<Page<Specialist>>('/v1/specialists', { status: 'active', limit: 100 });

export const fetchRunning = (): Promise<Page<Enrollment>> =>
  api.get<Page<Enrollment>>(enrollments, { status: 'running', limit: 100 });
export const fetchEnrollmentsOf = (patientId: number): Promise<Page<Enrollment>> =>
  api.get<Page<Enrollment>>(enrollments, { patient_id: patientId, limit: 50 });
export const fetchProgressOf = (id: number): Promise<EnrollmentProgress> =>
  api.get<EnrollmentProgress>(`${enrollments}/${id}/progress`);
export const fetchSessionsOf = (id: number): Promise<Page<SessionRow>> =>
  api.get<Page<SessionRow>>('/v1/patient-session-completions', { enrollment_id: id, limit: 100 });
export const fetchSession = (id: number): Promise<SessionDetail> =>
  api.get<SessionDetail>(`/v1/patient-session-completions/${id}`);
export const fetchHurt = (id: number): Promise<{ readonly items: readonly HurtReport[] }> =>
  api.get(`${enrollments}/${id}/hurt-reports`);

export const findPlans = (text: string): Promise<Page<PlanChoice>> =>
  text === ''
    ? api.get<Page<PlanChoice>>('/v1/treatment-plans', { status: 'published', limit: 8 })
    : api.post<Page<PlanChoice>>('/v1/treatment-plans/search', { text, status: 'published', limit: 8 });
export const assignPlan = (input: { planId: number; patientId: number; startDate: string }, key: string): Promise<Standing> =>
  api.post<Standing>(
    `/v1/treatment-plans/${input.planId}/assign`,
    { patient_id: input.patientId, start_date: input.startDate },
    { idempotencyKey: key },
  );
export const pauseEnrollment = (input: { id: number; until: string | null; reason: string }, key: string): Promise<Standing> =>
  api.post<Standing>(
    `${enrollments}/${input.id}/pause`,
    { ...(input.until === null ? {} : { until: input.until }), ...(input.reason === '' ? {} : { reason: input.reason }) },
    { idempotencyKey: key },
  );
export const resumeEnrollment = (input: { id: number }, key: string): Promise<Standing> =>
  api.post<Standing>(`${enrollments}/${input.id}/resume`, undefined, { idempotencyKey: key });

export interface Ending {
  readonly id: number;
  /** Graduated and better complete the plan, the others end it early. */
  readonly act: 'complete' | 'cancel';
  readonly reason: string;
  readonly note: string;
}
export const endEnrollment = ({ id, act, reason, note }: Ending, key: string): Promise<Standing> =>
  api.post<Standing>(`${enrollments}/${id}/${act}`, { reason, ...(note === '' ? {} : { note }) }, { idempotencyKey: key });

export const fetchGrants = (patientId: number): Promise<{ readonly items: readonly Grant[] }> =>
  api.get(`/v1/patients/${patientId}/service-plans`);
export const fetchServices = (): Promise<Page<Service>> =>
  api.get<Page<Service>>('/v1/service-plans', { status: 'active', limit: 100 });
export const grantService = (input: { patientId: number; serviceId: number }, key: string): Promise<Grant> =>
  api.post<Grant>(`/v1/patients/${input.patientId}/service-plans`, { service_plan_id: input.serviceId }, { idempotencyKey: key });
export const cancelGrant = (input: { id: number; reason: string }, key: string): Promise<Grant> =>
  api.post<Grant>(`/v1/patient-service-plans/${input.id}/cancel`, { reason: input.reason }, { idempotencyKey: key });
