import type { SaveState } from './autosave';

type Translate = (key: string, params?: Record<string, unknown>) => string;

/** "saved 12:04": what became of the last change. `whole` false: something incomplete is kept back. */
export const saveWords = (state: SaveState, whole: boolean, time: (iso: string) => string, t: Translate): string => {
  switch (state.kind) {
    case 'idle':
      return '';
    case 'waiting':
    case 'saving':
      return t('builder.save.saving');
    case 'saved':
      return t(whole ? 'builder.save.saved' : 'builder.save.partly', { at: time(state.at.toISOString()) });
    case 'retrying':
      return t('builder.save.retrying');
    case 'refused':
      return t('builder.save.refused', { why: state.problem.message });
    case 'conflict':
      return t('builder.save.conflict');
  }
};
