import type { Me } from './session.api';

const KEY = 'pathwell.me';
const isMe = (value: unknown): value is Me =>
  typeof value === 'object' && value !== null && 'roles' in value && Array.isArray(value.roles) && 'user_id' in value;

/** Keeps who is signed in on this device until they sign out, so that a reload without a network knows whose session goes on. No clinical data. */
export const rememberMe = (me: Me): void => {
  try {
    localStorage.setItem(KEY, JSON.stringify(me));
  } catch {
    // Without storage an offline reload asks to sign in again; nothing is lost by it.
  }
};

export const recallMe = (): Me | null => {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return isMe(value) ? value : null;
  } catch {
    return null;
  }
};

export const forgetMe = (): void => {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was stored either.
  }
};
