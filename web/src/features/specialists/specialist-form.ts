import { LANGUAGES, type Language } from '#domain/specialists/languages';
import { plainWord } from '../../shared/word-double';
import type { Specialist, SpecialistChange } from './specialists.api';

const slugLength = 60;

export interface ProfileForm {
  title: string;
  biography: string;
  /** ISO 639-1, the first one first. */
  languages: readonly string[];
  specialtyIds: readonly number[];
}

export const profileOf = (specialist: Specialist): ProfileForm => ({
  title: specialist.title,
  biography: specialist.biography,
  languages: specialist.languages,
  specialtyIds: specialist.specialties.map(({ id }) => id),
});

const isSameSet = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id));

/** A code the API takes; the choice offers no other. */
const asLanguage = (code: string): Language[] => LANGUAGES.filter((one) => one === code);

/** Only what differs from the stored profile; null when nothing does. */
export const profileChange = (form: ProfileForm, stored: Specialist): SpecialistChange | null => {
  const before = profileOf(stored);
  const title = form.title.trim();
  const biography = form.biography.trim();
  const change: SpecialistChange = {
    ...(title === before.title ? {} : { title }),
    ...(biography === before.biography ? {} : { biography }),
    ...(form.languages.join() === before.languages.join() ? {} : { languages: form.languages.flatMap(asLanguage) }),
    ...(isSameSet(form.specialtyIds, before.specialtyIds) ? {} : { specialty_ids: [...form.specialtyIds] }),
  };
  return Object.keys(change).length === 0 ? null : change;
};

/** The short name by which a specialty is known; empty when its name has neither letter nor digit. */
export const specialtySlug = (name: string): string => plainWord(name).slice(0, slugLength).replace(/-$/, '');

export const isAway = (until: string | null, now: number): boolean => until !== null && Date.parse(until) > now;
