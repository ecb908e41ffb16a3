import {
  canSeparateAuthors,
  changePolicies,
  DEFAULT_POLICIES,
  isPolicyKey,
  policyFault,
  POLICY_RULES,
  resolvePolicies,
} from './policies';

describe('organization policies', () => {
  it('have defaults that fit their own rules and are those of the rules', () => {
    for (const [key, rule] of Object.entries(POLICY_RULES)) {
      expect(isPolicyKey(key) && policyFault(rule, DEFAULT_POLICIES[key])).toBeNull();
      expect(isPolicyKey(key) && DEFAULT_POLICIES[key]).toBe(rule.default);
    }
  });

  it('accept seconds, so that a demonstration need not wait for days', () => {
    const changed = changePolicies(DEFAULT_POLICIES, {
      'silence.after': 'PT3S',
      'approval.escalate_after': 'PT2S',
      'approval.expire_after': 'PT4S',
    });
    expect(changed).toMatchObject({ ok: true, value: { 'silence.after': 'PT3S', 'enrollment.grace': 'P3D' } });
  });

  it('refuse unknown keys and values that do not fit, each with pointer and sentence', () => {
    const changed = changePolicies(DEFAULT_POLICIES, {
      'silence.after': 'PT0S',
      'enrollment.completion_threshold': 0,
      'session.extra_per_week': 1.5,
      'care.visibility': 'everybody',
      'approval.separate_author': 'yes',
      'quiet_hours.start': '24:00',
      'no/such': 1,
    });
    const faults = changed.ok ? [] : changed.error;
    expect(faults.map((fault) => fault.pointer)).toEqual([
      '/silence.after',
      '/enrollment.completion_threshold',
      '/session.extra_per_week',
      '/care.visibility',
      '/approval.separate_author',
      '/quiet_hours.start',
      '/no~1such',
    ]);
    expect(faults[0]?.message).toBe('silence.after must be at least one second.');
  });

  it('allow automatic sessions per day and no grace, but not an escalation after the expiry', () => {
    expect(changePolicies(DEFAULT_POLICIES, { 'session.max_per_day': null, 'enrollment.grace': 'PT0S' }).ok).toBe(true);
    expect(changePolicies(DEFAULT_POLICIES, { 'approval.escalate_after': 'P7D' })).toMatchObject({
      ok: false,
      error: [{ code: 'policy_order' }],
    });
  });

  it('fall back to the default where a stored value no longer fits', () => {
    expect(resolvePolicies({ 'silence.after': 'soon', 'enrollment.grace': 'P1D', gone: true })).toEqual({
      ...DEFAULT_POLICIES,
      'enrollment.grace': 'P1D',
    });
  });

  it('separate authors only while two people may approve', () => {
    expect(canSeparateAuthors(2).ok).toBe(true);
    expect(canSeparateAuthors(1)).toMatchObject({ ok: false, error: { code: 'too_few_approvers' } });
  });
});
