import { checkProposal } from '#tests/support/scheduling/check-proposal';
import { checkClinicPlan } from '#tests/support/scheduling/clinic-checker/check-clinic-plan';
import {
  at,
  clinic,
  hours,
  noBuffers,
  patient,
  practitioner,
  room,
  session,
  therapy,
} from '#tests/support/scheduling/tiny-clinic';
import { busiestPractitioner, publish } from '../../bench/clinic/changes';
import { smallClinic } from '../../bench/clinic/presets';
import { namesOf, sayReason } from './explain/say-reason';
import type { ClinicProblem } from './model/clinic-problem';
import { planSessions } from './plan-sessions';
import { acceptProposal, proposeChange, undoProposal, type Proposal } from './propose-change';
import type { ClinicChange } from './repair/clinic-change';

const published = (problem: ClinicProblem): ClinicProblem => {
  const plan = planSessions(problem, { seed: 1, epochs: 0 });
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return publish(problem, plan.value);
};

const proposed = (problem: ClinicProblem, change: ClinicChange): Proposal => {
  const proposal = proposeChange(problem, change, { seed: 1, epochs: 4 });
  if (!proposal.ok) throw new Error(JSON.stringify(proposal.error));
  return proposal.value;
};

/** The plan that an accepted proposal stands for, checked from the raw rows. */
function findings(problem: ClinicProblem): string[] {
  const plan = planSessions(problem, { seed: 1, epochs: 0 });
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  for (const { sessionId, start } of plan.value.placements) {
    const row = problem.sessions.find(({ id }) => id === sessionId);
    if (row?.assignment != null) expect([sessionId, start]).toEqual([sessionId, row.assignment.start]);
  }
  return checkClinicPlan(problem, plan.value).map(({ text }) => text);
}

const sick = (practitionerId: string, span: { start: number; end: number }): ClinicChange => ({
  kind: 'closed',
  closure: { id: 'sick', of: { kind: 'practitioner', id: practitionerId }, label: 'Sick', units: null, ...span },
});

const house = published(smallClinic(3, 4));
const week = house.horizon;

describe('a change after the plan', () => {
  it('gives a sick practitioner’s session to a colleague at the same time, and says why', () => {
    const practitioners = ['p1', 'p2', 'p3'].map((id) => practitioner({ id }));
    const before = published(clinic({ practitioners, patients: [patient(), patient({ id: 'bela' })] }));
    const [first] = before.sessions;
    const who = first?.assignment?.practitionerIds[0] ?? '';
    const proposal = proposed(before, sick(who, hours(0, 0, 24)));
    const moved = proposal.moves.find(({ sessionId }) => sessionId === first?.id);
    expect(moved?.to?.start).toBe(first?.assignment?.start);
    expect(moved?.to?.practitionerIds).not.toContain(who);
    expect(moved?.reasons.map(({ instance }) => instance)).toEqual(['leave:sick']);
  });

  it('touches only those whom the sickness touches, where colleagues are free', () => {
    const who = busiestPractitioner(house, week);
    const hit = house.sessions.filter(({ assignment }) => assignment?.practitionerIds.includes(who));
    const proposal = proposed(house, sick(who, week));
    expect(proposal.moves.length).toBeGreaterThan(0);
    expect(hit.map(({ patientId }) => patientId)).toEqual(expect.arrayContaining([...proposal.patientsTouched]));
    expect(findings(acceptProposal(house, proposal))).toEqual([]);
  });

  it('is undone to the places of before', () => {
    const proposal = proposed(house, sick(busiestPractitioner(house, week), week));
    const undone = undoProposal(acceptProposal(house, proposal), proposal);
    expect(undone.sessions).toEqual(house.sessions);
  });

  it('moves nothing for a cancelled session', () => {
    const proposal = proposed(house, { kind: 'session_cancelled', sessionId: house.sessions.at(-1)?.id ?? '' });
    expect(proposal.moves).toEqual([]);
  });

  it('pushes the next session on when one runs over, and leaves the one that ran', () => {
    const before = published(
      clinic({ rooms: [room()], practitioners: [practitioner()], patients: [patient(), patient({ id: 'bela' })] }),
    );
    const [first, next] = [...before.sessions].sort((a, b) => (a.assignment?.start ?? 0) - (b.assignment?.start ?? 0));
    const end = (first?.assignment?.end ?? 0) + 20;
    const proposal = proposed(before, { kind: 'over_run', sessionId: first?.id ?? '', end });
    expect(proposal.moves.map(({ sessionId, to }) => [sessionId, to?.start])).toEqual([[next?.id, end]]);
    expect(proposal.moves[0]?.reasons.map(({ rule }) => rule)).toEqual(['room_busy', 'practitioner_busy']);
  });

  it('lets a group run over as a whole', () => {
    const yoga = therapy({ group: { min: 1, max: 4, sameGender: false } });
    const before = published(
      clinic({
        therapies: [yoga],
        rooms: [room({ capacity: 4 })],
        practitioners: [practitioner()],
        patients: [patient(), patient({ id: 'bela' })],
        sessions: [session(), session({ id: 's2', patientId: 'bela' })],
      }),
    );
    const [one, other] = before.sessions.map(({ assignment }) => assignment);
    expect(other).toEqual(one);
    const change = { kind: 'over_run', sessionId: 's1', end: (one?.end ?? 0) + 30 } as const;
    const proposal = proposed(before, change);
    expect(proposal.moves).toEqual([]);
    const after = acceptProposal(before, proposal);
    expect(after.sessions.map(({ assignment, fixity }) => [assignment?.end, fixity])).toEqual([
      [change.end, 'pinned'],
      [change.end, 'pinned'],
    ]);
    expect(checkProposal(before, proposal)).toEqual([]);
  });

  it('gives a session its time again when the therapy has become shorter, and says so', () => {
    const before = published(clinic());
    const shorter = { ...before, therapies: [therapy({ duration: { min: 30, max: 30 } })] };
    const [first] = before.sessions;
    const proposal = proposed(shorter, { kind: 'session_cancelled', sessionId: 'nobody' });
    const moved = proposal.moves.find(({ sessionId }) => sessionId === first?.id);
    expect(moved?.to?.start).toBe(first?.assignment?.start);
    expect(moved?.reasons.map((reason) => sayReason(reason, namesOf(shorter, 'c'), 'staff'))).toEqual([
      'Massage takes 30 minutes, not 60',
    ]);
    expect(proposal.patientsTouched).toEqual([]);
    expect(checkProposal(shorter, proposal)).toEqual([]);
  });

  it('gives a session its buffers again when they have become longer, and says so', () => {
    const before = published(clinic({ rooms: [room()] }));
    const longer = { ...before, therapies: [therapy({ buffers: { ...noBuffers, roomClean: { minutes: 20, shrinkTo: 10 } } })] };
    const proposal = proposed(longer, { kind: 'session_cancelled', sessionId: 'nobody' });
    const said = proposal.moves.flatMap(({ reasons }) => reasons.map((one) => sayReason(one, namesOf(longer, 'c'), 'staff')));
    expect(said).toContain('The buffers around Massage have changed');
    expect(proposal.moves.map(({ to }) => to?.buffers.roomClean)).toEqual(proposal.moves.map(() => 20));
    expect(checkProposal(longer, proposal)).toEqual([]);
  });

  it('finds a place for a new patient without moving anybody', () => {
    const added = session({ id: 'new', patientId: 'carl' });
    const before = published(clinic());
    const proposal = proposed(before, {
      kind: 'sessions_added',
      patients: [patient({ id: 'carl' })],
      sessions: [added],
      links: [],
    });
    expect(proposal.moves.map(({ sessionId, from }) => [sessionId, from])).toEqual([['new', null]]);
    expect(proposal.scoreAfter[0]).toBe(0);
  });

  it('names the reason when a room is down and nothing else is free', () => {
    const before = published(clinic({ rooms: [room()], sessions: [session({ latest: at(1, 0) })] }));
    const closure = { id: 'pipe', of: { kind: 'room', id: 'r1' }, label: 'Pipe', units: null, ...hours(0, 0, 24) } as const;
    const proposal = proposed(before, { kind: 'closed', closure });
    expect(proposal.moves).toMatchObject([{ sessionId: 's1', to: null }]);
    expect(proposal.unplaced[0]?.reasons.map(({ rule }) => rule)).toEqual(['session_window', 'room_closed']);
  });

  it('refuses a change that names nobody', () => {
    const proposal = proposeChange(clinic(), sick('nobody', hours(0, 0, 24)), { seed: 1, epochs: 1 });
    expect(proposal).toMatchObject({ ok: false, error: [{ pointer: '/closures/0/of/id', code: 'unknown_reference' }] });
  });
});
