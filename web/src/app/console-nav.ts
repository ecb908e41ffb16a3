import type { Role } from '#domain/auth/roles';
import type { IconName } from '../ui/icons';

export interface NavItem {
  /** i18n key under `app.nav`, and the key of its count. */
  readonly key: string;
  readonly to: string;
  readonly icon: IconName;
  readonly roles: readonly Role[];
}

const clinical: readonly Role[] = ['specialist', 'medical_director'];

/** The places of the console; each person sees those of their roles. */
export const consoleNav: readonly NavItem[] = [
  { key: 'home', to: '/home', icon: 'house', roles: clinical },
  { key: 'patients', to: '/patients', icon: 'users', roles: [...clinical, 'admin'] },
  { key: 'approvals', to: '/approvals', icon: 'clipboard-check', roles: [...clinical, 'admin'] },
  { key: 'plans', to: '/plans', icon: 'route', roles: [...clinical, 'platform_admin'] },
  { key: 'exercises', to: '/exercises', icon: 'dumbbell', roles: [...clinical, 'platform_admin'] },
  { key: 'specialists', to: '/specialists', icon: 'users', roles: [...clinical, 'admin'] },
  { key: 'clinics', to: '/clinics', icon: 'house', roles: ['platform_admin'] },
  { key: 'people', to: '/people', icon: 'user', roles: ['admin'] },
  { key: 'services', to: '/services', icon: 'layers', roles: ['admin'] },
  { key: 'clinic', to: '/clinic', icon: 'house', roles: ['admin'] },
  { key: 'policies', to: '/policies', icon: 'settings', roles: ['admin'] },
  { key: 'api_keys', to: '/api-keys', icon: 'key-round', roles: ['admin'] },
  { key: 'audit', to: '/audit', icon: 'shield', roles: ['admin', 'medical_director'] },
  { key: 'processes', to: '/processes', icon: 'activity', roles: ['ops'] },
];

export const navFor = (roles: readonly Role[]): readonly NavItem[] =>
  consoleNav.filter((item) => item.roles.some((role) => roles.includes(role)));
