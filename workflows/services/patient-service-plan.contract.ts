import { defineProcess, type ProcessArgs } from '../shared/process.contract';

export type PatientServicePlanStatus = 'pending' | 'active' | 'expired' | 'cancelled';

export interface PatientServicePlanStanding {
  patientServicePlanId: number;
  status: PatientServicePlanStatus;
  rev: number;
}

export interface PatientServicePlanProcess {
  /** The row exists before the process: it was written when the service was granted. */
  args: ProcessArgs;
  state: { status: PatientServicePlanStatus };
  opened: PatientServicePlanStanding;
  commands: {
    cancel: { data: { reason: string }; reply: PatientServicePlanStanding };
  };
  events: {
    /** A policy changed: timers may move. */
    look_again: Record<never, never>;
  };
}

/** One granted service, one process: it opens, gives notice before the end, expires. */
export const patientServicePlanProcess = defineProcess<PatientServicePlanProcess>({
  kind: 'patient_service_plan',
  workflowType: 'patientServicePlan',
  commands: { cancel: 'Take the service back with a reason' },
  events: { look_again: 'Look again: a policy has changed' },
});
