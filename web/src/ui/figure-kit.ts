// Loaded with the first figure of a page, never with the shell: the drawing code and the key poses of every exercise.
import type { Demonstration } from '#domain/figure/demonstration';

export { loopMs, posterTime, toSvgContent } from '#domain/figure/to-svg';

const modules = import.meta.glob<{ demonstration?: Demonstration }>(['../../../domain/figure/demos/*.ts', '!**/*.test.ts'], {
  eager: true,
});
const bySlug = new Map(
  Object.values(modules).flatMap(({ demonstration }) => (demonstration ? [[demonstration.slug, demonstration] as const] : [])),
);

/** The key poses of an exercise, absent for one that has none of its own. */
export const demoBySlug = (slug: string): Demonstration | undefined => bySlug.get(slug);
