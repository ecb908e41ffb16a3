import { decideSelfAssign, type SelfAssignFacts } from './self-assign';

const plan = {
  published: true,
  visibility: 'library' as const,
  visible_to_patient: true,
  requires_approval: false,
  red_flag_keys: ['numb'],
  contraindication_keys: ['pregnant'],
};
const facts: SelfAssignFacts = {
  plan,
  has_library_access: true,
  services_with_access: ['Home plus'],
  running_enrollment_id: null,
  contraindicated_before: false,
  policy_requires_approval: false,
};
const no = { numb: false, pregnant: false };

describe('self-assign, the decision table of plan-semantics §6', () => {
  it('answers in the order of the table, the first that holds', () => {
    const worst: SelfAssignFacts = {
      plan: { ...plan, published: false, requires_approval: true },
      has_library_access: false,
      services_with_access: ['Home plus'],
      running_enrollment_id: 5,
      contraindicated_before: true,
      policy_requires_approval: true,
    };
    const yes = { numb: true, pregnant: true };
    const seen = [
      decideSelfAssign(worst, yes).kind,
      decideSelfAssign({ ...worst, plan }, yes).kind,
      decideSelfAssign({ ...worst, plan, has_library_access: true }, yes).kind,
      decideSelfAssign({ ...worst, plan, has_library_access: true, running_enrollment_id: null }, yes).kind,
      decideSelfAssign({ ...worst, plan, has_library_access: true, running_enrollment_id: null }, { ...yes, numb: false }).kind,
      decideSelfAssign({ ...facts, policy_requires_approval: true }, no),
      decideSelfAssign(facts, no),
    ];
    expect(seen).toEqual([
      'not_found',
      'library_access_required',
      'already_enrolled',
      'red_flag',
      'contraindicated',
      { kind: 'enroll', needs_approval: true },
      { kind: 'enroll', needs_approval: false },
    ]);
  });

  it('is not found when private, unpublished, invisible or absent', () => {
    const hidden = [
      null,
      { ...plan, published: false },
      { ...plan, visibility: 'private' as const },
      { ...plan, visible_to_patient: false },
    ];
    expect(hidden.map((each) => decideSelfAssign({ ...facts, plan: each }, no).kind)).toEqual(
      Array.from({ length: 4 }, () => 'not_found'),
    );
  });

  it('names the services that grant access', () => {
    expect(decideSelfAssign({ ...facts, has_library_access: false }, no)).toMatchObject({
      services: ['Home plus'],
      detail: expect.stringContaining('Home plus'),
    });
  });

  it('keeps a contraindication until it is cleared, whatever is answered later', () => {
    expect(decideSelfAssign({ ...facts, contraindicated_before: true }, no).kind).toBe('contraindicated');
  });

  it('takes a missing answer for missing, never for no', () => {
    expect(decideSelfAssign(facts, { numb: false })).toMatchObject({ kind: 'answers_missing', missing_keys: ['pregnant'] });
    expect(decideSelfAssign(facts, { numb: true })).toMatchObject({ kind: 'red_flag', yes_keys: ['numb'] });
    expect(decideSelfAssign({ ...facts, plan: { ...plan, red_flag_keys: ['toString'] } }, no).kind).toBe('answers_missing');
  });

  it('waits for approval when the plan asks for it', () => {
    expect(decideSelfAssign({ ...facts, plan: { ...plan, requires_approval: true } }, no)).toEqual({
      kind: 'enroll',
      needs_approval: true,
    });
  });
});
