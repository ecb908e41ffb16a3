import { resolveTheme } from './theme';

describe('the theme', () => {
  it('is the chosen one, and the device decides only when it was asked to', () => {
    expect(resolveTheme('light', true)).toBe('light');
    expect(resolveTheme('dark', false)).toBe('dark');
    expect(resolveTheme('system', true)).toBe('dark');
    expect(resolveTheme('system', false)).toBe('light');
  });
});
