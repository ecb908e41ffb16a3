import type { Role } from '#domain/auth/roles';
import type { RouteRecordRaw } from 'vue-router';

export type LayoutName = 'patient' | 'console' | 'plain';

declare module 'vue-router' {
  interface RouteMeta {
    layout?: LayoutName;
    /** Anyone may open it, signed in or not. */
    public?: boolean;
    /** One of these is needed; without the field any signed-in person may open it. */
    roles?: readonly Role[];
    /** Feature folders whose messages must be loaded before the page shows. */
    messages?: readonly string[];
    /** i18n key of the document title. */
    title?: string;
  }
}

/** What a feature's `<feature>.routes.ts` exports as `routes`. Paths start with `/`. */
export type FeatureRoute = RouteRecordRaw & {
  meta: { layout: LayoutName; messages: readonly string[]; title: string; roles?: readonly Role[]; public?: boolean };
};
