import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRAINDICATIONS } from '#domain/exercise-library/contraindications';
import { BODY_REGIONS, EQUIPMENT, EXERCISE_CATEGORIES, INSTRUCTION_PHASES } from '#domain/exercise-library/taxonomy';
import { variantFaults } from '#domain/exercise-library/variants';
import { ALL_DEMOS } from '#domain/figure/all-demos';
import { parsePlanContent } from '#domain/treatment-plans/plan-content';
import { checkPublishable } from '#domain/treatment-plans/plan-publishable';
import { parseParams } from '#domain/treatment-plans/prescription';
import { REFERENCE_EXERCISES } from './exercises/all-exercises';
import { REFERENCE_PROTOCOLS } from './protocols/all-protocols';

const MEDIA = join(__dirname, '..', '..', '..', 'web', 'public', 'exercises');
const bySlug = new Map(REFERENCE_EXERCISES.map((exercise) => [exercise.slug, exercise]));

describe('reference exercises', () => {
  it('are at least thirty-two with unique slugs and names', () => {
    expect(REFERENCE_EXERCISES.length).toBeGreaterThanOrEqual(32);
    expect(bySlug.size).toBe(REFERENCE_EXERCISES.length);
    expect(new Set(REFERENCE_EXERCISES.map(({ name }) => name)).size).toBe(REFERENCE_EXERCISES.length);
  });

  it('cover the low back, knee, hip, shoulder, neck and ankle', () => {
    for (const region of ['low_back', 'knee', 'hip', 'shoulder', 'neck', 'ankle'] as const) {
      expect(REFERENCE_EXERCISES.filter((exercise) => exercise.body_regions.includes(region)).length).toBeGreaterThanOrEqual(4);
    }
  });

  it('have a demonstration each, and no demonstration is left over', () => {
    expect(REFERENCE_EXERCISES.map(({ demo_slug }) => demo_slug).sort()).toEqual(ALL_DEMOS.map(({ slug }) => slug).sort());
  });

  it('prescribe a side exactly when the demonstration works one side or alternates', () => {
    const sides = REFERENCE_EXERCISES.map(({ slug, default_params }) => [slug, default_params.side] as const);
    const expected = REFERENCE_EXERCISES.map(({ slug, demo_slug }) => {
      const demo = ALL_DEMOS.find((candidate) => candidate.slug === demo_slug);
      const side = { both: null, unilateral: 'both', alternating: 'alternating' }[demo?.sides ?? 'both'];
      return [slug, side] as const;
    });
    expect(sides).toEqual(expected);
  });

  it('come with a looping video of at most 200 kB and a poster', () => {
    for (const { video, name } of REFERENCE_EXERCISES) {
      const file = join(MEDIA, `${video.key}.mp4`);
      expect(statSync(file).size).toBeLessThanOrEqual(200_000);
      expect(readFileSync(file).subarray(4, 8).toString('latin1')).toBe('ftyp');
      expect(readFileSync(join(MEDIA, `${video.key}.svg`), 'utf8')).toContain(`aria-label="${name}"`);
    }
  });

  it('link easier and harder variants both ways and never upside down', () => {
    expect(variantFaults(REFERENCE_EXERCISES)).toEqual([]);
  });

  it.each(REFERENCE_EXERCISES.map((exercise) => [exercise.slug, exercise] as const))(
    '%s can be followed, screened and dosed',
    (_slug, exercise) => {
      const phases = exercise.instructions.map(({ phase }) => phase);
      expect([...new Set(phases)]).toEqual([...INSTRUCTION_PHASES]);
      expect(phases).toEqual([...phases].sort((a, b) => INSTRUCTION_PHASES.indexOf(a) - INSTRUCTION_PHASES.indexOf(b)));
      for (const { text } of exercise.instructions) expect(text).toMatch(/^[A-Z].{10,200}\.$/);
      expect(exercise.contraindications.length).toBeGreaterThan(0);
      for (const { code, question } of exercise.contraindications) {
        expect(Object.entries(CONTRAINDICATIONS)).toContainEqual([code, question]);
        expect(question).toMatch(/\?$/);
      }
      expect(EXERCISE_CATEGORIES.map(({ slug }) => slug)).toContain(exercise.category);
      for (const region of exercise.body_regions) expect(BODY_REGIONS.map(({ slug }) => slug)).toContain(region);
      for (const thing of exercise.equipment) expect(EQUIPMENT.map(({ slug }) => slug)).toContain(thing);
      expect(parseParams(exercise.default_params).ok).toBe(true);
      expect(exercise.reviewed_by).toBeNull();
    },
  );
});

describe('reference protocols', () => {
  it('are the low back in six weeks, the knee in eight, the shoulder in six and the neck in four', () => {
    expect(REFERENCE_PROTOCOLS.map(({ slug, duration_weeks }) => [slug, duration_weeks])).toEqual([
      ['low-back-6-weeks', 6],
      ['knee-osteoarthritis-8-weeks', 8],
      ['shoulder-6-weeks', 6],
      ['neck-4-weeks', 4],
    ]);
  });

  describe.each(REFERENCE_PROTOCOLS.map((protocol) => [protocol.slug, protocol] as const))('%s', (_slug, protocol) => {
    it('can be published as it stands', () => {
      const { slug: _own, visibility, requires_approval: _approval, reviewed_by, sessions, ...rest } = protocol;
      const content = {
        ...rest,
        sessions: sessions.map((session) => ({
          ...session,
          exercises: session.exercises.map(({ slug, params }) => ({
            exercise_id: 1,
            exercise_revision: 1,
            name: bySlug.get(slug)?.name ?? '',
            params,
          })),
        })),
      };
      const parsed = parsePlanContent(content);
      expect(parsed).toMatchObject({ ok: true });
      if (parsed.ok) expect(checkPublishable(parsed.value)).toEqual([]);
      expect([visibility, reviewed_by]).toEqual(['library', null]);
    });

    it('names exercises that exist, with a side where the exercise has one', () => {
      for (const { slug, params } of protocol.sessions.flatMap(({ exercises }) => exercises)) {
        const exercise = bySlug.get(slug);
        expect([slug, params.mode, params.side]).toEqual([slug, exercise?.default_params.mode, exercise?.default_params.side]);
      }
    });

    it('runs in the order of its weeks, covers each week and repeats no exercise within a session', () => {
      const starts = protocol.sessions.map(({ from_week }) => from_week);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
      for (let week = 1; week <= protocol.duration_weeks; week += 1) {
        expect(
          protocol.sessions.filter(({ from_week, to_week }) => from_week <= week && week <= to_week).length,
        ).toBeGreaterThanOrEqual(2);
      }
      for (const { exercises } of protocol.sessions) {
        expect(new Set(exercises.map(({ slug }) => slug)).size).toBe(exercises.length);
      }
    });

    it('asks about red flags and contraindications in plain questions', () => {
      expect(protocol.red_flag_questions.length).toBeGreaterThanOrEqual(4);
      expect(protocol.contraindication_questions.length).toBeGreaterThanOrEqual(3);
      for (const { text } of [...protocol.red_flag_questions, ...protocol.contraindication_questions]) {
        expect(text).toMatch(/\?$/);
      }
    });
  });
});
