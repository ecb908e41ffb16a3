/** "German": the name of a language (ISO 639-1) in the language of the reader; the code itself where it has none. */
export const languageWord = (code: string, locale: string): string =>
  new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code;

/** "German, Hindi and English", in the order given. */
export const languageWords = (codes: readonly string[], locale: string): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(codes.map((code) => languageWord(code, locale)));
