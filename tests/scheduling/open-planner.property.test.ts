import type { ClinicProblem, Closure } from '#domain/scheduling/model/clinic-problem';
import { OpenPlanner } from '#domain/scheduling/open-planner';
import { planSessions } from '#domain/scheduling/plan-sessions';
import { acceptProposal, proposeChange, undoProposal } from '#domain/scheduling/propose-change';
import type { ClinicChange } from '#domain/scheduling/repair/clinic-change';
import { admits } from '#domain/scheduling/search/admits';
import { openSchedule } from '#domain/scheduling/search/open-schedule';
import { createRandom, type Random } from '#domain/scheduling/shared/random';
import { randomClinic } from '#tests/support/scheduling/random-clinic';
import { publish } from '../../bench/clinic/changes';

const OPTIONS = { seed: 3, epochs: 1 };

/** A random clinic whose plan was told to everybody; null: it was refused. */
function toldClinic(seed: number): ClinicProblem | null {
  const problem = randomClinic(seed);
  const plan = planSessions(problem, { seed: 1, epochs: 0 });
  return plan.ok ? publish(problem, plan.value) : null;
}

function pick<T>(rows: readonly T[], random: Random): T | null {
  return rows[random.below(Math.max(1, rows.length))] ?? null;
}

const LISTS = {
  centre: 'centres',
  room: 'rooms',
  practitioner: 'practitioners',
  equipment: 'equipment',
  patient: 'patients',
} as const satisfies Record<Closure['of']['kind'], keyof ClinicProblem>;

/** Something that happens to somebody or something of the clinic; null: there is nobody to whom it could. */
function anyChange(told: ClinicProblem, number: number, random: Random): ClinicChange | null {
  const kind = pick(
    ['centre', 'room', 'practitioner', 'equipment', 'patient', 'urgency', 'over-run', 'added', 'added', 'cancelled'] as const,
    random,
  );
  const patientId = pick(told.patients, random)?.id;
  if (kind === 'added') return newcomers(told, number, random);
  if (kind === 'cancelled') {
    const sessionId = pick(told.sessions, random)?.id;
    return sessionId === undefined ? null : { kind: 'session_cancelled', sessionId };
  }
  if (kind === 'urgency') {
    return patientId === undefined ? null : { kind: 'urgency_raised', patientId, urgency: random.below(10) };
  }
  if (kind === 'over-run') {
    const session = pick(
      told.sessions.filter(({ assignment }) => assignment !== null),
      random,
    );
    const end = (session?.assignment?.end ?? 0) + 5 * (1 + random.below(20));
    return session === null ? null : { kind: 'over_run', sessionId: session.id, end };
  }
  const id = kind === null ? undefined : pick<{ readonly id: string }>(told[LISTS[kind]], random)?.id;
  if (kind === null || id === undefined) return null;
  const start = told.horizon.start + random.below(told.horizon.end - told.horizon.start);
  const end = start + 60 + random.below(1440);
  const units = kind === 'equipment' && random.below(2) === 0 ? 1 : null;
  return { kind: 'closed', closure: { id: `change-${number}`, of: { kind, id }, label: 'Change', units, start, end } };
}

/** Two more sessions of therapies that are there already, for somebody known or a new patient, one after the other or not. */
function newcomers(told: ClinicProblem, number: number, random: Random): ClinicChange | null {
  const like = pick(told.sessions, random);
  const patient = told.patients.find(({ id }) => id === like?.patientId);
  if (like === null || patient === undefined) return null;
  const isKnown = random.below(2) === 0;
  const patientId = isKnown ? patient.id : `new-${number}`;
  // Before, between and behind those who are there, in the order of ids.
  const prefix = pick(['', 's1', 'zz'], random) ?? '';
  const sessions = ['a', 'b'].map((letter) => ({
    ...like,
    id: `${prefix}${letter}-${number}`,
    patientId,
    assignment: null,
    fixity: 'free' as const,
  }));
  const ends = { from: sessions[0]?.id ?? '', to: (random.below(5) === 0 ? like.id : sessions[1]?.id) ?? '' };
  const gap = { unit: 'minutes', fromAnchor: 'end', toAnchor: 'start', min: 0, max: null, requires: true } as const;
  return {
    kind: 'sessions_added',
    patients: isKnown ? [] : [{ ...patient, id: patientId }],
    sessions,
    links: random.below(2) === 0 ? [] : [{ id: `new-${number}`, level: 'hard', kind: 'gap', ...ends, ...gap }],
  };
}

describe('a clinic kept open', () => {
  it('proposes what a clinic opened anew would, leaves nothing behind, and goes on from what was accepted or undone', () => {
    const seen = { proposals: 0, accepted: 0, moved: 0, came: 0, went: 0 };
    for (let seed = 1; seed <= 8; seed += 1) {
      const clinic = toldClinic(seed);
      const planner = clinic === null ? null : OpenPlanner.open(clinic);
      if (planner === null || !planner.ok) continue;
      const random = createRandom(seed);
      let told = planner.value.problem;
      for (let number = 0; number < 6; number += 1) {
        const change = anyChange(told, number, random);
        if (change === null) continue;
        const anew = proposeChange(told, change, OPTIONS);
        const proposal = planner.value.propose(change, OPTIONS);
        expect({ seed, number, proposal }).toEqual({ seed, number, proposal: anew });
        expect(planner.value.propose(change, OPTIONS)).toEqual(proposal);
        if (!proposal.ok) continue;
        seen.proposals += 1;
        seen.moved += proposal.value.moves.length;
        seen.came += change.kind === 'sessions_added' ? 1 : 0;
        seen.went += change.kind === 'session_cancelled' ? 1 : 0;
        if (random.below(2) === 0) continue;
        seen.accepted += 1;
        told = acceptProposal(told, proposal.value);
        expect(planner.value.accept(proposal.value)).toEqual({ ok: true, value: told });
        if (random.below(3) > 0) continue;
        told = undoProposal(told, proposal.value);
        expect(planner.value.undo()).toEqual({ ok: true, value: told });
      }
    }
    expect(seen.proposals).toBeGreaterThan(15);
    expect(seen.accepted).toBeGreaterThan(4);
    expect(seen.moved).toBeGreaterThan(4);
    expect([seen.came, seen.went].map((times) => times >= 3)).toEqual([true, true]);
  });
});

describe('bitsets of one start', () => {
  it('admit a place exactly when no rule is against it', () => {
    const seen = { admitted: 0, refused: 0 };
    const wrong: unknown[] = [];
    for (let seed = 1; seed <= 20; seed += 1) {
      const clinic = toldClinic(seed);
      const opened = clinic === null ? null : openSchedule(clinic);
      if (opened === null || !opened.ok) continue;
      const state = opened.value;
      const random = createRandom(seed);
      for (const { index, pinned } of state.clinic.sessions) {
        const move = state.move(index);
        if (move === null || pinned) continue;
        state.remove(index);
        for (let n = 0; n < 8; n += 1) {
          const shift = n === 0 ? 0 : (random.below(200) - 100) * 5;
          const other = {
            ...move,
            start: move.start + shift,
            end: move.end + shift + (n === 3 ? 5 : 0),
            clean: move.clean + (n === 2 ? 5 : 0),
            room: n > 4 ? random.below(state.clinic.rooms.length) : move.room,
            team: n > 6 ? move.team.map(() => random.below(state.clinic.people.length)) : move.team,
          };
          const { from, to } = state.network.window(index);
          // Windows also keep room for linked sessions that have no place yet; no rule speaks of those.
          if (other.start < from || other.start > to) continue;
          const reasons = state.rules.blame(state, other);
          if (admits(state, other) !== (reasons.length === 0)) wrong.push({ seed, other, reasons });
          if (reasons.length === 0) seen.admitted += 1;
          else seen.refused += 1;
        }
        state.place(move);
      }
    }
    expect(wrong).toEqual([]);
    expect(Math.min(seen.admitted, seen.refused)).toBeGreaterThan(40);
  });
});
