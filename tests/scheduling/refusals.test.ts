import { PlacementExplainer } from '#domain/scheduling/explain-placement';
import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import { planSessions } from '#domain/scheduling/plan-sessions';
import { proposeChange } from '#domain/scheduling/propose-change';
import type { Fault, Result } from '#domain/shared/result';
import { BAD_CLINICS } from '#tests/support/scheduling/bad-clinics';

const OPTIONS = { seed: 1, epochs: 1 };

/** Bad input comes from outside as whatever it is: the type of the door is what is being tested. */
const doors: Readonly<Record<string, (input: ClinicProblem) => Result<unknown, readonly Fault[]>>> = {
  'a plan': (input) => planSessions(input, OPTIONS),
  'an explanation': (input) => PlacementExplainer.open(input),
};

describe.each(Object.keys(doors))('asked for %s', (door) => {
  it.each(BAD_CLINICS)('refuses $name with a place, a code and a sentence', ({ make, fault }) => {
    const answer = doors[door]?.(make() as ClinicProblem); // is none, see above
    if (answer === undefined || answer.ok) throw new Error('It was taken.');
    const said = answer.error.map(({ pointer, code }) => `${pointer} ${code}`);
    expect(said.filter((one) => one.endsWith(fault))).not.toEqual([]);
    // A list that nobody reads helps nobody; each entry says what to do.
    expect(answer.error.length).toBeLessThanOrEqual(100);
    for (const { pointer, message } of answer.error) {
      expect(pointer === '' || pointer.startsWith('/')).toBe(true);
      expect(message).toMatch(/^[A-Z].{8,}\.$/s);
    }
  });
});

describe('asked for a proposal', () => {
  it('refuses a change of a clinic that is none', () => {
    const broken = { horizon: {}, sessions: [] } as unknown as ClinicProblem; // is none, see above
    const answer = proposeChange(broken, { kind: 'session_cancelled', sessionId: 's1' }, OPTIONS);
    expect(answer.ok).toBe(false);
  });
});
