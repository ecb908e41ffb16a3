import { useQuery } from '@tanstack/vue-query';
import { computed, type ComputedRef } from 'vue';

interface Dependency {
  readonly up?: boolean;
  readonly detail?: string;
}

interface Readiness {
  readonly dependencies?: Readonly<Record<string, Dependency>>;
}

const read = async (): Promise<Readiness> => {
  const response = await fetch('/readyz', { headers: { accept: 'application/json' } });
  // 503 carries the same document: which part is away.
  const body: unknown = await response.json();
  // reason for `as`: every member is optional and read defensively below.
  return typeof body === 'object' && body !== null ? (body as Readiness) : {};
};

/** Sentences about the parts that are away, for the banner to staff (asked every 30 s, only while the page is visible). */
export const useSystemState = (): { readonly away: ComputedRef<readonly string[]> } => {
  const query = useQuery({ queryKey: ['readyz'], queryFn: read, refetchInterval: 30_000, retry: false });
  const away = computed(() =>
    Object.entries(query.data.value?.dependencies ?? {})
      .filter(([, dependency]) => dependency.up === false)
      .map(([name, dependency]) => dependency.detail ?? name),
  );
  return { away };
};
