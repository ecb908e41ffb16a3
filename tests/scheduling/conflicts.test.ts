import { PlacementExplainer, type ImpossibleReasons } from '#domain/scheduling/explain-placement';
import { withEdit } from '#domain/scheduling/explain/problem-edit';
import type { ClinicPlan } from '#domain/scheduling/model/clinic-plan';
import type { ClinicProblem, Session } from '#domain/scheduling/model/clinic-problem';
import { planSessions } from '#domain/scheduling/plan-sessions';
import { chainFaults } from '#tests/support/scheduling/check-chain';
import { conflictFaults } from '#tests/support/scheduling/check-conflict';
import { checkClinicPlan } from '#tests/support/scheduling/clinic-checker/check-clinic-plan';
import { many, maybe } from '#tests/support/scheduling/random-rows';
import { closedClinic, tightClinic } from '#tests/support/scheduling/tight-clinic';
import { at, clinic, gap, only, session } from '#tests/support/scheduling/tiny-clinic';
import { publish } from '../../bench/clinic/changes';
import { impossibleClinics } from '../../bench/clinic/impossible';
import { randomOf } from '../../bench/clinic/random';

/** A session without a place, its explanation, and the clinic in which all others stand where they were planned. */
interface Lost {
  readonly session: Session;
  readonly why: ImpossibleReasons;
  readonly told: ClinicProblem;
  readonly plan: ClinicPlan;
}

function lostOf(problem: ClinicProblem): Lost[] {
  const planned = planSessions(problem, { seed: 1, epochs: 0 });
  if (!planned.ok) return [];
  const plan = planned.value;
  const told = publish(problem, plan);
  const explainer = PlacementExplainer.open(told);
  if (!explainer.ok) throw new Error('What was planned can be asked about.');
  return plan.unplaced.map(({ sessionId }) => {
    const why = explainer.value.whyImpossible(sessionId);
    const row = told.sessions.find(({ id }) => id === sessionId);
    if (!why.ok || row === undefined) throw new Error(`Session ${sessionId} is known.`);
    return { session: row, why: why.value, told, plan };
  });
}

const clinics = Array.from({ length: 32 }, (_, seed) => [tightClinic(seed + 1), closedClinic(seed + 1)]).flat();
const lost = clinics.flatMap(lostOf);

/** The clinic after the edit, with the session at the place that the option promises. */
function applied({ told, session: { id } }: Lost, option: ImpossibleReasons['options'][number]): ClinicProblem {
  const edited = withEdit(told, option.edit);
  const sessions = edited.sessions.map((row): Session =>
    row.id === id ? { ...row, fixity: 'published', assignment: option.assignment } : row,
  );
  return { ...edited, sessions };
}

function optionFaults(one: Lost): string[] {
  return one.why.options.flatMap((option) => {
    const problem = applied(one, option);
    const plan = planSessions(problem, { seed: 1, epochs: 0 });
    if (!plan.ok) return [`${option.edit.kind} is refused: ${JSON.stringify(plan.error)}`];
    const findings = checkClinicPlan(problem, plan.value).map(({ text }) => text);
    const place = plan.value.placements.find(({ sessionId }) => sessionId === one.session.id);
    return place === undefined ? [`${option.edit.kind} gives ${one.session.id} no place.`] : findings;
  });
}

const isChain = ({ reasons }: ImpossibleReasons): boolean =>
  reasons.filter(({ rule }) => rule === 'session_window' || rule === 'plan_deadline').length > 1;

/** Three to five steps with gaps between them, the last of which must end before a minute. */
function longChain(seed: number): ClinicProblem {
  const random = randomOf(seed);
  const steps = many(3 + random.below(3), (index) => session({ id: `s${index}` }));
  const links = steps.slice(1).map(({ id }, index) => {
    const min = 60 * random.below(12);
    const ends = { id: `l${index}`, from: `s${index}`, to: id, fromAnchor: random.pick(['start', 'end'] as const) };
    return gap({ ...ends, min, max: maybe(random, 30, () => min + 60 * random.below(4)) });
  });
  const last = steps.length - 1;
  const sessions = steps.map((row, index) => (index === last ? { ...row, latest: at(0, 10 + random.below(20)) } : row));
  return clinic({ sessions, links, rules: only('min_gap', 'max_gap', 'sequence') });
}

describe('the reasons of a session without a place', () => {
  it('forbid it every place together, and not without any one of them', () => {
    let conflicts = 0;
    for (const { session: row, why, told, plan } of lost) {
      if (!why.minimal || isChain(why) || why.reasons.some(({ rule }) => rule === 'sequence')) continue;
      const faults = conflictFaults(told, row, plan.placements, why.reasons, 15);
      expect({ id: row.id, reasons: why.reasons.map(({ instance }) => instance), faults }).toMatchObject({ faults: [] });
      conflicts += 1;
    }
    expect(conflicts).toBeGreaterThan(60);
  });

  it('are a chain that is too long for its time, each link of which is needed', () => {
    const chains = many(40, longChain)
      .flatMap(lostOf)
      .filter(({ why }) => isChain(why));
    for (const { why, told } of chains) expect(chainFaults(told, why.reasons)).toEqual([]);
    expect(chains.length).toBeGreaterThan(10);
  });

  it('are shown to be minimal for nearly all that wait for nobody', () => {
    const own = lost.filter(({ why }) => why.reasons[0]?.rule !== 'sequence' && why.reasons[0]?.rule !== 'group_minimum');
    expect(own.filter(({ why }) => !why.minimal).length).toBeLessThan(own.length / 20);
  });
});

describe('what would make it fit', () => {
  it('gives the session a place in a plan that breaks no rule', () => {
    expect(lost.flatMap(optionFaults)).toEqual([]);
    expect(lost.flatMap(({ why }) => why.options).length).toBeGreaterThan(40);
  });

  it.each(impossibleClinics(1))('holds for a week with $name, whose cause is named', ({ problem, cause }) => {
    const weeks = lostOf(problem);
    expect(weeks.flatMap(({ why }) => why.reasons.map(({ rule }) => rule))).toContain(cause);
    expect(weeks.every(({ why }) => why.minimal)).toBe(true);
    expect(weeks.flatMap(optionFaults)).toEqual([]);
  });
});
