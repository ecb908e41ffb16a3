import { defineStore } from 'pinia';
import { ref } from 'vue';

export interface Toast {
  readonly id: number;
  readonly tone: 'done' | 'info' | 'error';
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** What just happened, in one sentence. Errors never go here alone: they stay beside what caused them. */
export const useToasts = defineStore('toasts', () => {
  const items = ref<Toast[]>([]);
  let last = 0;

  const dismiss = (id: number): void => {
    items.value = items.value.filter((toast) => toast.id !== id);
  };

  const show = (text: string, options: Omit<Toast, 'id' | 'text' | 'tone'> & { tone?: Toast['tone'] } = {}): number => {
    last += 1;
    const id = last;
    items.value = [...items.value.slice(-2), { tone: 'done', ...options, id, text }];
    // A toast with an action stays longer, so that there is time to reach it by keyboard.
    setTimeout(() => dismiss(id), options.action ? 12_000 : 6_000);
    return id;
  };

  return { items, show, dismiss };
});
