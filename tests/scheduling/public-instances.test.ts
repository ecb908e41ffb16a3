import { existsSync, readFileSync } from 'node:fs';
import { psplibInstance } from '../../bench/adapters/psplib';
import { mplibInstance } from '../../bench/adapters/rcmpsp-mplib';
import { rcpspMaxInstance } from '../../bench/adapters/rcpsp-max';
import { readBestValues } from '../../bench/planner/best-values';
import { compileProblem } from '#domain/scheduling/project/compile-problem';
import { ProjectSearch, type ProjectProgress } from '#domain/scheduling/project/project-search';
import { describeWithFixtures } from '#tests/support/scheduling/fixtures';

const samples = [
  {
    read: rcpspMaxInstance,
    dir: 'rcpsp-max/sm_j30',
    best: 'rcpsp-max/sm_j30/best.csv',
    names: ['psp1.sch', 'psp9.sch', 'psp11.sch', 'psp51.sch'],
    epochs: 40,
    within: 0,
  },
  {
    read: rcpspMaxInstance,
    dir: 'rcpsp-max/ubo50',
    best: 'rcpsp-max/ubo50/best.csv',
    names: ['psp1.sch', 'psp41.sch'],
    epochs: 40,
    within: 0.01,
  },
  {
    read: psplibInstance,
    dir: 'psplib/j30',
    best: 'psplib/j30_best_all.csv',
    names: ['J30_1.txt', 'J30_11.txt', 'J30_201.txt'],
    epochs: 40,
    within: 0,
  },
  {
    read: mplibInstance,
    dir: 'rcmpsp-mplib/instances',
    best: 'rcmpsp-mplib/best_subset.csv',
    names: ['MPLIB1_Set3_0.txt'],
    epochs: 4,
    within: 0.01,
  },
];

describeWithFixtures('public instances', (folder) => {
  for (const { read, dir, best, names, epochs, within } of samples) {
    it.each(names)(`are planned validly and near the best known: ${dir}/%s`, (name) => {
      if (!existsSync(`${folder}/${dir}/${name}`)) throw new Error(`${dir}/${name} is missing.`);
      const instance = read(readFileSync(`${folder}/${dir}/${name}`, 'utf8'));
      const known = readBestValues(`${folder}/${best}`).get(name);
      const model = compileProblem(instance.problem);
      if (!model.ok) throw new Error(model.error.message);
      const search = new ProjectSearch(model.value, { seed: 1, worker: 0, workers: 1 });
      let progress: ProjectProgress = search.runEpoch(null);
      for (let epoch = 1; epoch < epochs && progress.proof === 'none'; epoch += 1) progress = search.runEpoch(null);
      if (known?.kind === 'infeasible') {
        expect(progress.proof).toBe('infeasible');
        return;
      }
      const starts = instance.startsOf([...(progress.starts ?? [])]);
      expect(instance.check(starts)).toEqual([]);
      if (known === undefined) throw new Error(`${name} has no best value.`);
      expect(instance.objectiveOf(starts)).toBeLessThanOrEqual(known.best * (1 + within));
      if (known.isOptimal) expect(instance.objectiveOf(starts)).toBeGreaterThanOrEqual(known.best);
    });
  }
});
