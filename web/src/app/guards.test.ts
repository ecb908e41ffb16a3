import { guard, homeOf } from './guards';

const base = { path: '/plans', isPublic: false, needs: ['specialist'] as const, signedIn: true, roles: ['specialist'] as const };

describe('the guard of a page', () => {
  it('lets anybody see a public page', () => {
    expect(guard({ ...base, isPublic: true, signedIn: false, roles: [] })).toEqual({ go: 'on' });
  });

  it('asks who one is before any other page', () => {
    expect(guard({ ...base, signedIn: false, roles: [] })).toEqual({ go: 'sign-in' });
    expect(guard({ ...base, path: '/', signedIn: false, roles: [] })).toEqual({ go: 'sign-in' });
  });

  it('refuses a page of other roles and opens the own ones', () => {
    expect(guard({ ...base, roles: ['patient'] })).toEqual({ go: 'refuse' });
    expect(guard(base)).toEqual({ go: 'on' });
    expect(guard({ ...base, needs: undefined, roles: ['patient'] })).toEqual({ go: 'on' });
  });

  it('sends everybody from the start to where their work begins', () => {
    expect(homeOf(['patient'])).toBe('/today');
    expect(homeOf(['admin', 'specialist'])).toBe('/home');
    expect(homeOf(['admin'])).toBe('/people');
    expect(homeOf(['ops'])).toBe('/processes');
    expect(guard({ ...base, path: '/', roles: ['patient'] })).toEqual({ go: 'home', to: '/today' });
  });
});
