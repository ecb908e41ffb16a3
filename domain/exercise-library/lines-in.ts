/** The language every exercise is written in first. */
export const FIRST_LANGUAGE = 'en';

/**
 * The lines of an exercise in one language (BCP 47): the wanted one, else English, else the first there is. Never two languages mixed.
 * O(lines). Source: EX-02.
 */
export function linesIn<Line extends { readonly locale: string }>(lines: readonly Line[], locale: string): Line[] {
  const has = (wanted: string): boolean => lines.some((line) => line.locale === wanted);
  const language = [locale, FIRST_LANGUAGE].find(has) ?? lines[0]?.locale;
  return lines.filter((line) => line.locale === language);
}
