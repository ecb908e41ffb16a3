import { ALL_DEMOS } from './all-demos';
import { dofName, limitsAt } from './body';
import { demoSlugs, hasDemo, loadDemo } from './demo-by-slug';
import type { Demonstration } from './demonstration';
import { jointsAt, minimumJerk, motionOf } from './motion';
import { forwardKinematics, radiusOf, type NodeName } from './skeleton';
import { posterTime, toSvg } from './to-svg';

const STEPS = 48;
const HEIGHT_SHARE = 0.01;

/** Where the body is at one time of a demonstration. */
interface Moment extends ReturnType<typeof jointsAt> {
  readonly t: number;
  readonly nodes: ReturnType<typeof forwardKinematics>['nodes'];
}

function momentAt(motion: ReturnType<typeof motionOf>, t: number): Moment {
  const pose = jointsAt(motion, t);
  return { ...pose, t, nodes: forwardKinematics(pose.joints).nodes };
}

function momentsOf(demo: Demonstration): readonly Moment[] {
  const motion = motionOf(demo);
  const times = [...motion.keyTimes, ...Array.from({ length: STEPS }, (_, i) => (i * motion.durationMs) / STEPS)];
  return times.map((t) => momentAt(motion, t));
}

describe.each(ALL_DEMOS.map((demo) => [demo.slug, demo] as const))('demonstration %s', (_slug, demo) => {
  const motion = motionOf(demo);
  let moments: readonly Moment[] = [];
  beforeAll(() => {
    moments = momentsOf(demo);
  });

  it('has two to five key poses and a loop of three to nine seconds', () => {
    expect(demo.keys.length).toBeGreaterThanOrEqual(2);
    expect(demo.keys.length).toBeLessThanOrEqual(5);
    expect(motion.durationMs).toBeGreaterThanOrEqual(2000);
    expect(motion.durationMs).toBeLessThanOrEqual(9000);
  });

  it('keeps every joint within its anatomical range', () => {
    const broken = moments.flatMap(({ t, joints }) =>
      joints.flatMap((value, index) => {
        const [low, high] = limitsAt(index);
        return value < low - 0.01 || value > high + 0.01 ? [`${dofName(index)} ${value.toFixed(1)} at ${Math.round(t)} ms`] : [];
      }),
    );
    expect(broken).toEqual([]);
  });

  it('keeps the contacts in place within one hundredth of the height', () => {
    const drifts = moments.flatMap(({ t, pins, nodes }) =>
      pins.flatMap(({ node, target }) => {
        const off = Math.max(...target.map((value, axis) => (value === null ? 0 : Math.abs(value - (nodes[node][axis] ?? 0)))));
        return off > HEIGHT_SHARE ? [`${node} ${off.toFixed(3)} at ${Math.round(t)} ms`] : [];
      }),
    );
    expect(drifts).toEqual([]);
  });

  it('starts and ends each stretch without a jump', () => {
    const jumps = moments.flatMap(({ t, nodes: before }) => {
      const after = momentAt(motion, t + 10).nodes;
      const names = Object.keys(before) as NodeName[];
      return names.filter((name) => Math.hypot(...before[name].map((v, axis) => v - (after[name][axis] ?? 0))) > 0.025);
    });
    expect(jumps).toEqual([]);
  });

  it('puts nothing below the floor', () => {
    const sunk = moments.flatMap(({ t, nodes }) => {
      const names = Object.keys(nodes) as NodeName[];
      return names.flatMap((name) => {
        const low = nodes[name][2] - radiusOf(name);
        return low < -HEIGHT_SHARE ? [`${name} ${low.toFixed(3)} at ${Math.round(t)} ms`] : [];
      });
    });
    expect(sunk).toEqual([]);
  });

  it('moves something that can be seen', () => {
    const [mark] = demo.marks;
    const from = forwardKinematics(motion.stretches[mark?.fromKey ?? 0]?.from ?? []).nodes[mark?.node ?? 'head'];
    const to = forwardKinematics(motion.stretches[mark?.toKey ?? (mark?.fromKey ?? 0) + 1]?.from ?? []).nodes[
      mark?.node ?? 'head'
    ];
    expect(Math.hypot(...from.map((v, axis) => v - (to[axis] ?? 0)))).toBeGreaterThan(0.01);
  });

  it('can be drawn for both sides when it works one side only', () => {
    const right = toSvg(demo, posterTime(demo), { side: 'right' });
    const left = toSvg(demo, posterTime(demo), { side: 'left' });
    expect(left.includes('scale(-1 1)')).toBe(demo.sides === 'unilateral');
    expect(left === right).toBe(demo.sides !== 'unilateral');
  });

  it('draws numbers only, within a size that suits a page', () => {
    const svg = toSvg(demo, posterTime(demo));
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg.length).toBeLessThan(40_000);
  });
});

describe('lookup of demonstrations', () => {
  it('finds each one under its slug', async () => {
    expect(demoSlugs()).toEqual(ALL_DEMOS.map((demo) => demo.slug));
    const demo = await loadDemo('bridge');
    expect(demo?.slug).toBe('bridge');
  });

  it('answers null for an exercise that has none', async () => {
    expect(hasDemo('toString')).toBe(false);
    await expect(loadDemo('own-exercise-of-a-clinic')).resolves.toBeNull();
  });
});

describe('course between key poses', () => {
  it('is the minimum-jerk polynomial: 0, one half, 1, and slow at both ends', () => {
    expect(minimumJerk(0)).toBe(0);
    expect(minimumJerk(0.5)).toBeCloseTo(0.5, 12);
    expect(minimumJerk(1)).toBe(1);
    expect(minimumJerk(0.1)).toBeCloseTo(0.00856, 10);
    expect(minimumJerk(2)).toBe(1);
  });
});

describe('picture', () => {
  it('carries an accessible name only when it is given one', () => {
    const [demo] = ALL_DEMOS;
    if (demo === undefined) throw new Error('no demonstration');
    expect(toSvg(demo, 0)).toContain('aria-hidden="true"');
    expect(toSvg(demo, 0, { title: 'Ankle <pumps>' })).toContain('role="img" aria-label="Ankle &lt;pumps>"');
  });
});
