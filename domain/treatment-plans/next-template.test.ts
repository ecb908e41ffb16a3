import { nextTemplateKey } from './next-template';

const everyWeek = (key: string) => ({ key, from_week: null, to_week: null });

describe('nextTemplateKey', () => {
  it('goes round A B C A', () => {
    const templates = ['A', 'B', 'C'].map(everyWeek);
    expect(nextTemplateKey(templates, null, 1)).toBe('A');
    expect(nextTemplateKey(templates, 'A', 1)).toBe('B');
    expect(nextTemplateKey(templates, 'C', 1)).toBe('A');
  });

  it('takes the first after the last used whose range holds the week', () => {
    const templates = [{ key: 'A', from_week: 1, to_week: 2 }, { key: 'B', from_week: 3, to_week: null }, everyWeek('C')];
    expect(nextTemplateKey(templates, 'A', 2)).toBe('C');
    expect(nextTemplateKey(templates, 'C', 3)).toBe('B');
    expect(nextTemplateKey(templates, 'A', 3)).toBe('B');
  });

  it('repeats the last one when it alone fits, and answers null when none fits', () => {
    expect(nextTemplateKey([{ key: 'A', from_week: 1, to_week: 1 }], 'A', 1)).toBe('A');
    expect(nextTemplateKey([{ key: 'A', from_week: 1, to_week: 1 }], 'A', 2)).toBeNull();
    expect(nextTemplateKey([], null, 1)).toBeNull();
  });
});
