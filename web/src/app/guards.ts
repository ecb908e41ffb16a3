import type { Role } from '#domain/auth/roles';

export interface GuardInput {
  readonly path: string;
  readonly isPublic: boolean;
  readonly needs: readonly Role[] | undefined;
  readonly signedIn: boolean;
  readonly roles: readonly Role[];
}

export type GuardVerdict =
  | { readonly go: 'on' }
  | { readonly go: 'sign-in' }
  | { readonly go: 'home'; readonly to: string }
  | { readonly go: 'refuse' };

/** Where a person starts: patients with today's session, ops with their processes, everybody else with who needs them. */
export const homeOf = (roles: readonly Role[]): string => {
  const clinical = roles.includes('specialist') || roles.includes('medical_director');
  if (clinical) return '/home';
  if (roles.includes('admin')) return '/people';
  if (roles.includes('platform_admin')) return '/clinics';
  if (roles.includes('ops')) return '/processes';
  return '/today';
};

/** The guard in words: public pages for all, `/` to one's own start, pages of other roles are refused with a reason. */
export const guard = (input: GuardInput): GuardVerdict => {
  if (input.path === '/') return input.signedIn ? { go: 'home', to: homeOf(input.roles) } : { go: 'sign-in' };
  if (input.isPublic) return { go: 'on' };
  if (!input.signedIn) return { go: 'sign-in' };
  if (input.needs && !input.needs.some((role) => input.roles.includes(role))) return { go: 'refuse' };
  return { go: 'on' };
};
