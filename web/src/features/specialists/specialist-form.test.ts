import { isAway, profileChange, profileOf, specialtySlug } from './specialist-form';
import type { Specialist } from './specialists.api';

const hands = { id: 7, slug: 'hand-therapy', name: 'Hands', global: false };
const sports = { id: 3, slug: 'sports-medicine', name: 'Sports medicine', global: true };
const stored: Specialist = {
  id: 1,
  user_id: 2,
  display_name: 'Jana Brandt',
  title: 'Physiotherapist',
  biography: '',
  languages: ['de', 'en'],
  specialties: [hands, sports],
  status: 'active',
  away_until: null,
  rev: 4,
};

describe('the profile of a specialist', () => {
  it('sends only what was changed, and nothing when the order alone differs', () => {
    const form = profileOf(stored);
    expect(profileChange({ ...form, title: ' Physiotherapist ', specialtyIds: [3, 7] }, stored)).toBeNull();
    expect(profileChange({ ...form, biography: 'Backs and knees. ' }, stored)).toEqual({ biography: 'Backs and knees.' });
    expect(profileChange({ ...form, languages: ['en', 'de'] }, stored)).toEqual({ languages: ['en', 'de'] });
    expect(profileChange({ ...form, specialtyIds: [3] }, stored)).toEqual({ specialty_ids: [3] });
  });

  it('counts somebody as away until the moment of return', () => {
    const until = '2026-11-28T08:00:00.000Z';
    expect(isAway(until, Date.parse(until) - 1)).toBe(true);
    expect(isAway(until, Date.parse(until))).toBe(false);
    expect(isAway(null, 0)).toBe(false);
  });
});

it('gives a new specialty a short name the API takes', () => {
  expect(specialtySlug('Santé de l’épaule')).toBe('sante-de-l-epaule');
  expect(specialtySlug(`${'a'.repeat(59)} b`)).toBe('a'.repeat(59));
});
