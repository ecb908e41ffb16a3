import { useI18n } from 'vue-i18n';
import type { TimelineWords } from './process-words';
import { useDates } from './use-dates';

const EVENTS = 'app.event.';

/** Words of the console for a timeline: what happened is told by the feature (`<root>.event.<code>`), what comes by the shell. */
export const useTimelineWords = (root: string): TimelineWords => {
  const i18n = useI18n();
  const { when, whenEnd } = useDates();
  const at = (key: string): string => (key.startsWith(EVENTS) ? `${root}.event.${key.slice(EVENTS.length)}` : key);
  return { t: (key, params, plural) => i18n.t(at(key), params, plural), te: (key) => i18n.te(at(key)), when, whenEnd };
};
