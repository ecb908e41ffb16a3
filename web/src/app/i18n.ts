import { createI18n, type LocaleMessageDictionary, type VueMessageType } from 'vue-i18n';
import appMessages from './locales/en.json';
import uiMessages from '../ui/locales/en.json';

type Messages = LocaleMessageDictionary<VueMessageType>;

/** Runtime only: messages arrive compiled. The shell and the kit are always there, features load theirs with their route. */
export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en: { ...appMessages, ...uiMessages } },
});

const files = import.meta.glob<{ default: Messages }>('../features/**/locales/*.json');
const loaded = new Set<string>();

/** Loads the messages of features (their folder names) in the current locale, once. */
export const loadMessages = async (features: readonly string[]): Promise<void> => {
  const locale = i18n.global.locale.value;
  await Promise.all(
    features.map(async (feature) => {
      const path = `../features/${feature}/locales/${locale}.json`;
      const load = files[path];
      if (!load || loaded.has(path)) return;
      const module = await load();
      i18n.global.mergeLocaleMessage(locale, module.default);
      loaded.add(path);
    }),
  );
};
