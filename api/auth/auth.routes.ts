import type { Route } from '../http/route';
import { apiKeyRoutes } from './api-keys.routes';
import { meRoutes } from './me.routes';
import { oidcClientRoutes } from './oidc-clients.routes';
import { signInRoutes } from './sign-in.routes';

export const authRoutes: readonly Route[] = [...signInRoutes, ...meRoutes, ...apiKeyRoutes, ...oidcClientRoutes];
