/** The roles of a person inside one organization (PL-03). `platform_admin` acts outside every organization. */
export const roles = ['patient', 'specialist', 'admin', 'medical_director', 'ops', 'platform_admin'] as const;
export type Role = (typeof roles)[number];

/** Roles that treat patients and may therefore see clinical content. */
export const clinicalRoles: readonly Role[] = ['specialist', 'medical_director'];

/**
 * What one may do, as `subject:verb`. Routes declare exactly one; the table below says which roles hold it.
 * Row-level security stays the wall between organizations and between patients; this is the wall between roles.
 */
export const permissions = {
  'me:read': ['patient', 'specialist', 'admin', 'medical_director', 'ops', 'platform_admin'],
  'me:write': ['patient', 'specialist', 'admin', 'medical_director', 'ops', 'platform_admin'],
  'organization:read': ['patient', 'specialist', 'admin', 'medical_director', 'ops', 'platform_admin'],
  'organization:write': ['admin', 'platform_admin'],
  'organization:create': ['platform_admin'],
  'policy:read': ['specialist', 'admin', 'medical_director'],
  'policy:write': ['admin'],
  'people:read': ['admin', 'medical_director'],
  'people:write': ['admin'],
  'api_key:manage': ['admin'],
  'oidc_client:manage': ['platform_admin'],
  impersonate: ['admin', 'platform_admin'],
  'audit:read': ['admin', 'medical_director'],
  'patient:list': ['specialist', 'medical_director', 'admin'],
  'patient:read': ['patient', 'specialist', 'medical_director', 'admin'],
  'patient:write': ['specialist', 'medical_director', 'admin'],
  'specialist:read': ['patient', 'specialist', 'medical_director', 'admin'],
  'specialist:write': ['admin'],
  'specialist:write_own': ['specialist', 'medical_director'],
  'absence:write': ['specialist', 'medical_director', 'admin'],
  'exercise:read': ['patient', 'specialist', 'medical_director', 'admin', 'platform_admin'],
  'exercise:write': ['specialist', 'medical_director', 'platform_admin'],
  'plan:read': ['specialist', 'medical_director', 'admin', 'platform_admin'],
  'plan:write': ['specialist', 'medical_director', 'platform_admin'],
  'plan:assign': ['specialist', 'medical_director'],
  'plan:promote': ['specialist', 'medical_director', 'admin'],
  'library:read': ['patient'],
  'enrollment:self_assign': ['patient'],
  'enrollment:read': ['patient', 'specialist', 'medical_director'],
  'enrollment:manage': ['specialist', 'medical_director'],
  'enrollment:act': ['patient', 'specialist', 'medical_director'],
  'session:perform': ['patient'],
  'approval:read': ['specialist', 'medical_director', 'admin'],
  'approval:withdraw': ['specialist', 'medical_director', 'admin'],
  'approval:decide': ['specialist', 'medical_director', 'admin'],
  'service_plan:read': ['patient', 'specialist', 'medical_director', 'admin'],
  'service_plan:write': ['admin'],
  'service_plan:grant': ['specialist', 'medical_director', 'admin'],
  'notification:read': ['patient', 'specialist', 'medical_director', 'admin', 'ops', 'platform_admin'],
  'ops:read': ['ops'],
  'ops:act': ['ops'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** True when any of `held` carries `permission`. O(roles). */
export function isPermitted(held: readonly Role[], permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return held.some((role) => allowed.includes(role));
}
