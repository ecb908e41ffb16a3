import { chooseSpecialist, type AssignmentCandidate, type AssignmentPolicy } from './choose-specialist';

function candidate(specialistId: string, changes: Partial<AssignmentCandidate> = {}): AssignmentCandidate {
  return { specialistId, priority: 1, assignedMinutes: 0, capacityMinutes: 2400, lastAssignedAt: null, ...changes };
}
const chosen = (policy: AssignmentPolicy, candidates: readonly AssignmentCandidate[]) =>
  chooseSpecialist(policy, candidates)?.specialistId ?? null;
/** The answer must not depend on the order of the rows. */
const bothWays = (policy: AssignmentPolicy, candidates: readonly AssignmentCandidate[]) => {
  const one = chosen(policy, candidates);
  expect(chosen(policy, candidates.toReversed())).toBe(one);
  return one;
};

describe('the specialist of a booking', () => {
  it('is in turn who waited longest, newcomers first', () => {
    const waiting = [
      candidate('a', { lastAssignedAt: 30 }),
      candidate('b', { lastAssignedAt: 10 }),
      candidate('c', { lastAssignedAt: 20 }),
    ];
    expect(bothWays({ kind: 'round_robin' }, waiting)).toBe('b');
    expect(bothWays({ kind: 'round_robin' }, [...waiting, candidate('d')])).toBe('d');
  });

  it('takes turns evenly when each assignment is written down', () => {
    const tracked = new Map<string, number>();
    const turns = Array.from({ length: 9 }, (_, i) => {
      const all = ['a', 'b', 'c'].map((id) => candidate(id, { lastAssignedAt: tracked.get(id) ?? null }));
      const id = chosen({ kind: 'round_robin' }, all) ?? '';
      tracked.set(id, i);
      return id;
    });
    expect(turns.join('')).toBe('abcabcabc');
  });

  it('is by load the one with the smallest share of working time', () => {
    const half = candidate('half', { assignedMinutes: 300, capacityMinutes: 1200 });
    const full = candidate('full', { assignedMinutes: 500, capacityMinutes: 2400 });
    expect(bothWays({ kind: 'least_loaded' }, [half, full])).toBe('full');
    expect(bothWays({ kind: 'least_loaded' }, [candidate('none', { capacityMinutes: 0 }), full])).toBe('full');
    // One tenth each: the longer wait decides, then the id.
    const tie = [
      candidate('x', { assignedMinutes: 1, capacityMinutes: 10 }),
      candidate('w', { assignedMinutes: 3, capacityMinutes: 30 }),
    ];
    expect(bothWays({ kind: 'least_loaded' }, tie)).toBe('w');
  });

  it('is by priority the smallest number, among equals the least loaded', () => {
    const all = [
      candidate('a', { priority: 2 }),
      candidate('b', { priority: 1, assignedMinutes: 60 }),
      candidate('c', { priority: 1, assignedMinutes: 30 }),
    ];
    expect(bothWays({ kind: 'priority' }, all)).toBe('c');
  });

  it("is the patient's choice or nobody", () => {
    expect(chosen({ kind: 'patient_choice', specialistId: 'b' }, [candidate('a'), candidate('b')])).toBe('b');
    expect(chosen({ kind: 'patient_choice', specialistId: 'z' }, [candidate('a')])).toBeNull();
    expect(chosen({ kind: 'round_robin' }, [])).toBeNull();
  });
});
