import type { CourseAnalytics as AnalyticsAnswer, Enrollment as EnrollmentAnswer, GuideSession, Schemas } from '../../api/types';

export type PatientSummary = Schemas['PatientSummary'];
export type Patient = Schemas['PatientView'];
export type NewPatient = Schemas['CreatePatientBody'];
export type PatientChange = Schemas['UpdatePatientBody'];
export type Specialist = Schemas['SpecialistView'];
export type Enrollment = EnrollmentAnswer;
export type CourseAnalytics = AnalyticsAnswer;
export type ExerciseFigures = CourseAnalytics['exercises'][number];
export type HurtReport = Schemas['HurtReportDto'];
export type SetLog = Schemas['SetLogDto'];
export type SessionDetail = Omit<Schemas['SessionDetailDto'], 'guide'> & { readonly guide: GuideSession | null };
export type PlanChoice = Schemas['PlanSummaryDto'];
export type Service = Schemas['ServicePlanDto'];
export type Grant = Schemas['PatientServicePlanDto'];
export type AccessEntry = Schemas['AccessLogEntry'];
