import { err, ok, type Fault, type Result } from '#domain/shared/result';

/** Length bounds of a password in UTF-16 units; the upper one only bounds the work of hashing. */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

const common = [
  'password',
  'passwort',
  'qwerty',
  'letmein',
  'welcome',
  'iloveyou',
  'administrator',
  'pathwell',
  'changeme',
  'trustno1',
];

/**
 * Checks a new password: long enough, not made of the person's own words, of a well-known word or of a run or repetition.
 * No rules of composition (ASVS 6.2.5): length is what counts. O(length).
 */
export function checkPassword(password: string, personal: readonly string[]): Result<true, Fault> {
  const refuse = (message: string): Result<true, Fault> => err({ pointer: '/password', code: 'password_weak', message });
  if (password.length < PASSWORD_MIN) {
    return refuse(`Use at least ${PASSWORD_MIN} characters, for example four words you remember.`);
  }
  if (password.length > PASSWORD_MAX) return refuse(`Use at most ${PASSWORD_MAX} characters.`);
  const lower = password.toLowerCase();
  const own = personal.flatMap((word) => word.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 4);
  if (leftOver(lower, own) < PASSWORD_MIN / 2) return refuse('Do not build the password from your own name or e-mail address.');
  if (leftOver(lower, common) < 4) return refuse('This password is one of the first that are tried. Use words of your own.');
  if (new Set(lower).size < 5 || isRun(lower)) return refuse('Use something less regular than a run or a repetition.');
  return ok(true);
}

/** Characters that remain after every known word was taken out. */
function leftOver(password: string, words: readonly string[]): number {
  return words.reduce((rest, word) => rest.split(word).join(''), password).length;
}

function isRun(text: string): boolean {
  const steps = Array.from({ length: text.length - 1 }, (_, index) => text.charCodeAt(index + 1) - text.charCodeAt(index));
  return new Set(steps).size === 1;
}
