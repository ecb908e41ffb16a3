import type { EventPayloads } from '#domain/events/catalog';
import type { TemplateCode } from '#domain/notifications/templates';
import { createMessage } from './create-message';
import type { Hearing } from './notify-consumer';
import { endOfLocalDay, patientUser, serviceEndDate, sessionsLeft } from './recipients.repository';

interface ToPatient {
  patientId: number;
  template: TemplateCode;
  params: Record<string, unknown>;
  whyCode: string;
  whyParams: Record<string, unknown>;
  link: string;
  subjectKind: string;
  subjectId: number;
  expiresAt: Date | null;
}

/** What a patient hears. A patient without an account hears nothing until they are invited. */
export async function notifyPatient(hearing: Hearing): Promise<void> {
  const message = await patientMessage(hearing);
  if (message === null) return;
  const { tx, orgId, event } = hearing;
  const recipientUserId = await patientUser(tx, orgId, message.patientId);
  if (recipientUserId === null) return;
  await createMessage(tx, { orgId, recipientUserId, dedupKey: `${event.id}:patient`, ...message });
}

async function patientMessage({ tx, orgId, event }: Hearing): Promise<ToPatient | null> {
  const about = (payload: {
    enrollment_id: number;
    patient_id: number;
  }): Pick<ToPatient, 'patientId' | 'params' | 'subjectKind' | 'subjectId' | 'expiresAt'> => ({
    patientId: payload.patient_id,
    params: { enrollment_id: payload.enrollment_id },
    subjectKind: 'enrollment',
    subjectId: payload.enrollment_id,
    expiresAt: null,
  });
  switch (event.type) {
    case 'treatment_plan.reminder_due': {
      const payload = event.payload as EventPayloads['treatment_plan.reminder_due'];
      const left = await sessionsLeft(tx, orgId, payload.enrollment_id);
      const base = about(payload);
      return {
        ...base,
        params: { ...base.params, left },
        template: 'session_reminder',
        whyCode: 'reminder.session_open',
        whyParams: { left, local_date: payload.local_date },
        link: '/today',
        expiresAt: await endOfLocalDay(tx, orgId, payload.enrollment_id, payload.local_date),
      };
    }
    case 'treatment_plan.activated': {
      const payload = event.payload as EventPayloads['treatment_plan.activated'];
      return { ...about(payload), template: 'plan_ready', whyCode: 'plan.activated', whyParams: {}, link: '/today' };
    }
    case 'treatment_plan.completed':
    case 'treatment_plan.expired': {
      const payload = event.payload as EventPayloads['treatment_plan.expired'];
      return { ...about(payload), template: 'plan_finished', whyCode: 'plan.ended', whyParams: {}, link: '/progress' };
    }
    case 'treatment_plan.follow_up_due': {
      const payload = event.payload as EventPayloads['treatment_plan.follow_up_due'];
      return { ...about(payload), template: 'follow_up', whyCode: 'plan.follow_up', whyParams: {}, link: '/progress' };
    }
    case 'service_plan.expiring': {
      const payload = event.payload as EventPayloads['service_plan.expiring'];
      const date = await serviceEndDate(tx, orgId, payload.patient_service_plan_id);
      return {
        patientId: payload.patient_id,
        template: 'service_expiring',
        params: { patient_service_plan_id: payload.patient_service_plan_id, date: date ?? '' },
        whyCode: 'service.expiring',
        whyParams: { date },
        link: '/me',
        subjectKind: 'patient_service_plan',
        subjectId: payload.patient_service_plan_id,
        expiresAt: null,
      };
    }
    default:
      return null;
  }
}
