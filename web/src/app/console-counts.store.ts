import { defineStore } from 'pinia';
import { ref } from 'vue';

/** How many things wait behind a place of the side bar; features set theirs (`set('approvals', 2, true)`). */
export const useConsoleCounts = defineStore('console-counts', () => {
  const counts = ref<Record<string, { readonly value: number; readonly waiting: boolean }>>({});
  const set = (key: string, value: number, waiting = false): void => {
    counts.value = { ...counts.value, [key]: { value, waiting } };
  };
  return { counts, set };
});
