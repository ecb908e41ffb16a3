import { computed, nextTick, ref, watch } from 'vue';
import { keepFocus } from '../../shared/keep-focus';
import type { ExerciseSummary } from '../exercise-library';
import { readDose, type DoseForm, type DraftSession, type PlanDraft } from './plan-draft';
import {
  addExercise,
  addSession,
  duplicateSession,
  moveExercise,
  moveSession,
  removeExercise,
  removeSession,
  sessionLetter,
  updateDose,
  updateSession,
} from './plan-edits';
import { groupFaults } from './plan-faults';
import { useBuilderKeys } from './use-builder-keys';
import type { PlanEditor } from './use-plan-editor';

type Translate = (key: string, params?: Record<string, unknown>) => string;
/** Short keys: stable names over versions, unique within a plan. */
export const newKey = (): string => crypto.randomUUID().slice(0, 8);

const rowHandle = (row: number | undefined): HTMLElement | null =>
  row === undefined ? null : document.querySelector<HTMLElement>(`[data-row="${row}"] button`);

/** What the author does in the builder, each with the sentence that is read out. */
export const useBuilder = (editor: PlanEditor, t: Translate) => {
  const { draft } = editor;
  const openKey = ref<string | null>(draft.value.sessions[0]?.key ?? null);
  const selectedUid = ref<string | null>(null);
  const moreOpen = ref(false);
  const pickerOpen = ref(false);
  const spoken = ref('');

  const at = computed(() =>
    Math.max(
      0,
      draft.value.sessions.findIndex((session) => session.key === openKey.value),
    ),
  );
  const session = computed<DraftSession | null>(() => draft.value.sessions[at.value] ?? null);
  const selected = computed(() => {
    const items = session.value?.exercises ?? [];
    return items.find((item) => item.uid === selectedUid.value) ?? items[0] ?? null;
  });
  const faulty = computed(() =>
    groupFaults(editor.faults.value).flatMap((group) => (group.session === null ? [] : [group.session])),
  );
  // Undo can take the open session away; the builder then shows what stands in its place.
  watch(session, (now) => {
    openKey.value = now?.key ?? null;
  });

  const say = (text: string): void => {
    spoken.value = '';
    void nextTick(() => {
      spoken.value = text;
    });
  };
  /** What an act moves or brings back keeps the keyboard; what it removes hands it to the row in its place, or to the session. */
  const held = (act: () => void, row?: number): void =>
    void keepFocus(act, () => rowHandle(row) ?? document.querySelector<HTMLElement>('#main h1'));
  const apply = (change: (plan: PlanDraft) => PlanDraft, merge: string | null = null, row?: number): void =>
    held(() => editor.apply(change, merge), row);
  const open = (key: string): void => {
    openKey.value = key;
    selectedUid.value = null;
  };
  const select = (uid: string): void => {
    if (selectedUid.value !== uid) moreOpen.value = false;
    selectedUid.value = uid;
  };
  const toggleMore = (): void => {
    moreOpen.value = !moreOpen.value;
  };
  const openPicker = (): void => {
    pickerOpen.value = true;
  };
  const onSession = (act: (key: string) => void): void => {
    if (session.value !== null) act(session.value.key);
  };

  const add = (): void => {
    const key = newKey();
    apply((plan) => addSession(plan, key, t('builder.session.new_title')));
    open(key);
    say(t('builder.say.session_added', { letter: sessionLetter(draft.value.sessions.length - 1) }));
  };
  const duplicate = (): void =>
    onSession((key) => {
      const copy = newKey();
      apply((plan) => duplicateSession(plan, key, copy, t('builder.session.copy_of', { title: session.value?.title ?? '' })));
      open(copy);
    });
  const remove = (): void =>
    onSession((key) => {
      const title = session.value?.title ?? '';
      apply((plan) => removeSession(plan, key));
      say(t('builder.say.session_removed', { title }));
    });
  const moveTo = (to: number): void => {
    const title = session.value?.title ?? '';
    apply((plan) => moveSession(plan, at.value, to));
    say(t('builder.say.moved', { name: title, at: at.value + 1, count: draft.value.sessions.length }));
  };
  const change = (fields: Parameters<typeof updateSession>[2], field: string): void =>
    onSession((key) => apply((plan) => updateSession(plan, key, fields), `session:${key}:${field}`));

  const pick = (exercise: ExerciseSummary): void =>
    onSession((key) => {
      const uid = newKey();
      const params = readDose(exercise.default_params);
      const picked = { uid, exercise_id: exercise.id, name: exercise.name, demo_slug: exercise.demo_slug, params };
      apply((plan) => addExercise(plan, key, picked));
      select(uid);
    });
  const drop = (uid: string, name: string): void =>
    onSession((key) => {
      const row = session.value?.exercises.findIndex((item) => item.uid === uid) ?? 0;
      const rows = session.value?.exercises.length ?? 0;
      apply((plan) => removeExercise(plan, key, uid), null, Math.min(row, rows - 2));
      say(t('builder.say.removed', { name }));
    });
  /** `merge` joins the places a drag passes to one step. */
  const moveRow = (from: number, to: number, merge: string | null = null): void =>
    onSession((key) => apply((plan) => moveExercise(plan, key, from, to), merge));
  const sayPlace = (index: number): void => {
    const items = session.value?.exercises ?? [];
    const item = items[index];
    if (item) say(t('builder.say.moved', { name: item.name, at: index + 1, count: items.length }));
  };
  /** By key or button: one place, and what became of it is read out. */
  const stepRow = (from: number, to: number): void => {
    const items = session.value?.exercises ?? [];
    const name = items[from]?.name ?? '';
    if (to < 0 || to >= items.length) say(t('builder.say.moved_here', { name, at: from + 1, count: items.length }));
    else {
      moveRow(from, to);
      sayPlace(to);
    }
  };
  const dose = (uid: string, fields: Partial<DoseForm>, field: string): void =>
    onSession((key) => apply((plan) => updateDose(plan, key, uid, fields), `dose:${uid}:${field}`));
  const settings = (fields: Partial<PlanDraft>, field: string): void =>
    apply((plan) => ({ ...plan, ...fields }), `plan:${field}`);

  const undo = (): void => {
    if (editor.canUndo.value) say(t('builder.say.undone'));
    held(editor.undo);
  };
  const redo = (): void => {
    if (editor.canRedo.value) say(t('builder.say.redone'));
    held(editor.redo);
  };
  useBuilderKeys({
    undo,
    redo,
    add: () => {
      if (editor.plan.value.editable && session.value !== null) openPicker();
    },
  });

  return {
    at,
    session,
    selected,
    selectedUid,
    moreOpen,
    pickerOpen,
    toggleMore,
    openPicker,
    spoken,
    faulty,
    open,
    select,
    add,
    duplicate,
    remove,
    moveTo,
    change,
    pick,
    drop,
    moveRow,
    stepRow,
    sayPlace,
    undo,
    redo,
    dose,
    settings,
  };
};
