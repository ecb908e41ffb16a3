import { createI18n } from 'vue-i18n';
import messages from '../app/locales/en.json';
import { demandWords, loadWords } from './prescription-words';

const i18n = createI18n({ legacy: false, locale: 'en', messages: { en: messages } });
const t = (key: string, params: Record<string, unknown>): string => i18n.global.t(key, params);

describe('what is asked of a patient beside sets and repetitions', () => {
  it('names load, tempo, effort and help', () => {
    const params = { load: { unit: 'band', band: 'red' }, tempo: '3-1-2-0', target_rpe: 6, assistance: 'light' } as const;
    expect(demandWords(params, t)).toEqual(['red band', 'tempo 3-1-2-0', 'effort 6 of 10', 'light help']);
  });

  it('says nothing where nothing is asked', () => {
    expect(demandWords({ load: null, tempo: null, target_rpe: null, assistance: 'none' }, t)).toEqual([]);
  });

  it('keeps the unit with the weight', () => {
    expect([loadWords({ unit: 'kg', value: 2.5 }, t), loadWords({ unit: 'body_weight' }, t)]).toEqual(['2.5 kg', 'body weight']);
  });
});
