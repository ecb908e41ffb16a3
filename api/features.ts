import type { Kernel } from '#core/kernel/ctx';
import type { Temporal } from '#temporal-config/open-temporal';
import { approvalRoutes } from './approvals/approval.routes';
import { auditRoutes } from './audit/audit.routes';
import { oidcMount } from './auth/oidc.mount';
import { authRoutes } from './auth/auth.routes';
import { exerciseRoutes } from './exercise-library/exercise.routes';
import { taxonomyRoutes } from './exercise-library/taxonomy.routes';
import { homeRoutes } from './home/home.routes';
import type { Mount } from './http/mount';
import type { Route } from './http/route';
import { notificationRoutes } from './notifications/notification.routes';
import { unsubscribeMount } from './notifications/unsubscribe.mount';
import { unsubscribeRoutes } from './notifications/unsubscribe.routes';
import { inboxMount } from './inbox/inbox.mount';
import { opsRoutes } from './ops/ops.routes';
import { temporalUiMounts } from './ops/temporal-ui.mount';
import { openUiPayloads } from '#temporal-config/codec-endpoint';
import { organizationRoutes } from './organizations/organizations.routes';
import { patientRoutes } from './patients/patients.routes';
import { patientServicePlanRoutes } from './services/patient-service-plan.routes';
import { servicePlanRoutes } from './services/service-plan.routes';
import { specialistRoutes } from './specialists/specialists.routes';
import { enrollmentRoutes } from './treatment-plans/enrollment.routes';
import { planRoutes } from './treatment-plans/plan.routes';
import { sessionRoutes } from './treatment-plans/session.routes';

/** Every route of the product, feature by feature. A route that is not listed here does not exist. */
export const features: readonly (readonly Route[])[] = [
  specialistRoutes,
  patientRoutes,
  organizationRoutes,
  auditRoutes,
  authRoutes,
  exerciseRoutes,
  taxonomyRoutes,
  servicePlanRoutes,
  patientServicePlanRoutes,
  planRoutes,
  approvalRoutes,
  homeRoutes,
  notificationRoutes,
  unsubscribeRoutes,
  opsRoutes,
  enrollmentRoutes,
  sessionRoutes,
];

/** What mounts are built from. */
export interface MountDeps {
  kernel: Kernel;
  temporal: Temporal;
}

/** Parts of the origin beside the JSON API. */
export function createMounts({ kernel, temporal }: MountDeps): readonly Mount[] {
  const { config } = kernel;
  const ui = temporalUiMounts({
    uiUrl: config.temporal.uiUrl,
    publicUrl: config.http.publicUrl,
    open: (body) => openUiPayloads(temporal.codec, body),
  });
  const inbox = config.mode === 'demo' && config.mail.inboxFolder !== null ? [inboxMount(config.mail.inboxFolder)] : [];
  return [oidcMount(kernel), unsubscribeMount(), ...ui, ...inbox];
}
