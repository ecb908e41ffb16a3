import { useEventListener } from '@vueuse/core';
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue';
import { diffPlans } from '#domain/treatment-plans/plan-diff';
import { changeInWords } from '#domain/treatment-plans/plan-diff-words';
import { asProblem, type Problem } from '../../api/problem';
import { createAutosave, type SaveState } from './autosave';
import { record, redo, startHistory, undo } from './history';
import { fetchPlan, savePlan, type Plan } from './plan-builder.api';
import { bodyOf, contentOf, draftOf, isWhole, type LastGood, type PlanDraft } from './plan-draft';
import { faultsOf } from './plan-faults';

export interface Conflict {
  readonly theirs: Plan;
  /** What they changed since this screen last agreed with the server. */
  readonly changes: readonly string[];
}

const goodOf = (plan: Plan): LastGood => ({
  name: plan.content.name,
  frequency_per_week: plan.content.frequency_per_week,
  duration_weeks: plan.content.duration_weeks,
});

/** The plan on the screen: its working copy with undo, saved by itself; a save by somebody else stops it and loses nothing. */
export const usePlanEditor = (loaded: Plan, untitled: string) => {
  const plan = shallowRef(loaded);
  const history = shallowRef(startHistory(draftOf(loaded)));
  const state = ref<SaveState>({ kind: 'idle' });
  const conflict = shallowRef<Conflict | null>(null);
  const conflictProblem = shallowRef<Problem | null>(null);
  let agreed = draftOf(loaded);
  let rev = loaded.rev;

  const draft = computed(() => history.value.present);
  const faults = computed(() => faultsOf(draft.value));
  const whole = computed(() => isWhole(draft.value));
  const settled = computed(() => state.value.kind === 'idle' || state.value.kind === 'saved');
  const unchanged = computed(() => plan.value.status === 'published' && settled.value && whole.value);

  const accept = (answer: Plan, sent: PlanDraft): void => {
    plan.value = answer;
    rev = answer.rev;
    agreed = sent;
  };
  const readTheirs = async (): Promise<void> => {
    conflictProblem.value = null;
    try {
      const theirs = await fetchPlan(loaded.id);
      const changes = diffPlans(contentOf(agreed), contentOf(draftOf(theirs)));
      conflict.value = { theirs, changes: changes.map((change) => changeInWords(change).sentence) };
    } catch (error) {
      conflictProblem.value = asProblem(error);
    }
  };
  const autosave = createAutosave<PlanDraft>(
    async (value) => accept(await savePlan(loaded.id, bodyOf(value, goodOf(plan.value), untitled), rev), value),
    (next) => {
      state.value = next;
      if (next.kind === 'conflict') void readTheirs();
    },
  );

  const show = (next: typeof history.value): void => {
    if (next.present === history.value.present) return;
    history.value = next;
    autosave.change(next.present);
  };
  /** One act of the author. `merge` joins typing in one field to one undo step. */
  const apply = (change: (draft: PlanDraft) => PlanDraft, merge: string | null = null): void => {
    if (plan.value.editable) show(record(history.value, change(draft.value), Date.now(), merge));
  };
  const keepMine = (): void => {
    if (conflict.value === null) return;
    rev = conflict.value.theirs.rev;
    conflict.value = null;
    autosave.resume(true);
  };
  /** Theirs on the screen; mine is one undo away. */
  const takeTheirs = (): void => {
    if (conflict.value === null) return;
    const { theirs } = conflict.value;
    const next = draftOf(theirs);
    accept(theirs, next);
    conflict.value = null;
    autosave.resume(false);
    history.value = record(history.value, next, Date.now());
    state.value = { kind: 'saved', at: new Date(theirs.updated_at) };
  };

  useEventListener(window, 'beforeunload', (event) => {
    if (state.value.kind !== 'idle' && state.value.kind !== 'saved') event.preventDefault();
  });
  useEventListener(window, 'online', () => void autosave.flush());
  onBeforeUnmount(() => {
    void autosave.flush();
    autosave.stop();
  });

  return {
    plan,
    draft,
    faults,
    whole,
    /** The screen shows what is published. */
    unchanged,
    state,
    conflict,
    conflictProblem,
    apply,
    keepMine,
    takeTheirs,
    readTheirs,
    canUndo: computed(() => history.value.past.length > 0),
    canRedo: computed(() => history.value.future.length > 0),
    undo: () => show(undo(history.value)),
    redo: () => show(redo(history.value)),
    flush: autosave.flush,
    revision: () => rev,
    accept: (answer: Plan) => accept(answer, draft.value),
  };
};

export type PlanEditor = ReturnType<typeof usePlanEditor>;
