import { doubleOf, plainWord } from './word-double';

const roller = { id: 7, slug: 'foam_rol', name: 'Foam roller' };
const sports = { id: 3, slug: 'sports-medicine', name: 'Sports medicine' };

describe('words of a list', () => {
  it('are compared by letters and digits alone', () => {
    expect(plainWord('  Santé de l’épaule & Co. ')).toBe('sante-de-l-epaule-co');
    expect(plainWord('¿?')).toBe('');
  });

  it('are doubles by name or by short name, but not of themselves', () => {
    expect(doubleOf('SPORTS-medicine', [roller, sports])).toBe(sports);
    expect(doubleOf('foam roller', [roller, sports])).toBe(roller);
    expect(doubleOf('Foam rol', [roller, sports])).toBe(roller);
    expect(doubleOf('foam roller', [roller, sports], roller.id)).toBeUndefined();
    expect(doubleOf('Neurology', [roller, sports])).toBeUndefined();
  });
});
