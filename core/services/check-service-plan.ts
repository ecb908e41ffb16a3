import { AppError, type FieldError } from '#core/kernel/errors';
import type { ServicePlanContent } from './service-plan.types';

/** What the billing model asks for: a length unless sessions are counted, a count unless time is. Throws `validation_failed`. */
export function refuseUnbillable(content: ServicePlanContent): void {
  const errors: FieldError[] = [];
  if (content.billingModel !== 'session_based' && content.durationDays === null) {
    errors.push({ pointer: '/duration_days', code: 'required', message: 'A service billed by time needs a length in days.' });
  }
  if (content.billingModel !== 'time_based' && content.sessionCount === null) {
    errors.push({
      pointer: '/session_count',
      code: 'required',
      message: 'A service billed by session needs a number of sessions.',
    });
  }
  if (errors.length > 0) throw new AppError('validation_failed', { errors });
}
