import { useQuery } from '@tanstack/vue-query';
import { computed, type ComputedRef } from 'vue';

interface Readiness {
  readonly status?: string;
  readonly checks?: Readonly<Record<string, { readonly state?: string; readonly status?: string; readonly ok?: boolean } | string | boolean>>;
}

const read = async (): Promise<Readiness> => {
  const response = await fetch('/readyz', { headers: { accept: 'application/json' } });
  // 503 carries the same document: which part is away.
  const body: unknown = await response.json();
  // reason for `as`: every member is optional and read defensively below.
  return typeof body === 'object' && body !== null ? (body as Readiness) : {};
};

const isDown = (check: NonNullable<Readiness['checks']>[string] | undefined): boolean => {
  if (check === undefined) return false;
  if (typeof check === 'boolean') return !check;
  const word = typeof check === 'string' ? check : (check.state ?? check.status ?? (check.ok === false ? 'down' : 'up'));
  return word === 'down' || word === 'away' || word === 'failed' || word === 'unreachable';
};

/** Parts of the system that are away, for the banner to staff (asked every 30 s, only while the page is visible). */
export const useSystemState = (): { readonly away: ComputedRef<readonly string[]> } => {
  const query = useQuery({ queryKey: ['readyz'], queryFn: read, refetchInterval: 30_000, retry: false });
  const away = computed(() =>
    Object.entries(query.data.value?.checks ?? {})
      .filter(([, check]) => isDown(check))
      .map(([name]) => name),
  );
  return { away };
};
