interface Words {
  t: (key: string) => string;
  te: (key: string) => boolean;
}

/** A part of the body as people call it; a clinic's own word, which has no translation, reads as it was written. */
export const regionWord = (slug: string, { t, te }: Words): string => {
  const key = `app.region.${slug.replaceAll('-', '_')}`;
  return te(key) ? t(key) : slug.replaceAll(/[-_]/g, ' ');
};
