import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createI18n } from 'vue-i18n';
import { createMemoryHistory, createRouter } from 'vue-router';
import ui from '../../ui/locales/en.json';
import messages from './locales/en.json';
import UnsubscribePage from './pages/UnsubscribePage.vue';

interface Call {
  path: string;
  body: unknown;
}

let calls: Call[] = [];
const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
  calls = [];
});

const json = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' },
  });
const choice = (enabled: boolean): Response => json(200, { clinic: 'Rehazentrum am Uferpark', purpose: 'reminder', enabled });
const tooOld = (): Response =>
  json(410, { type: '/problems/code_expired', title: 'x', status: 410, code: 'code_expired', detail: 'This link is too old.' });

/** The page opened by a link, with the answers of the API in order. */
async function open(hash: string, answers: readonly (() => Response)[]): Promise<{ page: VueWrapper; path: () => string }> {
  const left = [...answers];
  globalThis.fetch = ((path: string, init: RequestInit) => {
    calls.push({ path, body: JSON.parse(String(init.body)) });
    return Promise.resolve((left.shift() ?? tooOld)());
  }) as typeof fetch; // the page calls it with a path and a body
  const component = { template: '<i />' };
  const routes = ['/', '/unsubscribe'].map((path) => ({ path, component }));
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(`/unsubscribe${hash}`);
  const i18n = createI18n({ legacy: false, locale: 'en', messages: { en: { ...ui, ...messages } } });
  const page = mount(UnsubscribePage, { global: { plugins: [router, i18n] } });
  await flushPromises();
  return { page, path: () => router.currentRoute.value.fullPath };
}

const press = async (page: VueWrapper): Promise<void> => {
  await page.get('button').trigger('click');
  await flushPromises();
};

describe('the page of an unsubscribe link', () => {
  it('says what would stop and stops nothing before the click', async () => {
    const { page, path } = await open('#secret-token', [() => choice(true), () => choice(false)]);
    expect(page.text()).toContain('Reminders');
    expect(page.text()).toContain('Rehazentrum am Uferpark');
    expect(calls).toEqual([{ path: '/v1/unsubscribe/inspect', body: { token: 'secret-token' } }]);
    expect(path()).toBe('/unsubscribe');
    await press(page);
    expect(calls.at(-1)).toEqual({ path: '/v1/unsubscribe', body: { token: 'secret-token' } });
    expect(page.text()).toContain('are off');
    expect(page.find('button').exists()).toBe(false);
  });

  it('says so when the mails are off already', async () => {
    const { page } = await open('#secret-token', [() => choice(false)]);
    expect(page.text()).toContain('are off');
    expect(page.find('button').exists()).toBe(false);
  });

  it('tells in a plain sentence that a link is too old, and what to do', async () => {
    const { page } = await open('#old', [tooOld]);
    expect(page.text()).toContain('This link is too old.');
    expect(page.find('button').exists()).toBe(false);
  });

  it('keeps the button when the click fails, so that it can be repeated', async () => {
    const busy = (): Response =>
      json(503, { status: 503, code: 'database_unavailable', title: 'Later', detail: 'Try again soon.' });
    const { page } = await open('#secret-token', [() => choice(true), busy, () => choice(false)]);
    await press(page);
    expect(page.text()).toContain('Try again soon.');
    await page.findAll('button').at(-1)?.trigger('click');
    await flushPromises();
    expect(page.text()).toContain('are off');
  });

  it('asks nothing of the API without a token', async () => {
    const { page } = await open('', []);
    expect(page.text()).toContain('incomplete');
    expect(calls).toEqual([]);
  });
});
