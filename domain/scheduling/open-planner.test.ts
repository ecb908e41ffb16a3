import { at, clinic, hours, patient, practitioner, room, session } from '#tests/support/scheduling/tiny-clinic';
import { publish } from '../../bench/clinic/changes';
import type { ClinicProblem } from './model/clinic-problem';
import { OpenPlanner } from './open-planner';
import { planSessions } from './plan-sessions';
import type { ClinicChange } from './repair/clinic-change';

const OPTIONS = { seed: 1, epochs: 0 };

const published = (problem: ClinicProblem): ClinicProblem => {
  const plan = planSessions(problem, OPTIONS);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return publish(problem, plan.value);
};

const open = (problem: ClinicProblem): OpenPlanner => {
  const planner = OpenPlanner.open(problem);
  if (!planner.ok) throw new Error(JSON.stringify(planner.error));
  return planner.value;
};

const away = (id: string, id2 = 'away'): ClinicChange => ({
  kind: 'closed',
  closure: { id: id2, of: { kind: 'practitioner', id }, label: 'Sick', units: null, ...hours(0, 0, 24) },
});

describe('a clinic kept open', () => {
  it('refuses a change that names nobody, as a new opening would', () => {
    const proposal = open(published(clinic())).propose(away('nobody'), OPTIONS);
    expect(proposal).toMatchObject({ ok: false, error: [{ pointer: '/closures/0/of/id', code: 'unknown_reference' }] });
  });

  it('refuses a proposal that was made before another was accepted, and taking back what was not accepted', () => {
    const practitioners = ['p1', 'p2', 'p3'].map((id) => practitioner({ id }));
    const planner = open(published(clinic({ practitioners })));
    const who = planner.problem.sessions[0]?.assignment?.practitionerIds[0] ?? '';
    const [first, second] = [away(who, 'first'), away(who, 'second')].map((change) => planner.propose(change, OPTIONS));
    if (first?.ok !== true || second?.ok !== true) throw new Error('Both changes are sound.');
    expect(planner.undo()).toMatchObject({ ok: false, error: [{ code: 'nothing_to_undo' }] });
    expect(planner.accept(first.value).ok).toBe(true);
    expect(planner.accept(second.value)).toMatchObject({ ok: false, error: [{ code: 'proposal_out_of_date' }] });
  });

  it('takes in a new patient and lets one go', () => {
    const planner = open(published(clinic()));
    const added = planner.propose(
      {
        kind: 'sessions_added',
        patients: [patient({ id: 'carl' })],
        sessions: [session({ id: 'new', patientId: 'carl' })],
        links: [],
      },
      OPTIONS,
    );
    if (!added.ok) throw new Error(JSON.stringify(added.error));
    planner.accept(added.value);
    expect(planner.problem.sessions.find(({ id }) => id === 'new')?.assignment).not.toBeNull();
    const gone = planner.propose({ kind: 'session_cancelled', sessionId: 'new' }, OPTIONS);
    if (!gone.ok) throw new Error(JSON.stringify(gone.error));
    expect(planner.accept(gone.value)).toMatchObject({ ok: true });
    expect(planner.problem.sessions.map(({ id }) => id)).not.toContain('new');
  });

  it('moves another session away for one that has no other place', () => {
    // The only room is lost in the morning; the afternoon is taken by somebody who could come the next day.
    const before = clinic({
      rooms: [room({ open: [hours(0, 9, 10), hours(0, 14, 15), hours(1, 9, 10)] })],
      practitioners: [practitioner()],
      patients: [patient(), patient({ id: 'bela' })],
      sessions: [session({ latest: at(1, 0), assignment: null }), session({ id: 's2', patientId: 'bela', earliest: at(0, 12) })],
    });
    const told = published(before);
    expect(told.sessions.map(({ assignment }) => assignment?.start)).toEqual([at(0, 9), at(0, 14)]);
    const pipe = { id: 'pipe', of: { kind: 'room', id: 'r1' }, label: 'Pipe', units: null, ...hours(0, 9, 10) } as const;
    const proposal = open(told).propose({ kind: 'closed', closure: pipe }, OPTIONS);
    if (!proposal.ok) throw new Error(JSON.stringify(proposal.error));
    expect(proposal.value.moves.map(({ sessionId, to }) => [sessionId, to?.start])).toEqual([
      ['s1', at(0, 14)],
      ['s2', at(1, 9)],
    ]);
  });
});
