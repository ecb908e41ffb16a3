import { mount } from '@vue/test-utils';
import { computed, nextTick, shallowRef } from 'vue';
import { createI18n } from 'vue-i18n';
import type { Load } from '#domain/treatment-plans/prescription';
import appMessages from '../../../app/locales/en.json';
import uiMessages from '../../../ui/locales/en.json';
import { openableDialogs } from '../../../ui/openable-dialogs';
import messages from '../locales/en.json';
import type { Player } from '../use-player';
import LoadSheet from './LoadSheet.vue';

const i18n = createI18n({ legacy: false, locale: 'en', messages: { en: { ...appMessages, ...uiMessages, ...messages } } });

/** The sheet over an exercise with that load; `told` is what the log would hold. */
const sheet = async (load: Load) => {
  const current = shallowRef<Load | null>(load);
  const told: Load[] = [];
  // reason for `as`: of the player the sheet uses these two
  const player = { load: computed(() => current.value), changeLoad: (now: Load) => void told.push(now) } as unknown as Player;
  const mounted = mount(LoadSheet, {
    props: { player, open: false, 'onUpdate:open': (open: boolean) => mounted.setProps({ open }) },
    global: { plugins: [i18n] },
    attachTo: document.body,
  });
  await mounted.setProps({ open: true });
  await nextTick();
  const save = () => mounted.get('.pw-button.primary').trigger('click');
  return { mounted, told, save };
};

beforeAll(openableDialogs);
afterEach(() => {
  document.body.innerHTML = '';
});

describe('the load that was really used', () => {
  it('begins at the prescribed weight, in its unit, with the keyboard on it', async () => {
    const { mounted, told, save } = await sheet({ unit: 'kg', value: 4 });
    const weight = mounted.get('input');
    expect([weight.element.value, weight.attributes('aria-valuetext')]).toEqual(['4', '4 kg']);
    expect(document.activeElement).toBe(weight.element);
    await save();
    expect(told).toEqual([{ unit: 'kg', value: 4 }]);
  });

  it('goes up by half a kilogram, tells the log and closes', async () => {
    const { mounted, told, save } = await sheet({ unit: 'kg', value: 4 });
    await mounted.get('input').trigger('keydown', { key: 'ArrowUp' });
    await save();
    expect(told).toEqual([{ unit: 'kg', value: 4.5 }]);
    expect(mounted.props('open')).toBe(false);
  });

  it('offers the bands by colour where a band is prescribed', async () => {
    const { mounted, told, save } = await sheet({ unit: 'band', band: 'red' });
    expect(mounted.find('input').exists()).toBe(false);
    await mounted.get('select').setValue(mounted.findAll('option').find((one) => one.text() === 'green')?.element.value);
    await save();
    expect(told).toEqual([{ unit: 'band', band: 'green' }]);
  });

  it('tells nothing while no weight is said', async () => {
    const { mounted, told, save } = await sheet({ unit: 'lb', value: 10 });
    await mounted.get('input').setValue('');
    expect(mounted.get('.pw-button.primary').attributes('aria-disabled')).toBe('true');
    await save();
    expect(told).toEqual([]);
  });

  it('forgets a change that was closed without being told', async () => {
    const { mounted } = await sheet({ unit: 'kg', value: 4 });
    await mounted.get('input').setValue('9');
    await mounted.setProps({ open: false });
    await mounted.setProps({ open: true });
    expect(mounted.get('input').element.value).toBe('4');
  });
});
