import { policiesOf } from '#core/organizations/policies-of';
import type { EventPayloads } from '#domain/events/catalog';
import type { TemplateCode } from '#domain/notifications/templates';
import { createMessage } from './create-message';
import type { Hearing } from './notify-consumer';
import { careRecipients, insertTask, lastPainReports, type NewTask } from './recipients.repository';

interface CareAlert {
  patientId: number;
  enrollmentId: number | null;
  task: NewTask['kind'];
  /** Null adds a task without a message. */
  template: TemplateCode | null;
  params: Record<string, unknown>;
  whyCode: string;
}

/** Three reports, each higher than the one before, are a trend worth a look. */
const risingReports = 3;

/** What the care team hears: a task that stays until somebody did it, and a message to whoever is responsible now. */
export async function notifyAboutCare(hearing: Hearing): Promise<void> {
  const alert = await careAlert(hearing);
  if (alert === null) return;
  const { tx, orgId, event, ctx } = hearing;
  const recipients = await careRecipients(tx, orgId, alert.patientId, await policiesOf(tx, orgId), ctx.now);
  await insertTask(tx, {
    orgId,
    dedupKey: `${event.id}:${alert.task}`,
    kind: alert.task,
    patientId: alert.patientId,
    enrollmentId: alert.enrollmentId,
    assigneeUserId: recipients.length === 1 ? (recipients[0] ?? null) : null,
    params: alert.params,
  });
  if (alert.template === null) return;
  for (const recipientUserId of recipients) {
    await createMessage(tx, {
      orgId,
      recipientUserId,
      patientId: null,
      dedupKey: `${event.id}:${alert.task}:${recipientUserId}`,
      template: alert.template,
      params: {
        ...alert.params,
        patient_id: alert.patientId,
        ...(alert.enrollmentId === null ? {} : { enrollment_id: alert.enrollmentId }),
      },
      whyCode: alert.whyCode,
      whyParams: {},
      link: `/patients/${alert.patientId}`,
      subjectKind: 'enrollment',
      subjectId: alert.enrollmentId ?? 0,
      expiresAt: null,
    });
  }
}

async function careAlert({ tx, orgId, event }: Hearing): Promise<CareAlert | null> {
  switch (event.type) {
    case 'treatment_plan.silent': {
      const { patient_id, enrollment_id, alert } = event.payload as EventPayloads['treatment_plan.silent'];
      return {
        patientId: patient_id,
        enrollmentId: enrollment_id,
        task: 'silent',
        template: 'patient_silent',
        params: { alert },
        whyCode: 'care.silent',
      };
    }
    case 'treatment_plan.hurt_reported': {
      const { patient_id, enrollment_id, report_id, severity } = event.payload as EventPayloads['treatment_plan.hurt_reported'];
      return {
        patientId: patient_id,
        enrollmentId: enrollment_id,
        task: 'hurt',
        template: 'hurt_reported',
        params: { report_id, severity },
        whyCode: 'care.hurt',
      };
    }
    case 'treatment_plan.session_completed': {
      const { patient_id, enrollment_id } = event.payload as EventPayloads['treatment_plan.session_completed'];
      const pain = await lastPainReports(tx, orgId, enrollment_id, risingReports);
      const rising = pain.length === risingReports && pain.every((value, i) => i === 0 || value > (pain[i - 1] ?? value));
      if (!rising) return null;
      return {
        patientId: patient_id,
        enrollmentId: enrollment_id,
        task: 'pain_rising',
        template: 'pain_rising',
        params: { pain },
        whyCode: 'care.pain_rising',
      };
    }
    case 'treatment_plan.follow_up_due': {
      const { patient_id, enrollment_id } = event.payload as EventPayloads['treatment_plan.follow_up_due'];
      return {
        patientId: patient_id,
        enrollmentId: enrollment_id,
        task: 'follow_up',
        template: null,
        params: {},
        whyCode: 'care.follow_up',
      };
    }
    case 'self_assign.refused': {
      const { patient_id, plan_id, answer_id, outcome } = event.payload as EventPayloads['self_assign.refused'];
      const redFlag = outcome === 'red_flag';
      return {
        patientId: patient_id,
        enrollmentId: null,
        task: redFlag ? 'red_flag' : 'contraindication',
        template: redFlag ? 'red_flag_answered' : null,
        params: { plan_id, answer_id },
        whyCode: 'care.self_assign',
      };
    }
    default:
      return null;
  }
}
