import { mount } from '@vue/test-utils';
import { createI18n } from 'vue-i18n';
import { Problem } from '../../../api/problem';
import uiMessages from '../../../ui/locales/en.json';
import { openableDialogs } from '../../../ui/openable-dialogs';
import type { Approval } from '../approvals.api';
import messages from '../locales/en.json';
import WithdrawDialog from './WithdrawDialog.vue';

const i18n = createI18n({ legacy: false, locale: 'en', messages: { en: { ...uiMessages, ...messages } } });
// reason for `as`: the dialog reads two members of a large answer
const approval = (change: Partial<Approval>): Approval =>
  ({ title: 'Low back', patient_name: 'Mara Lind', ...change }) as Approval;
const dialog = async (change: Partial<Approval> = {}, error: unknown = null) => {
  const props = { approval: approval(change), busy: false, error, open: false };
  const mounted = mount(WithdrawDialog, { props, global: { plugins: [i18n] }, attachTo: document.body });
  await mounted.setProps({ open: true });
  return mounted;
};
type Dialog = Awaited<ReturnType<typeof dialog>>;
const write = async (mounted: Dialog, reason: string): Promise<void> => {
  await mounted.get('textarea').setValue(reason);
  await mounted.get('form').trigger('submit');
};

beforeAll(openableDialogs);
afterEach(() => {
  document.body.innerHTML = '';
});

describe('taking a request back', () => {
  it('says for whom and what will follow, and begins at the reason', async () => {
    const mounted = await dialog();
    expect(mounted.get('h2').text()).toBe('Withdraw the request for Mara Lind?');
    expect(mounted.text()).toContain('The plan then ends without having begun');
    expect(document.activeElement).toBe(mounted.get('textarea').element);
  });

  it('names the plan where the request was for the library', async () => {
    const mounted = await dialog({ patient_name: null });
    expect(mounted.get('h2').text()).toBe('Withdraw the request for “Low back”?');
    expect(mounted.text()).toContain('The copy for the library is put away');
  });

  it('asks for a reason before anything is sent', async () => {
    const mounted = await dialog();
    await write(mounted, '   ');
    expect(mounted.emitted('withdraw')).toBeUndefined();
    expect(mounted.text()).toContain('Say why, for the colleagues who were asked.');
    expect(mounted.get('textarea').attributes('aria-invalid')).toBe('true');
  });

  it('hands on the reason without the blanks around it', async () => {
    const mounted = await dialog();
    await write(mounted, '  Another plan suits better. ');
    expect(mounted.emitted('withdraw')).toEqual([['Another plan suits better.']]);
  });

  it('keeps what was written beside a refusal, and forgets it once it is closed', async () => {
    const mounted = await dialog();
    await write(mounted, 'Another plan suits better.');
    await mounted.setProps({
      error: new Problem(503, 'database_unavailable', 'Later', 'Try again soon.', [], undefined, {}, undefined),
    });
    expect(mounted.text()).toContain('Try again soon.');
    expect(mounted.get('textarea').element.value).toBe('Another plan suits better.');
    await mounted.setProps({ open: false, error: null });
    await mounted.setProps({ open: true });
    expect(mounted.get('textarea').element.value).toBe('');
  });
});
