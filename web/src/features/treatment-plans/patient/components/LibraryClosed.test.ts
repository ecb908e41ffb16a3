import { mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { createI18n } from 'vue-i18n';
import { createMemoryHistory, createRouter } from 'vue-router';
import { toProblem } from '../../../../api/problem';
import appMessages from '../../../../app/locales/en.json';
import { useSession } from '../../../../app/session.store';
import uiMessages from '../../../../ui/locales/en.json';
import messages from '../locales/en.json';
import LibraryClosed from './LibraryClosed.vue';

const card = (services: unknown, phone: string | null) => {
  const pinia = createPinia();
  setActivePinia(pinia);
  // reason for `as`: of the person the card reads the clinic alone
  useSession().me = { organization: { name: 'Uferpark', phone } } as never;
  const problem = toProblem(403, { code: 'library_access_required', title: 'Closed', services });
  const i18n = createI18n({ legacy: false, locale: 'en', messages: { en: { ...appMessages, ...uiMessages, ...messages } } });
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:all(.*)', component: { template: '<i />' } }],
  });
  return mount(LibraryClosed, { props: { problem }, global: { plugins: [pinia, i18n, router] } });
};

describe('the library without a service that opens it', () => {
  it('says what it is, which services open it and what happens next', () => {
    const text = card(['Home programme', 'All in'], '+49 30 1234').text();
    expect(text).toContain('plans of your clinic that you can begin by yourself');
    expect(text).toContain('It comes with: Home programme, All in');
    expect(text).toContain('You choose a plan here and begin');
  });

  it('puts the call to the clinic one tap away, and leads back', () => {
    const links = card([], '+49 30 / 1234').findAll('a');
    expect(links.map((link) => link.attributes('href'))).toEqual(['tel:+49301234', '/plan']);
    expect(links[0]?.text()).toBe('Call Uferpark, +49 30 / 1234');
  });

  it('still leads somewhere without a number and without a service that is named', () => {
    const closed = card(undefined, null);
    expect(closed.text()).toContain('Some of its services include it');
    expect(closed.text()).toContain('ask at your next visit');
    expect(closed.findAll('a').map((link) => link.attributes('href'))).toEqual(['/plan']);
  });
});
