import { LANGUAGES } from '#domain/specialists/languages';
import { languageWord, languageWords } from './language-words';

describe('the names of languages', () => {
  it('are words for every language a profile may name', () => {
    expect(LANGUAGES.filter((code) => languageWord(code, 'en') === code)).toEqual([]);
  });

  it('are said in the order somebody gave them, in the language of the reader', () => {
    expect(languageWords(['de', 'hi', 'en'], 'en')).toBe('German, Hindi, and English');
    expect(languageWords(['de', 'en'], 'de')).toBe('Deutsch und Englisch');
    expect(languageWords([], 'en')).toBe('');
  });
});
