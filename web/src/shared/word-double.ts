interface Word {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
}

/** Small letters, digits and hyphens of a text, without accents: what makes two words the same. Empty when it has none of them. */
export const plainWord = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');

/** The word of the list that reads the same already; case, accents and punctuation do not count. `exceptId`: the one being renamed. */
export const doubleOf = <W extends Word>(name: string, words: readonly W[], exceptId?: number): W | undefined => {
  const wanted = plainWord(name);
  return words.find((one) => one.id !== exceptId && [one.slug, one.name].some((text) => plainWord(text) === wanted));
};
