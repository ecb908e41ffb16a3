import { mount } from '@vue/test-utils';
import { createI18n } from 'vue-i18n';
import uiMessages from '../../../ui/locales/en.json';
import messages from '../locales/en.json';
import TermList from './TermList.vue';

const global = {
  plugins: [createI18n({ legacy: false, locale: 'en', messages: { en: { ...uiMessages, ...messages } } })],
};
const terms = [
  { id: 1, scope: 'global', slug: 'mat', name: 'Mat', rev: 1 },
  { id: 9, scope: 'organization', slug: 'foam_roller', name: 'Foam roller', rev: 2 },
] as const;
const list = () => mount(TermList, { props: { kind: 'equipment', terms }, global });
const write = async (text: string) => {
  const card = list();
  await card.get('input').setValue(text);
  await card.setProps({ name: text });
  await card.get('form').trigger('submit');
  return card;
};

describe('the words of one kind', () => {
  it('can be renamed only where they are the clinic’s own', async () => {
    const card = list();
    expect(card.findAll('li').map((row) => row.text())).toEqual(['Matshared', 'Foam roller']);
    const buttons = card.findAll('li button');
    expect(buttons.map((button) => button.attributes('aria-label'))).toEqual(['Rename Foam roller']);
    await buttons[0]?.trigger('click');
    expect(card.emitted('rename')).toEqual([[terms[1]]]);
  });

  it('takes a new one without the blanks around it', async () => {
    expect((await write('  Balance pad ')).emitted('add')).toEqual([['Balance pad']]);
  });

  it('refuses a double with a sentence that names it', async () => {
    const card = await write('foam-ROLLER');
    expect(card.emitted('add')).toBeUndefined();
    expect(card.text()).toContain('“Foam roller” is in the list already. Use it instead.');
  });

  it('asks for a word when there is none', async () => {
    const card = await write(' ! ');
    expect(card.emitted('add')).toBeUndefined();
    expect(card.text()).toContain('Write a word with at least one letter.');
  });
});
