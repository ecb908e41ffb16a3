import { playerPlanOf, type PlayerPlan } from '#domain/session-player/player-plan';
import { resumePlayer } from '#domain/session-player/player-machine';
import type { PlayerState } from '#domain/session-player/player-state';
import { parseLoad, type Load } from '#domain/treatment-plans/prescription';
import { asProblem } from '../../api/problem';
import { deviceId } from './device';
import { readSession, type LogRow, type SessionDetail } from './player.api';
import { closeLocalSession, localSessionOf, localSetsOf, rememberSets, saveLocalSession, type LocalSession } from './player-db';
import { exchanged, fetchRemote, type SessionContent } from './session-content';
import { standing } from './standing';
import { savedSlots, skippedExercises } from './slots';

export interface Loaded {
  readonly content: SessionContent;
  readonly plan: PlayerPlan;
  readonly state: PlayerState;
  /** The session in progress; null before the start. */
  readonly local: LocalSession | null;
  /** It was begun, or gone on with, on another device. */
  readonly elsewhere: boolean;
}

export type LoadResult =
  | { readonly kind: 'ready'; readonly loaded: Loaded }
  | { readonly kind: 'nothing'; readonly nextFreeDay: string | null }
  | { readonly kind: 'failed'; readonly error: unknown };

const withSwaps = async (content: SessionContent, swaps: Readonly<Record<number, number>>): Promise<SessionContent> => {
  const exercises = await Promise.all(
    content.exercises.map(async (exercise, index) => {
      const swapped = swaps[index];
      return swapped === undefined || swapped === exercise.exercise_id ? exercise : exchanged(exercise, swapped);
    }),
  );
  return { ...content, exercises };
};

const assemble = async (
  content: SessionContent,
  local: LocalSession | null,
  logs: readonly LogRow[],
  elsewhere: boolean,
): Promise<Loaded> => {
  const shown = local ? await withSwaps(content, local.swaps) : content;
  const plan = playerPlanOf(shown.exercises);
  const done = [...logs.filter((log) => log.amends_id === null), ...(local ? await localSetsOf(local.client_id) : [])];
  return { content: shown, plan, state: resumePlayer(plan, savedSlots(plan, done), skippedExercises(done)), local, elsewhere };
};

const adopt = async (
  userId: number,
  enrollmentId: number,
  detail: SessionDetail,
  known: LocalSession | undefined,
  planName: string,
): Promise<Loaded | null> => {
  const { session, guide, logs } = detail;
  const same = known?.client_id === session.client_id ? known : undefined;
  const content = guide ? { ...guide, plan_name: planName } : same?.content;
  if (!content) return null;
  const local: LocalSession = {
    client_id: session.client_id,
    user_id: userId,
    enrollment_id: enrollmentId,
    session_key: session.session_key,
    completion_id: session.id,
    pain_before: session.pain_before ?? same?.pain_before ?? null,
    swaps: same?.swaps ?? swapsIn(logs, content),
    loads: same?.loads ?? loadsIn(logs, content),
    content,
    updated_at: new Date().toISOString(),
  };
  await saveLocalSession(local);
  const counted = logs.filter((log) => log.amends_id === null);
  await rememberSets(
    counted.map(({ client_id, exercise_position, set_number, side, skipped }) => ({
      client_id,
      session: session.client_id,
      exercise_position,
      set_number,
      side,
      skipped,
    })),
  );
  return assemble(content, local, logs, standing(known, session, deviceId()) === 'other_device');
};

/** Exercises another device exchanged, read from its sets. */
const swapsIn = (logs: readonly LogRow[], content: SessionContent): Record<number, number> =>
  Object.fromEntries(
    logs.flatMap((log) =>
      content.exercises[log.exercise_position]?.exercise_id === log.exercise_id ? [] : [[log.exercise_position, log.exercise_id]],
    ),
  );

/** Loads another device changed, read from its sets; the last one of a place counts. */
const loadsIn = (logs: readonly LogRow[], content: SessionContent): Record<number, Load> =>
  Object.fromEntries(
    logs.flatMap(({ exercise_position: at, load }) => {
      const used = load === null ? null : parseLoad(load);
      return used?.ok && content.exercises[at]?.params.load ? [[at, used.value]] : [];
    }),
  );

const fromServer = async (userId: number, enrollmentId: number, known: LocalSession | undefined): Promise<LoadResult> => {
  const remote = await fetchRemote(enrollmentId);
  const nothing: LoadResult = { kind: 'nothing', nextFreeDay: remote.nextFreeDay };
  if (remote.openId !== null) {
    const loaded = await adopt(userId, enrollmentId, await readSession(remote.openId), known, remote.content?.plan_name ?? '');
    return loaded ? { kind: 'ready', loaded } : nothing;
  }
  if (standing(known, null, deviceId()) === 'only_here' && known) {
    return { kind: 'ready', loaded: await assemble(known.content, known, [], false) };
  }
  if (known) await closeLocalSession(known.client_id);
  const isFull = remote.nextFreeDay === null || remote.nextFreeDay > remote.today;
  if (!remote.content || isFull) return nothing;
  return { kind: 'ready', loaded: await assemble(remote.content, null, [], false) };
};

/** Everything the player needs, at the exact set: from the server, or from this device while there is no network. */
export const loadSession = async (userId: number, enrollmentId: number): Promise<LoadResult> => {
  const known = await localSessionOf(userId, enrollmentId);
  try {
    return await fromServer(userId, enrollmentId, known);
  } catch (error) {
    if (known && asProblem(error).isRetryable) return { kind: 'ready', loaded: await assemble(known.content, known, [], false) };
    return { kind: 'failed', error };
  }
};
