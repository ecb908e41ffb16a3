import { onBeforeUnmount } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { loadMessages } from '../../app/i18n';
import { matches, usePalette, type PaletteItem, type PaletteSource } from '../../app/palette/palette.store';
import { useSession } from '../../app/session.store';
import { findPatients, findPlans } from './command-palette.api';

/** Fewer letters than this would list half the clinic. */
const minLetters = 2;

/** People, plans and what one can do, for ⌘K on every page of the console; each only for those who may. */
export const useConsolePalette = (): void => {
  const { t } = useI18n();
  const router = useRouter();
  const session = useSession();
  const palette = usePalette();
  void loadMessages(['command-palette']);
  const go = (path: string) => (): void => void router.push(path);

  const people = async (text: string): Promise<readonly PaletteItem[]> => {
    if (text.length < minLetters || !session.can('patient:list')) return [];
    const { items } = await findPatients(text);
    const [only] = items;
    const open = items.map((one): PaletteItem => ({
      key: `patient-${one.id}`,
      label: one.display_name,
      hint: one.responsible_specialist_name ?? t('palette.patient'),
      icon: 'user',
      run: go(`/patients/${one.id}`),
    }));
    if (items.length !== 1 || !only || !session.can('plan:assign')) return open;
    const label = t('palette.assign', { name: only.display_name });
    return [...open, { key: `assign-${only.id}`, label, icon: 'plus', run: go(`/patients/${only.id}?assign=1`) }];
  };

  const plans = async (text: string): Promise<readonly PaletteItem[]> => {
    if (text.length < minLetters || !session.can('plan:read')) return [];
    const { items } = await findPlans(text);
    return items.map((one) => ({
      key: `plan-${one.id}`,
      label: one.name,
      hint: one.condition ?? t('palette.plan'),
      icon: 'route',
      run: go(`/plans/${one.id}`),
    }));
  };

  const acts = (text: string): readonly PaletteItem[] => {
    const all: readonly (PaletteItem & { readonly may: boolean })[] = [
      {
        key: 'new-patient',
        label: t('palette.new_patient'),
        icon: 'plus',
        may: session.can('patient:write'),
        run: go('/patients?new=1'),
      },
      { key: 'new-plan', label: t('palette.new_plan'), icon: 'plus', may: session.can('plan:write'), run: go('/plans/new') },
      {
        key: 'review',
        label: t('palette.review'),
        icon: 'clipboard-check',
        may: session.can('approval:decide'),
        run: go('/approvals'),
      },
      {
        key: 'specialists',
        label: t('palette.specialists'),
        icon: 'users',
        may: session.can('specialist:read'),
        run: go('/specialists'),
      },
      {
        key: 'exercise-words',
        label: t('palette.words'),
        icon: 'dumbbell',
        may: session.can('exercise:write'),
        run: go('/exercises/words'),
      },
      { key: 'account', label: t('palette.account'), icon: 'settings', may: true, run: go('/account') },
    ];
    return all.filter((act) => act.may && matches(text, act.label));
  };

  const sources: readonly PaletteSource[] = [
    { key: 'people', title: () => t('palette.people'), search: people },
    { key: 'plans', title: () => t('palette.plans'), search: plans },
    { key: 'console-acts', title: () => t('palette.acts'), search: acts },
  ];
  const removals = sources.map((source) => palette.register(source));
  onBeforeUnmount(() => {
    for (const remove of removals) remove();
  });
};
