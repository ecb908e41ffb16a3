import { FIRST_LANGUAGE, linesIn } from '#domain/exercise-library/lines-in';
import { fetchExercise, fetchProgress } from '../../api/enrollments.api';
import type { GuideExercise, GuideSession, InstructionPhase } from '../../api/types';

export type PlayerExercise = GuideExercise;

/** The session of the player: fixed once begun, as the patient was given it. */
export interface SessionContent extends GuideSession {
  readonly plan_name: string;
}

export interface Remote {
  readonly content: SessionContent | null;
  readonly openId: number | null;
  readonly nextFreeDay: string | null;
  readonly today: string;
}

/** The session to do next, from the server, and whether one is in progress. */
export const fetchRemote = async (enrollmentId: number): Promise<Remote> => {
  const progress = await fetchProgress(enrollmentId);
  const session = progress.next_session;
  return {
    content: session && { ...session, plan_name: progress.enrollment.plan_name },
    openId: progress.open_session_id,
    nextFreeDay: progress.next_free_day,
    today: progress.today,
  };
};

/** The easier variant in the place of an exercise, with the same dose; the exercise itself should the variant be out of reach. */
export const exchanged = async (exercise: PlayerExercise, exerciseId: number): Promise<PlayerExercise> => {
  try {
    const { revision, name, demo_slug, video_url, poster_url, instructions, easier } = await fetchExercise(exerciseId);
    return {
      ...exercise,
      exercise_id: exerciseId,
      exercise_revision: revision,
      name,
      demo_slug,
      video_url,
      poster_url,
      instructions: linesIn(instructions, FIRST_LANGUAGE),
      easier_exercise_id: easier?.id ?? null,
      easier_name: easier?.name ?? null,
    };
  } catch {
    return exercise;
  }
};

/** The instruction of a phase, empty when there is none. */
export const instruction = (exercise: PlayerExercise | undefined, phase: InstructionPhase): string =>
  exercise?.instructions.find((one) => one.phase === phase)?.text ?? '';
