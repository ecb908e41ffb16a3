import { currentOf } from './places';

describe('the place one is at', () => {
  it('is marked on its page and on every page below it', () => {
    expect(currentOf('/approvals', ['/approvals'])).toBe('page');
    expect(currentOf('/approvals/7', ['/approvals'])).toBe('true');
    expect(currentOf('/library/3', ['/plan', '/library'])).toBe('true');
  });

  it('is not marked for an address that only begins alike', () => {
    expect(currentOf('/plans', ['/plan', '/library'])).toBeUndefined();
    expect(currentOf('/home', ['/approvals'])).toBeUndefined();
  });
});
