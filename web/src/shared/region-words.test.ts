import { BODY_REGIONS } from '#domain/exercise-library/taxonomy';
import app from '../app/locales/en.json';
import { regionWord } from './region-words';

const words: Readonly<Record<string, string>> = app.app.region;
const known = {
  t: (key: string): string => words[key.slice('app.region.'.length)] ?? '',
  te: (key: string): boolean => key.slice('app.region.'.length) in words,
};

describe('the word for a part of the body', () => {
  it('is there for every region of the library', () => {
    const missing = BODY_REGIONS.filter(({ slug }) => !known.te(`app.region.${slug}`));
    expect(missing).toEqual([]);
    expect(regionWord('ankle', known)).toBe('Ankle and foot');
  });

  it('is what the clinic wrote where the library has none, never the key of a text', () => {
    expect(regionWord('lower_back', known)).toBe('lower back');
    expect(regionWord('hand-and-wrist', known)).toBe('hand and wrist');
  });
});
