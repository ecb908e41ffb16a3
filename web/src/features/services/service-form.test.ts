import { centsOf, contentOf, emptyForm, faultsOf } from './service-form';

describe('the form of a service', () => {
  it('reads prices the way people write them', () => {
    expect([centsOf('79'), centsOf('79.5'), centsOf('79,05'), centsOf('0')]).toEqual([7900, 7950, 7905, 0]);
    expect([centsOf(''), centsOf('-1'), centsOf('1.234'), centsOf('free')]).toEqual([null, null, null, null]);
  });

  it('asks for sessions when billed by session, for a length when billed by time, for both when mixed', () => {
    const form = { ...emptyForm(), name: 'Home programme', duration_days: null, session_count: null };
    expect(faultsOf({ ...form, billing_model: 'time_based' })).toEqual(['duration_days']);
    expect(faultsOf({ ...form, billing_model: 'session_based' })).toEqual(['session_count']);
    expect(faultsOf({ ...form, billing_model: 'hybrid' })).toEqual(['duration_days', 'session_count']);
  });

  it('sends no number of sessions for a service billed by time', () => {
    expect(contentOf({ ...emptyForm(), name: ' A ', session_count: 5 })).toMatchObject({ name: 'A', session_count: null });
  });
});
