import type { ClinicProblem, Minute } from '#domain/scheduling/model/clinic-problem';
import { planSessions } from '#domain/scheduling/plan-sessions';
import { acceptProposal, proposeChange, undoProposal, type Proposal } from '#domain/scheduling/propose-change';
import { withChange, type ClinicChange } from '#domain/scheduling/repair/clinic-change';
import { checkProposal } from '#tests/support/scheduling/check-proposal';
import { addUrgent, busiestPractitioner, cancel, fallIll, loseRoom, overRun, publish } from '../../bench/clinic/changes';
import { crowdedClinic, smallClinic } from '../../bench/clinic/presets';

/** A house whose plan was told to everybody; it has not begun. */
function toldClinic(seed: number): ClinicProblem {
  const problem = smallClinic(seed);
  const result = planSessions(problem, { seed: 1, epochs: 0 });
  if (!result.ok) throw new Error('A house of the generator is sound.');
  return publish(problem, result.value);
}

function propose(problem: ClinicProblem, change: ClinicChange): Proposal {
  const result = proposeChange(problem, change, { seed: 1, epochs: 2 });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const changes: Record<string, (told: ClinicProblem, firstDay: Minute) => ClinicChange> = {
  'a practitioner who is ill for a week': (told, from) => fallIll(busiestPractitioner(told, told.horizon), from),
  'a room that is lost for three days': (told, from) => {
    const lost = told.sessions.find(({ assignment }) => assignment !== null)?.assignment?.roomId ?? '';
    return loseRoom(lost, { start: from, end: from + 3 * 1440 });
  },
  'a session that takes half an hour longer': (told) => overRun(told, told.sessions[0]?.id ?? '', 30),
  'a cancelled session': (told) => cancel(told.sessions[2]?.id ?? ''),
  'an urgent session': (told, from) => addUrgent(told, told.patients[0]?.id ?? '', from + 2 * 1440),
};

describe.each([1, 2])('a proposal for clinic %i', (seed) => {
  const told = toldClinic(seed);

  it.each(Object.keys(changes))('after %s breaks no rule and says what it costs', (name) => {
    const change = changes[name]?.(told, told.horizon.start);
    if (change === undefined) throw new Error(`There is no change ${name}.`);
    expect(checkProposal(told, propose(told, change))).toEqual([]);
  });

  it('is in force when accepted and taken back when undone', () => {
    const change = fallIll(busiestPractitioner(told, told.horizon), told.horizon.start);
    const proposal = propose(told, change);
    const places = ({ sessions }: ClinicProblem): Map<string, unknown> =>
      new Map(sessions.map(({ id, assignment }) => [id, assignment]));
    const accepted = acceptProposal(told, proposal);
    for (const { sessionId, from, to } of proposal.moves) {
      expect(places(accepted).get(sessionId)).toEqual(to);
      expect(places(told).get(sessionId)).toEqual(from);
    }
    expect(proposal.moves.length).toBeGreaterThan(0);
    expect(places(undoProposal(accepted, proposal))).toEqual(places(withChange(told, change)));
  });
});

describe('a proposal for a crowded house', () => {
  it('shifts others and breaks no rule', () => {
    const problem = crowdedClinic(1);
    const plan = planSessions(problem, { seed: 1, epochs: 0 });
    if (!plan.ok) throw new Error('A house of the generator is sound.');
    const told = publish(problem, plan.value);
    const change = fallIll(busiestPractitioner(told, told.horizon), told.horizon.start + 3 * 1440);
    const result = proposeChange(told, change, { seed: 1, epochs: 2 });
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    expect(result.value.moves.length).toBeGreaterThan(5);
    expect(checkProposal(told, result.value)).toEqual([]);
  });
});
