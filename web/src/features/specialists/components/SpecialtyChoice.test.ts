import { mount } from '@vue/test-utils';
import SpecialtyChoice from './SpecialtyChoice.vue';

const specialties = [
  { id: 2, slug: 'neurology', name: 'Neurology', global: true },
  { id: 5, slug: 'hand-therapy', name: 'Hand therapy', global: false },
];

const choice = (modelValue: readonly number[]) =>
  mount(SpecialtyChoice, { props: { label: 'Specialties', none: 'There is no specialty yet.', specialties, modelValue } });

describe('choosing specialties', () => {
  it('lists them by name under one heading, ticked where somebody has them', () => {
    const field = choice([2]);
    expect(field.get('legend').text()).toBe('Specialties');
    expect(field.findAll('label').map((label) => label.text())).toEqual(['Hand therapy', 'Neurology']);
    expect(field.findAll<HTMLInputElement>('input').map((box) => box.element.checked)).toEqual([false, true]);
  });

  it('gives one and takes one, and leaves the others', async () => {
    const field = choice([2]);
    const [hands, neurology] = field.findAll('input');
    await hands?.setValue(true);
    expect(field.emitted('update:modelValue')?.at(-1)).toEqual([[2, 5]]);
    await field.setProps({ modelValue: [2, 5] });
    await neurology?.setValue(false);
    expect(field.emitted('update:modelValue')?.at(-1)).toEqual([[5]]);
  });

  it('says that there is nothing to choose', () => {
    const field = mount(SpecialtyChoice, {
      props: { label: 'Specialties', none: 'There is no specialty yet.', specialties: [] },
    });
    expect(field.text()).toContain('There is no specialty yet.');
  });
});
