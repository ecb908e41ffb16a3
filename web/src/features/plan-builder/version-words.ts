import { describePrescription } from '#domain/treatment-plans/prescription-words';
import type { PathStep } from '../../ui/path-steps';
import type { PlanContentDto, PlanVersionSummary } from './plan-builder.api';
import { readDose } from './plan-draft';
import { sessionLabel } from './plan-edits';

type Translate = (key: string, params?: Record<string, unknown>) => string;

/** The versions as a path, oldest first: published is solid, the one in force gold, the working copy still to come. */
export const versionSteps = (
  versions: readonly PlanVersionSummary[],
  differs: boolean,
  when: (iso: string) => string,
  t: Translate,
): readonly PathStep[] => {
  const oldestFirst = versions.toSorted((a, b) => a.version - b.version);
  const steps = oldestFirst.map((version, index): PathStep => {
    const who = version.published_by?.name ?? '';
    const at = when(version.published_at);
    const published = who === '' ? t('builder.versions.at', { at }) : t('builder.versions.by', { at, who });
    return {
      key: version.version,
      state: index === oldestFirst.length - 1 ? 'now' : 'done',
      label: t('builder.versions.one', { version: version.version }),
      detail: version.note === '' ? published : `${published} — ${version.note}`,
    };
  });
  if (!differs) return steps;
  return [
    ...steps,
    { key: 'working', state: 'ahead', label: t('builder.versions.working'), detail: t('builder.versions.working_why') },
  ];
};

export interface SideRow {
  readonly key: string;
  readonly before: string | null;
  readonly after: string | null;
  /** `same` on both sides, or what happened to it. */
  readonly kind: 'same' | 'changed' | 'added' | 'removed';
}

export interface SideSession {
  readonly key: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly rows: readonly SideRow[];
}

type Session = PlanContentDto['sessions'][number];
type Line = readonly [key: string, text: string];

/** The same exercise twice in a session is told apart by its turn. */
const linesOf = (session: Session | undefined): readonly Line[] => {
  const seen = new Map<number, number>();
  return (session?.exercises ?? []).map((item) => {
    const turn = (seen.get(item.exercise_id) ?? 0) + 1;
    seen.set(item.exercise_id, turn);
    return [`${item.exercise_id}-${turn}`, `${item.name}, ${describePrescription(readDose(item.params))}`];
  });
};

const rowOf = (key: string, before: string | null, after: string | null): SideRow => {
  const kind = before === null ? 'added' : after === null ? 'removed' : before === after ? 'same' : 'changed';
  return { key, before, after, kind };
};

/** Exercises beside each other: the later order, what is gone after the one it stood behind. */
const rowsOf = (before: readonly Line[], after: readonly Line[]): readonly SideRow[] => {
  const was = new Map(before);
  const is = new Map(after);
  const rows = after.map(([key, text]) => rowOf(key, was.get(key) ?? null, text));
  for (const [index, [key, text]] of before.entries()) {
    if (is.has(key)) continue;
    const neighbour = before[index - 1]?.[0];
    const at = neighbour === undefined ? 0 : rows.findIndex((row) => row.key === neighbour) + 1;
    rows.splice(at, 0, rowOf(key, text, null));
  }
  return rows;
};

/** Two contents session by session, matched by the key that stays over versions. */
export const sideBySide = (before: PlanContentDto, after: PlanContentDto): readonly SideSession[] => {
  const gone = before.sessions.filter((session) => !after.sessions.some((other) => other.key === session.key));
  const titleOf = (sessions: readonly Session[], key: string): string | null => {
    const at = sessions.findIndex((session) => session.key === key);
    const found = sessions[at];
    return found === undefined ? null : sessionLabel(found.title, at);
  };
  return [...after.sessions, ...gone].map(({ key }) => ({
    key,
    before: titleOf(before.sessions, key),
    after: titleOf(after.sessions, key),
    rows: rowsOf(
      linesOf(before.sessions.find((session) => session.key === key)),
      linesOf(after.sessions.find((session) => session.key === key)),
    ),
  }));
};
