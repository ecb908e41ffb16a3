import { psplibInstance, readPatterson } from '../../bench/adapters/psplib';
import { mplibInstance, readMplib } from '../../bench/adapters/rcmpsp-mplib';
import { rcpspMaxInstance, readRcpspMax } from '../../bench/adapters/rcpsp-max';
import { compileProblem } from '#domain/scheduling/project/compile-problem';
import { ProjectSearch } from '#domain/scheduling/project/project-search';

// Two activities that share a resource of one unit; the second starts 1 to 4 after the first.
const maxText =
  '2\t1\t0\t0\r\n0\t1\t2\t1\t2\t[0]\t[0]\r\n1\t1\t2\t2\t3\t[1]\t[2]\r\n2\t1\t2\t1\t3\t[-4]\t[3]\r\n3\t1\t0\r\n' +
  '0\t1\t0\t0\r\n1\t1\t2\t1\r\n2\t1\t3\t1\r\n3\t1\t0\t0\r\n1\r\n';
const pattersonText = '4 2\n 3   1\n\n0 0 0 2 2 3\n2 2 1 1 4\n3 2 0 1\n4\n0 0 0 0\n';
// The second project is released at 4 and waits for a task of the first.
const mplibText = '  2\n   1\n  2\n\n 3 0\n 1\n\n 0 0 1 1:2\n 3 2 2 1:3 2:2\n 0 0 0\n\n 2 4\n 1\n 1 1 0\n 2 1 0\n';

const kinds = (faults: readonly { kind: string }[]): string[] => [...new Set(faults.map(({ kind }) => kind))];

describe('ProGen/max (.sch)', () => {
  it('reads lags, durations, demands and capacities', () => {
    expect(readRcpspMax(maxText)).toEqual({
      capacities: [1],
      durations: [0, 2, 3, 0],
      demands: [[0], [1], [1], [0]],
      lags: [
        { from: 0, to: 1, lag: 0 },
        { from: 0, to: 2, lag: 0 },
        { from: 1, to: 2, lag: 1 },
        { from: 1, to: 3, lag: 2 },
        { from: 2, to: 1, lag: -4 },
        { from: 2, to: 3, lag: 3 },
      ],
    });
    expect(readRcpspMax(maxText.replaceAll(/\s+/g, '\n')).lags).toHaveLength(6);
  });

  it('says where a file is broken', () => {
    expect(() => readRcpspMax(maxText.slice(0, 60))).toThrow('The file ends where');
    expect(() => readRcpspMax(maxText.replace('[1]', 'x'))).toThrow('"x" where a time lag should be');
    expect(() => readRcpspMax(maxText.replace('\t2\t3\t[1]', '\t2\t9\t[1]'))).toThrow('9, which does not exist');
  });

  it('accepts a right schedule and names each kind of fault', () => {
    const { check } = rcpspMaxInstance(maxText);
    expect(check([0, 0, 2, 5])).toEqual([]);
    expect(kinds(check([0, 0, 1, 5]))).toEqual(['capacity']);
    expect(kinds(check([0, 0, 5, 8]))).toEqual(['lag']);
    expect(kinds(check([0, 0, 2, 4]))).toEqual(['lag']);
    expect(kinds(check([1, 1, 3, 6]))).toEqual(['source']);
    expect(kinds(check([0, -1, 2, 5]))).toEqual(['start', 'lag']);
    expect(kinds(check([0, 0.5, 2.5, 6]))).toEqual(['start']);
    expect(kinds(check([0, 0, 2]))).toEqual(['length']);
  });
});

describe("Patterson's format", () => {
  it('reads activities over line breaks', () => {
    expect(readPatterson(pattersonText)).toEqual({
      capacities: [3, 1],
      tasks: [
        { duration: 0, demands: [0, 0], successors: [2, 3] },
        { duration: 2, demands: [2, 1], successors: [4] },
        { duration: 3, demands: [2, 0], successors: [4] },
        { duration: 0, demands: [0, 0], successors: [] },
      ],
    });
    expect(() => readPatterson(pattersonText.replace('1 4', '1 5'))).toThrow('Activity 5 does not exist.');
  });

  it('accepts a right schedule and names each kind of fault', () => {
    const { check, objectiveOf } = psplibInstance(pattersonText);
    expect(check([0, 0, 2, 5])).toEqual([]);
    expect(objectiveOf([0, 0, 2, 5])).toBe(5);
    expect(kinds(check([0, 0, 1, 4]))).toEqual(['capacity']);
    expect(kinds(check([0, 0, 2, 4]))).toEqual(['precedence']);
    expect(kinds(check([0, 0, -3, 4]))).toEqual(['start', 'precedence']);
    expect(kinds(check([0, 0, 2, 5, 6]))).toEqual(['length']);
  });
});

describe('MPLIB', () => {
  it('reads projects, releases and successors in other projects', () => {
    expect(readMplib(mplibText)).toMatchObject({
      capacities: [2],
      projects: [
        {
          release: 0,
          tasks: [
            { successors: [[1, 2]] },
            {
              duration: 3,
              demands: [2],
              successors: [
                [1, 3],
                [2, 2],
              ],
            },
            { successors: [] },
          ],
        },
        { release: 4, tasks: [{ duration: 1 }, { duration: 2 }] },
      ],
    });
    expect(() => readMplib(mplibText.replace('2:2', '3:1'))).toThrow('Task 3:1 does not exist.');
    expect(() => readMplib(mplibText.replace('2:2', '22'))).toThrow('"22" stands where a successor such as 1:2 should be.');
  });

  it('accepts a right schedule and names each kind of fault', () => {
    const { check, objectiveOf } = mplibInstance(mplibText);
    expect(check([0, 0, 3, 4, 4])).toEqual([]);
    expect(objectiveOf([0, 0, 3, 4, 4])).toBe(6);
    expect(kinds(check([0, 0, 3, 3, 4]))).toEqual(['release']);
    expect(kinds(check([0, 3, 6, 4, 6]))).toEqual(['capacity']);
    expect(kinds(check([0, 2, 5, 5, 4]))).toEqual(['precedence', 'capacity']);
    expect(kinds(check([0, 0, 3, 4]))).toEqual(['length']);
  });
});

it.each([
  ['ProGen/max', rcpspMaxInstance(maxText), 5],
  ['Patterson', psplibInstance(pattersonText), 5],
  ['MPLIB', mplibInstance(mplibText), 6],
])('%s instances reach the engine and come back as valid schedules', (_, instance, optimum) => {
  const model = compileProblem(instance.problem);
  if (!model.ok) throw new Error(model.error.message);
  const search = new ProjectSearch(model.value, { seed: 1, worker: 0, workers: 1 });
  let progress = search.runEpoch(null);
  for (let epoch = 0; epoch < 10 && progress.proof === 'none'; epoch += 1) progress = search.runEpoch(null);
  const starts = instance.startsOf([...(progress.starts ?? [])]);
  expect(starts).toHaveLength(instance.count);
  expect(instance.check(starts)).toEqual([]);
  expect(instance.objectiveOf(starts)).toBe(optimum);
});
