import { servicePlanTimers, settleServicePlan, type PatientServicePlanFacts } from './patient-service-plan';

const day = 86_400_000;
const facts: PatientServicePlanFacts = {
  status: 'active',
  starts_at: 0,
  ends_at: 30 * day,
  notice_ms: 7 * day,
  notice_sent: false,
};

describe('a service in the hands of a patient', () => {
  it('tells the patient seven days before the end and expires at the end', () => {
    expect(servicePlanTimers(facts)).toEqual([
      { kind: 'notice', due_at: 23 * day },
      { kind: 'expire', due_at: 30 * day },
    ]);
    const told = settleServicePlan(facts, 23 * day);
    expect(told.acts.map((act) => act.kind)).toEqual(['notice']);
    expect(servicePlanTimers(told.facts).map((act) => act.kind)).toEqual(['expire']);
    expect(settleServicePlan(told.facts, 30 * day)).toMatchObject({ facts: { status: 'expired' }, acts: [{ kind: 'expire' }] });
  });

  it('sends no notice that comes after the end', () => {
    const late = settleServicePlan(facts, 31 * day);
    expect(late.acts.map((act) => act.kind)).toEqual(['expire']);
    expect(late.facts.status).toBe('expired');
  });

  it('opens at its start and not before', () => {
    const ahead: PatientServicePlanFacts = { ...facts, status: 'pending', starts_at: day };
    expect(settleServicePlan(ahead, day - 1).facts.status).toBe('pending');
    expect(settleServicePlan(ahead, day).facts.status).toBe('active');
  });

  it('has no notice when it is shorter than the notice', () => {
    expect(servicePlanTimers({ ...facts, ends_at: 7 * day }).map((act) => act.kind)).toEqual(['expire']);
  });

  it('waits for nothing without an end, and after cancelling', () => {
    expect(servicePlanTimers({ ...facts, ends_at: null })).toEqual([]);
    expect(servicePlanTimers({ ...facts, status: 'cancelled' })).toEqual([]);
  });
});
