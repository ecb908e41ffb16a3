import { ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { asProblem, type Problem } from '../../api/problem';
import { useSession } from '../../app/session.store';
import type { SignInStep } from './auth.api';

export type SignInScreen = 'email' | 'code' | 'password' | 'second_factor' | 'totp_setup';

/** Only addresses of our own may follow a sign-in. */
export const safeBack = (back: unknown): string =>
  typeof back === 'string' && back.startsWith('/') && !back.startsWith('//') && !back.startsWith('/sign-in') ? back : '/';

/** Runs a step of the sign-in: keeps the refusal beside the form, follows the answer to the next screen or into the app. */
export const useSignIn = () => {
  const route = useRoute();
  const router = useRouter();
  const session = useSession();
  const screen = ref<SignInScreen>('email');
  const problem = ref<Problem | null>(null);
  const busy = ref(false);

  const enter = async (): Promise<void> => {
    await session.load();
    const back = safeBack(route.query['back']);
    // The OpenID provider is not a page of this app: the browser itself has to go back there.
    if (session.status === 'signed_in' && back.startsWith('/oidc/')) window.location.assign(back);
    else if (session.status === 'signed_in') await router.replace(back);
    else problem.value = session.problem;
  };

  const follow = async (step: SignInStep | undefined): Promise<void> => {
    switch (step?.next) {
      case 'second_factor':
        screen.value = 'second_factor';
        return;
      case 'second_factor_setup':
        screen.value = 'totp_setup';
        return;
      case 'signed_in':
      case undefined:
        await enter();
    }
  };

  /** Runs `act` with the busy state; a refusal is kept in `problem` and answered with undefined. */
  const attempt = async <T>(act: () => Promise<T>): Promise<T | undefined> => {
    busy.value = true;
    problem.value = null;
    try {
      return await act();
    } catch (error) {
      const found = asProblem(error);
      // The API may say "one more step" as a refusal: that is a screen, not an error.
      if (found.code === 'second_factor_required') screen.value = 'second_factor';
      else if (found.code === 'second_factor_setup_required') screen.value = 'totp_setup';
      else problem.value = found;
      return undefined;
    } finally {
      busy.value = false;
    }
  };

  const run = (act: () => Promise<SignInStep | undefined>): Promise<true | undefined> =>
    attempt(async () => {
      await follow(await act());
      return true as const;
    });

  const show = (to: SignInScreen): void => {
    problem.value = null;
    screen.value = to;
  };

  return { screen, problem, busy, attempt, run, enter, show };
};
