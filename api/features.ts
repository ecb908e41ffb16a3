import type { Mount } from './http/mount';
import type { Route } from './http/route';

/** Every route of the product, feature by feature. A route that is not listed here does not exist. */
export const features: readonly (readonly Route[])[] = [];

/** Parts of the origin beside the JSON API. */
export const mounts: readonly Mount[] = [];
