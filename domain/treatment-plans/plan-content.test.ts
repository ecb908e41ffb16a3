import { createHash } from 'node:crypto';
import { exercise, hold, planContent, planSession, reps } from '#tests/support/plan-content';
import { canonicalJson } from '#domain/shared/canonical-json';
import { parsePlanContent } from './plan-content';
import { checkPublishable } from './plan-publishable';
import { anonymiseForPromotion, contentHashInput, templateRangesOf } from './plan-snapshot';

describe('plan content', () => {
  it('reads back what it wrote', () => {
    expect(parsePlanContent(JSON.parse(JSON.stringify(planContent())))).toEqual({ ok: true, value: planContent() });
  });

  it('points into the document at every fault', () => {
    const parsed = parsePlanContent({
      ...planContent(),
      frequency_per_week: 15,
      body_regions: ['Lower back'],
      sessions: [planSession('A', [{ ...exercise(1, 'Bridge'), params: { ...reps(), sets: 99 } }]), { key: 'B' }],
      extra: 1,
    });
    const pointers = parsed.ok ? [] : parsed.error.map((fault) => fault.pointer);
    expect(pointers).toEqual([
      '/body_regions/0',
      '/frequency_per_week',
      '/sessions/0/exercises/0/params/sets',
      '/sessions/1/title',
      '/sessions/1/place',
      '/extra',
    ]);
    expect([null, 5, [], 'plan'].map((value) => parsePlanContent(value).ok)).toEqual([false, false, false, false]);
  });

  it('may be a draft without sessions, which cannot be published', () => {
    expect(parsePlanContent({ ...planContent(), sessions: [] }).ok).toBe(true);
    expect(checkPublishable(planContent({ sessions: [] }))).toEqual([
      { pointer: '/sessions', code: 'plan_empty', message: 'The plan has no sessions yet. Add at least one.' },
    ]);
  });

  it('is publishable when every week has a session with exercises', () => {
    expect(checkPublishable(planContent())).toEqual([]);
    const faults = checkPublishable(
      planContent({
        name: ' ',
        sessions: [
          planSession('A', [], { to_week: 2 }),
          planSession('A', [exercise(1, 'Bridge')], { title: '', from_week: 4, to_week: 6 }),
          planSession('C', [exercise(1, 'Bridge')], { from_week: 2, to_week: 1 }),
        ],
      }),
    );
    expect(faults.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/name name_missing',
      '/sessions/1/key key_repeated',
      '/sessions/0/exercises session_empty',
      '/sessions/1/title session_title_missing',
      '/sessions/1/to_week week_after_end',
      '/sessions/2/to_week weeks_reversed',
      '/sessions week_without_session',
    ]);
    expect(faults.at(-1)?.message).toBe('Week 3 has no session. Widen the weeks of one.');
  });

  it('gives an enrollment the order and weeks of its sessions', () => {
    expect(templateRangesOf(planContent())).toEqual([
      { key: 'A', from_week: null, to_week: null },
      { key: 'B', from_week: null, to_week: null },
    ]);
  });
});

describe('the content hash', () => {
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

  it('does not depend on the order of keys, and on nothing else but the content', () => {
    const turned = Object.fromEntries(Object.entries(planContent()).toReversed()) as unknown as ReturnType<typeof planContent>;
    expect(contentHashInput(turned)).toBe(contentHashInput(planContent()));
    expect(hash(contentHashInput(planContent({ duration_weeks: 5 })))).not.toBe(hash(contentHashInput(planContent())));
    expect(contentHashInput(planContent())).toMatch(/^pathwell\.plan-content\/1\n\{"body_regions":\["lower_back"\],/);
  });

  it('writes canonical JSON', () => {
    expect(canonicalJson({ b: [1, 'ä"', null], a: { y: true, x: 1e21 }, c: undefined })).toBe(
      '{"a":{"x":1e+21,"y":true},"b":[1,"ä\\"",null]}',
    );
  });
});

describe('promotion to the library', () => {
  const custom = planContent({
    name: 'Jane Doe, low back',
    sessions: [
      planSession('A', [
        exercise(1, 'Bridge', reps({ note_to_patient: 'Jane, mind your left knee.' })),
        exercise(2, 'Plank', hold()),
      ]),
    ],
  });

  it('drops the notes to the patient and renames the clone', () => {
    const clone = anonymiseForPromotion(custom, {
      name: 'Low back, calm start',
      traces: ['Jane', 'Doe', 'jane.doe@example.org'],
    });
    expect(clone.ok && JSON.stringify(clone.value)).not.toMatch(/jane|doe/i);
    expect(clone).toMatchObject({
      ok: true,
      value: { name: 'Low back, calm start', sessions: [{ exercises: [{ params: { note_to_patient: null } }, {}] }] },
    });
  });

  it('refuses texts that still name the patient, with the places to reword', () => {
    const named = {
      ...custom,
      description: 'For JANE after surgery',
      sessions: [planSession('A', [exercise(1, 'Bridge')], { title: 'Doe, day one' })],
    };
    const clone = anonymiseForPromotion(named, { name: 'Low back', traces: ['Jane', 'Doe'] });
    expect(clone.ok ? [] : clone.error.map((fault) => fault.pointer)).toEqual(['/description', '/sessions/0/title']);
    const renamed = anonymiseForPromotion(named, {
      name: '',
      description: 'For jane.doe@example.org',
      traces: ['jane.doe@example.org'],
    });
    expect(renamed.ok ? [] : renamed.error.map((fault) => fault.pointer)).toEqual(['/description', '/name']);
  });

  it('does not take the word "may" for a patient called May', () => {
    const clone = anonymiseForPromotion(
      { ...custom, description: 'It may hurt a little.' },
      { name: 'Low back', traces: ['May Winterbottom'] },
    );
    expect(clone.ok).toBe(true);
  });
});
