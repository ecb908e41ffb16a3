/*
 * Every workflow a worker can run. Names are part of recorded histories: append, never rename.
 */
export { approval } from './approvals/approval.workflow';
export { message } from './notifications/message.workflow';
export { patientServicePlan } from './services/patient-service-plan.workflow';
export { enrollment } from './treatment-plans/enrollment.workflow';
