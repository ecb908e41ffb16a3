import { linesIn } from './lines-in';

const lines = [
  { locale: 'de', text: 'Legen Sie sich hin.' },
  { locale: 'en', text: 'Lie down.' },
  { locale: 'en', text: 'Lift.' },
];
const texts = (locale: string, of = lines): string[] => linesIn(of, locale).map((line) => line.text);

describe('the lines of an exercise', () => {
  it('are those of the wanted language alone', () => {
    expect(texts('de')).toEqual(['Legen Sie sich hin.']);
    expect(texts('en')).toEqual(['Lie down.', 'Lift.']);
  });

  it('are in English where the wanted language is missing, and in whichever there is without it', () => {
    expect(texts('hi')).toEqual(['Lie down.', 'Lift.']);
    expect(texts('hi', lines.slice(0, 1))).toEqual(['Legen Sie sich hin.']);
    expect(texts('hi', [])).toEqual([]);
  });
});
