import { readonly, ref } from 'vue';

export type ThemeChoice = 'light' | 'dark' | 'system';

const KEY = 'pathwell.theme';
const choice = ref<ThemeChoice>('system');
const isChoice = (value: string | null): value is ThemeChoice => value === 'light' || value === 'dark' || value === 'system';
const prefersDark = (): boolean => window.matchMedia('(prefers-color-scheme: dark)').matches;

export const resolveTheme = (wanted: ThemeChoice, systemIsDark: boolean): 'light' | 'dark' =>
  wanted === 'system' ? (systemIsDark ? 'dark' : 'light') : wanted;

const apply = (): void => {
  const theme = resolveTheme(choice.value, prefersDark());
  document.documentElement.dataset['theme'] = theme;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    if (choice.value !== 'system') meta.content = theme === 'dark' ? '#0a1617' : '#fbfaf6';
  }
};

const stored = (): string | null => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    // Storage can be forbidden (private window); the system decides then.
    return null;
  }
};

/** Reads the stored choice and follows the system while the choice is `system`. */
export const startTheme = (): void => {
  const saved = stored();
  if (isChoice(saved)) choice.value = saved;
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
  apply();
};

export const setTheme = (wanted: ThemeChoice): void => {
  choice.value = wanted;
  try {
    localStorage.setItem(KEY, wanted);
  } catch {
    // Not stored: it holds until the page is closed.
  }
  apply();
};

export const themeChoice = readonly(choice);
