import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createI18n } from 'vue-i18n';
import { createMemoryHistory, createRouter } from 'vue-router';
import { api } from '../../api/client';
import { Problem, toProblem } from '../../api/problem';
import ui from '../../ui/locales/en.json';
import messages from './locales/en.json';
import type { MailChoice } from './notifications.api';
import UnsubscribePage from './pages/UnsubscribePage.vue';

/** What the API would answer: a choice, or a problem that is thrown as the client throws it. */
type Answer = MailChoice | Problem;

const choice = (enabled: boolean): MailChoice => ({ clinic: 'Rehazentrum am Uferpark', purpose: 'reminder', enabled });
const tooOld = toProblem(410, { code: 'code_expired', title: 'Too old', detail: 'This link is too old.' });
const away = toProblem(503, { code: 'database_unavailable', title: 'Later', detail: 'Try again soon.' });

afterEach(() => jest.restoreAllMocks());

/** The page opened by a link, with the answers of the API in order; the wire is the only part that is not real. */
async function open(
  hash: string,
  answers: readonly Answer[],
): Promise<{ page: VueWrapper; path: () => string; calls: (readonly [path: string, body: unknown])[] }> {
  const left = [...answers];
  const calls: (readonly [path: string, body: unknown])[] = [];
  jest.spyOn(api, 'post').mockImplementation((path, body) => {
    calls.push([path, body]);
    const answer = left.shift() ?? tooOld;
    return answer instanceof Problem ? Promise.reject(answer) : Promise.resolve(answer as never); // the page asks for a choice
  });
  const component = { template: '<i />' };
  const routes = ['/', '/unsubscribe'].map((path) => ({ path, component }));
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(`/unsubscribe${hash}`);
  const i18n = createI18n({ legacy: false, locale: 'en', messages: { en: { ...ui, ...messages } } });
  const page = mount(UnsubscribePage, { global: { plugins: [router, i18n] } });
  await flushPromises();
  return { page, path: () => router.currentRoute.value.fullPath, calls };
}

const press = async (page: VueWrapper): Promise<void> => {
  await page.get('button').trigger('click');
  await flushPromises();
};

describe('the page of an unsubscribe link', () => {
  it('says what would stop and stops nothing before the click', async () => {
    const { page, path, calls } = await open('#secret-token', [choice(true), choice(false)]);
    expect(page.text()).toContain('Reminders');
    expect(page.text()).toContain('Rehazentrum am Uferpark');
    expect(calls).toEqual([['/v1/unsubscribe/inspect', { token: 'secret-token' }]]);
    expect(path()).toBe('/unsubscribe');
    await press(page);
    expect(calls.at(-1)).toEqual(['/v1/unsubscribe', { token: 'secret-token' }]);
    expect(page.text()).toContain('are off');
    expect(page.find('button').exists()).toBe(false);
  });

  it('says so when the mails are off already', async () => {
    const { page } = await open('#secret-token', [choice(false)]);
    expect(page.text()).toContain('are off');
    expect(page.find('button').exists()).toBe(false);
  });

  it('tells in a plain sentence that a link is too old, and what to do', async () => {
    const { page } = await open('#old', [tooOld]);
    expect(page.text()).toContain('This link is too old.');
    expect(page.find('button').exists()).toBe(false);
  });

  it('keeps the button when the click fails, so that it can be repeated', async () => {
    const { page } = await open('#secret-token', [choice(true), away, choice(false)]);
    await press(page);
    expect(page.text()).toContain('Try again soon.');
    await page.findAll('button').at(-1)?.trigger('click');
    await flushPromises();
    expect(page.text()).toContain('are off');
  });

  it('asks nothing of the API without a token', async () => {
    const { page, calls } = await open('', []);
    expect(page.text()).toContain('incomplete');
    expect(calls).toEqual([]);
  });
});
