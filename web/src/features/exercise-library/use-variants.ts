import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { listExercises, type ExerciseSummary } from './exercise-library.api';

const staleMs = 60_000;

/** The library whole, page by page: what an exercise can be linked to, and the demonstrations there are. */
const readAll = async (): Promise<readonly ExerciseSummary[]> => {
  const all: ExerciseSummary[] = [];
  let cursor: string | null = null;
  do {
    const page = await listExercises({}, '', cursor);
    all.push(...page.items);
    cursor = page.next_cursor ?? null;
  } while (cursor !== null);
  return all;
};

export const useVariantOptions = (ownId: number | null) => {
  const query = useQuery({ queryKey: ['exercises', 'all'], queryFn: readAll, staleTime: staleMs });
  const rows = computed(() => (query.data.value ?? []).toSorted((a, b) => a.name.localeCompare(b.name)));
  const options = computed(() => rows.value.filter((row) => row.id !== ownId).map((row) => ({ value: row.id, label: row.name })));
  const demos = computed(() => {
    const bySlug = new Map(rows.value.flatMap((row) => (row.demo_slug === null ? [] : [[row.demo_slug, row.name] as const])));
    return [...bySlug].map(([value, label]) => ({ value, label }));
  });
  return { options, demos };
};
