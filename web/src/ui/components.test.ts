import { mount } from '@vue/test-utils';
import { createI18n } from 'vue-i18n';
import { nextTick } from 'vue';
import messages from './locales/en.json';
import { networkProblem, Problem } from '../api/problem';
import PwChoice from './PwChoice.vue';
import PwError from './PwError.vue';
import PwInput from './PwInput.vue';
import PwNumberStepper from './PwNumberStepper.vue';
import PwPath from './PwPath.vue';
import PwSlider from './PwSlider.vue';

const global = { plugins: [createI18n({ legacy: false, locale: 'en', messages: { en: messages } })] };

describe('the path component', () => {
  it('is a list whose steps say in words whether they happened', () => {
    const steps = [
      { key: 1, state: 'done' as const, label: 'Mon' },
      { key: 2, state: 'now' as const, label: 'open' },
    ];
    const week = mount(PwPath, { props: { steps, variant: 'week', label: 'This week' }, global });
    expect(week.element.tagName).toBe('OL');
    expect(week.findAll('li').map((step) => step.text())).toEqual(['Mon, done', 'open, now']);
    expect(week.findAll('.wave').map((line) => line.classes())).toEqual([['wave', 'dotted']]);
  });

  it('gives time and reason of what will happen', () => {
    const timeline = mount(PwPath, {
      props: {
        steps: [
          { key: 1, state: 'ahead' as const, time: 'Fri 09:00', label: 'second reminder', detail: 'Because nobody decided' },
        ],
      },
      global,
    });
    expect(timeline.text()).toContain('to come: Fri 09:00 second reminder');
    expect(timeline.find('.why').text()).toBe('Because nobody decided');
  });
});

describe('fields', () => {
  it('tie label, hint and error to the control', () => {
    const field = mount(PwInput, { props: { label: 'E-mail', hint: 'As at the clinic', error: 'It has no @.' }, global });
    const input = field.get('input');
    const described = input.attributes('aria-describedby')?.split(' ') ?? [];
    expect(field.get('label').attributes('for')).toBe(input.attributes('id'));
    expect(described.map((id) => field.get(`[id="${id}"]`).text())).toEqual(['As at the clinic', 'It has no @.']);
    expect(input.attributes('aria-invalid')).toBe('true');
  });

  it('step a number within its bounds, by button and by arrow key', async () => {
    const stepper = mount(PwNumberStepper, {
      props: {
        label: 'Sets',
        min: 1,
        max: 3,
        modelValue: 2,
        'onUpdate:modelValue': (value: number | null) => stepper.setProps({ modelValue: value }),
      },
      global,
    });
    const [, more] = stepper.findAll('button');
    await more?.trigger('click');
    expect(stepper.props('modelValue')).toBe(3);
    expect(more?.attributes('disabled')).toBeDefined();
    await stepper.get('input').trigger('keydown', { key: 'ArrowDown' });
    expect(stepper.props('modelValue')).toBe(2);
    await stepper.get('input').setValue('99');
    expect(stepper.props('modelValue')).toBe(3);
  });

  it('say nothing about pain until the patient has', async () => {
    const slider = mount(PwSlider, {
      props: {
        label: 'Pain',
        modelValue: null,
        'onUpdate:modelValue': (value: number | null) => slider.setProps({ modelValue: value }),
      },
      global,
    });
    expect(slider.text()).toContain('not said yet');
    await slider.get('input').setValue('5');
    expect(slider.props('modelValue')).toBe(5);
    expect(slider.get('input').attributes('aria-valuetext')).toBe('5 of 10: moderate, distracting');
  });

  it('choose one of several with real radio buttons', async () => {
    const choice = mount(PwChoice, {
      props: {
        label: 'How was it?',
        options: [
          { value: 'easy', label: 'Easy' },
          { value: 'hard', label: 'Hard' },
        ],
        modelValue: null as string | null,
        'onUpdate:modelValue': (value: string | number | boolean | null) =>
          choice.setProps({ modelValue: value as string | null }),
      },
      global,
    });
    await choice.findAll('input')[1]?.setValue(true);
    expect(choice.props('modelValue')).toBe('hard');
    expect(choice.find('legend').text()).toBe('How was it?');
  });
});

describe('a refusal on screen', () => {
  it('says what, why, and offers the next step only when repeating can help', async () => {
    const problem = new Problem(
      409,
      'already_decided',
      'It was decided already',
      'Dr. Iyer approved it yesterday.',
      [],
      undefined,
      {},
      undefined,
    );
    const refused = mount(PwError, { props: { error: problem }, global });
    expect(refused.text()).toContain('It was decided already');
    expect(refused.text()).toContain('Dr. Iyer approved it yesterday.');
    expect(refused.find('button').exists()).toBe(false);

    const silent = mount(PwError, { props: { error: networkProblem() }, global });
    await nextTick();
    await silent.get('button').trigger('click');
    expect(silent.emitted('retry')).toHaveLength(1);
  });
});
