import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { useI18n } from 'vue-i18n';
import { asProblem } from '../../api/problem';

/** What to do after a refusal, where this feature knows it better than the code alone. */
export const useRefusalNext = (error: MaybeRefOrGetter<unknown>) => {
  const { t, te } = useI18n();
  return computed(() => {
    const found = toValue(error);
    if (!found) return undefined;
    const key = `patients.next.${asProblem(found).code}`;
    return te(key) ? t(key) : undefined;
  });
};
