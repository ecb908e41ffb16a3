/** The demo people the journey is played by. */
export type PersonKey =
  | 'author'
  | 'approver'
  | 'director'
  | 'admin'
  | 'ops'
  | 'patient-1'
  | 'patient-2'
  | 'patient-3'
  | 'patient-4';

/** Everything a screen of the app may call itself: the size it is looked at, and the theme. */
export const WIDTHS = [390, 1280] as const;
export const THEMES = ['light', 'dark'] as const;
export type Width = (typeof WIDTHS)[number];
export type Theme = (typeof THEMES)[number];

export const sizeOf = (width: Width): { width: number; height: number } => ({ width, height: width === 390 ? 844 : 800 });
