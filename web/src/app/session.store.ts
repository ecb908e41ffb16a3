import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { isPermitted, type Permission, type Role } from '#domain/auth/roles';
import { asProblem, type Problem } from '../api/problem';
import { forgetMe, recallMe, rememberMe } from './me-snapshot';
import { fetchMe, signOut as postSignOut, type Me } from './session.api';

type Status = 'unknown' | 'signed_in' | 'signed_out' | 'unreachable';

/** Who is signed in, in which organization, with which roles. */
export const useSession = defineStore('session', () => {
  const me = ref<Me | null>(null);
  const status = ref<Status>('unknown');
  const problem = ref<Problem | null>(null);

  const roles = computed<readonly Role[]>(() => me.value?.roles ?? []);
  const isPatient = computed(() => roles.value.length > 0 && roles.value.every((role) => role === 'patient'));
  const name = computed(() => me.value?.display_name ?? '');
  const firstName = computed(() => name.value.replace(/^(Dr|Prof|Mr|Mrs|Ms)\.?\s+/u, '').split(' ')[0] ?? '');
  const zone = computed(() => me.value?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);

  const forget = (): void => {
    forgetMe();
    me.value = null;
    status.value = 'signed_out';
  };

  const load = async (): Promise<void> => {
    try {
      me.value = await fetchMe();
      status.value = 'signed_in';
      problem.value = null;
      rememberMe(me.value);
    } catch (error) {
      const found = asProblem(error);
      problem.value = found;
      if (found.status === 401 || found.status === 403) {
        forget();
        return;
      }
      // A network that is silent signs nobody out: a session that was begun goes on with what this device knows.
      me.value ??= recallMe();
      status.value = me.value ? 'signed_in' : 'unreachable';
    }
  };

  const signOut = async (): Promise<void> => {
    await postSignOut();
    forget();
  };

  const can = (permission: Permission): boolean => isPermitted(roles.value, permission);

  return { me, status, problem, roles, isPatient, name, firstName, zone, load, forget, signOut, can };
});
