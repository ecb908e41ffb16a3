import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { useI18n } from 'vue-i18n';
import { asProblem } from '../../api/problem';

/** What to do after a refusal, where this feature knows it better than the code alone. */
export const useRefusalNext = (error: MaybeRefOrGetter<unknown>) => {
  const i18n = useI18n();
  return computed(() => {
    const found = toValue(error);
    if (!found) return undefined;
    const key = `patients.next.${asProblem(found).code}`;
    return i18n.te(key) ? i18n.t(key) : undefined;
  });
};
