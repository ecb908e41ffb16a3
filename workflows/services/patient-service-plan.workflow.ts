import { proxyLocalActivities } from '@temporalio/workflow';
import type { FlagActivities } from '#activities/ops/flag.activities';
import type { PatientServicePlanActivities } from '#activities/services/patient-service-plan.activities';
import { runEntity } from '../shared/entity';
import type { EntityInput } from '../shared/entity.types';
import { dbWrite } from '../shared/policies';
import { patientServicePlanProcess, type PatientServicePlanProcess } from './patient-service-plan.contract';

const {
  wakeServicePlan: wake,
  cancelGrantedPlan: cancel,
  closeGrantedPlan: close,
} = proxyLocalActivities<PatientServicePlanActivities>(dbWrite);
const { flagProcess } = proxyLocalActivities<FlagActivities>(dbWrite);

/** One granted service: it opens at its start, tells the patient before its end, expires. */
export async function patientServicePlan(input: EntityInput<PatientServicePlanProcess>): Promise<void> {
  await runEntity(patientServicePlanProcess, input, {
    open: wake,
    commands: { cancel },
    events: { look_again: wake },
    due: wake,
    withdraw: close,
    close,
    flag: flagProcess,
  });
}
