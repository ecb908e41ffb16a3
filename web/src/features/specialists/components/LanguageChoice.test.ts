import { mount } from '@vue/test-utils';
import { nextTick } from 'vue';
import { createI18n } from 'vue-i18n';
import { MOST_LANGUAGES, LANGUAGES } from '#domain/specialists/languages';
import uiMessages from '../../../ui/locales/en.json';
import messages from '../locales/en.json';
import LanguageChoice from './LanguageChoice.vue';

const i18n = createI18n({ legacy: false, locale: 'en', messages: { en: { ...uiMessages, ...messages } } });
const choice = (languages: readonly string[]) => {
  const mounted = mount(LanguageChoice, {
    props: {
      modelValue: languages,
      'onUpdate:modelValue': (modelValue: readonly string[]) => mounted.setProps({ modelValue }),
    },
    global: { plugins: [i18n] },
    attachTo: document.body,
  });
  const pick = async (name: string): Promise<void> => {
    await mounted.get('select').setValue(mounted.findAll('option').find((one) => one.text() === name)?.element.value);
    await mounted.findAll('button').at(-1)?.trigger('click');
  };
  return { mounted, pick };
};

afterEach(() => {
  document.body.innerHTML = '';
});

describe('choosing the languages one treats in', () => {
  it('adds the chosen one at the end and offers it no longer', async () => {
    const { mounted, pick } = choice(['de']);
    await pick('Hindi');
    expect(mounted.props('modelValue')).toEqual(['de', 'hi']);
    expect(mounted.findAll('option').map((one) => one.text())).not.toContain('Hindi');
    expect(mounted.findAll('li').map((one) => one.text())).toEqual(['German', 'Hindi']);
  });

  it('takes one away by a button that names it, and keeps the keyboard in the choice', async () => {
    const { mounted } = choice(['de', 'hi']);
    const button = mounted.get('[aria-label="Remove German"]');
    (button.element as HTMLElement).focus(); // reason for `as`: it is a button
    await button.trigger('click');
    await nextTick();
    expect(mounted.props('modelValue')).toEqual(['hi']);
    expect(document.activeElement).toBe(mounted.get('select').element);
  });

  it('adds nothing before one is chosen, and none beyond the most', async () => {
    const { mounted } = choice(LANGUAGES.slice(0, MOST_LANGUAGES));
    expect(mounted.get('select').attributes('disabled')).toBeDefined();
    await mounted.findAll('button').at(-1)?.trigger('click');
    expect(mounted.props('modelValue')).toHaveLength(MOST_LANGUAGES);
  });
});
