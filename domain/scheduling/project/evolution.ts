import type { Random } from '../shared/random';
import type { ProjectModel } from './project-model';
import { SerialGeneration } from './serial-generation';

interface Individual {
  readonly list: Int32Array;
  readonly starts: Int32Array;
  objective: number;
}

const populationSize = 32;

/**
 * Steady-state genetic algorithm on activity lists; every child is justified both ways. For problems without maximum gaps.
 *
 * Sources: Hartmann, "A competitive genetic algorithm for resource-constrained project scheduling", NRL 45 (1998), two-point
 * crossover of lists; Valls, Ballestín, Quintanilla, EJOR 185 (2008), with justification.
 */
export class Evolution {
  readonly best: Int32Array;
  bestObjective = 0x7fff_ffff;
  private readonly generation: SerialGeneration;
  private readonly population: Individual[] = [];
  private readonly key: Int32Array;
  private readonly isTaken: Uint8Array;
  private readonly list: Int32Array;
  private readonly starts: Int32Array;
  private stalled = 0;

  constructor(
    private readonly model: ProjectModel,
    private readonly random: Random,
  ) {
    const { nodes } = model;
    this.generation = new SerialGeneration(model);
    this.best = new Int32Array(nodes);
    this.key = new Int32Array(nodes);
    this.isTaken = new Uint8Array(nodes);
    this.list = new Int32Array(nodes);
    this.starts = new Int32Array(nodes);
  }

  /** Makes about `placements` activity placements, at least one child. O(placements × cells passed). */
  run(placements: number): void {
    const end = this.generation.made + Math.max(1, Math.floor(placements / this.model.nodes));
    while (this.generation.made < end) this.step();
  }

  /** Takes in a schedule found elsewhere. */
  adopt(starts: Int32Array): void {
    if (starts[this.model.nodes - 1]! >= this.bestObjective) return;
    this.starts.set(starts);
    this.keep();
  }

  private step(): void {
    if (this.population.length < populationSize) this.seed();
    else if (this.stalled > 40 * populationSize) this.renew();
    else this.breed();
    this.generation.justify(this.starts);
    this.keep();
  }

  /** Latest start first, then the same with ever more noise. */
  private seed(): void {
    const { model, random, key } = this;
    const spread = Math.floor((model.earliest[model.nodes - 1]! * this.population.length) / populationSize) + 1;
    const offset = this.lowestLatest();
    const noise = this.population.length === 0 ? 1 : spread;
    for (let node = 0; node < model.nodes; node += 1) key[node] = model.latest[node]! - offset + random.below(noise);
    this.generation.forward(this.listByKey(), this.starts);
  }

  private lowestLatest(): number {
    return this.model.latest.reduce((least, value) => Math.min(least, value), 0x7fff_ffff);
  }

  /** Keys made to rise along every arc, then sorted. */
  private listByKey(): Int32Array {
    const { model, key } = this;
    const { topological, outStart, arcHead } = model;
    for (const node of topological) {
      for (let arc = outStart[node]!; arc < outStart[node + 1]!; arc += 1) {
        const head = arcHead[arc]!;
        if (key[head]! < key[node]!) key[head] = key[node]!;
      }
    }
    return this.generation.byStart(key);
  }

  private breed(): void {
    const mother = this.pick();
    if (this.random.below(4) === 0) this.disturb(mother);
    else this.cross(mother, this.pick());
    this.generation.forward(this.list, this.starts);
  }

  private pick(): Individual {
    const { population, random } = this;
    const one = population[random.below(population.length)]!;
    const other = population[random.below(population.length)]!;
    return one.objective <= other.objective ? one : other;
  }

  /** Two-point crossover: the father's order between two cuts of the mother's list. O(nodes). */
  private cross(mother: Individual, father: Individual): void {
    const { nodes } = this.model;
    const { list, isTaken, random } = this;
    const width = 1 + random.below(nodes);
    const from = random.below(nodes);
    const to = Math.min(nodes, from + width);
    isTaken.fill(0);
    let length = 0;
    const append = (source: Int32Array, until: number): void => {
      for (let index = 0; length < until; index += 1) {
        const node = source[index]!;
        if (isTaken[node] !== 0) continue;
        isTaken[node] = 1;
        list[length] = node;
        length += 1;
      }
    };
    append(mother.list, from);
    append(father.list, to);
    append(mother.list, nodes);
  }

  /** Shuffles the mother's order within a window of time, or moves a few activities far. O(nodes). */
  private disturb(mother: Individual): void {
    const { key, random, model } = this;
    const { nodes } = model;
    const end = mother.objective + 1;
    const width = 2 + random.below(Math.max(2, end >> 2));
    const from = random.below(end);
    const isWindow = random.below(3) > 0;
    const share = isWindow ? 1 : 16;
    for (let node = 0; node < nodes; node += 1) {
      const start = mother.starts[node]!;
      const isMoved = isWindow ? start >= from && start < from + width : random.below(share) === 0;
      key[node] = start + (isMoved ? random.below(width) : 0);
    }
    this.list.set(this.listByKey());
  }

  /** Keeps the two best and starts the others afresh. */
  private renew(): void {
    this.population.sort((a, b) => a.objective - b.objective);
    this.population.length = 2;
    this.stalled = 0;
    this.seed();
  }

  /** Puts the schedule at hand into the population in place of the worse of two, or of three when it is full. */
  private keep(): void {
    const { population, random, starts } = this;
    const objective = starts[this.model.nodes - 1]!;
    if (objective < this.bestObjective) {
      this.bestObjective = objective;
      this.best.set(starts);
      this.stalled = 0;
    } else {
      this.stalled += 1;
    }
    if (population.length < populationSize) {
      population.push({ list: this.generation.byStart(starts).slice(), starts: starts.slice(), objective });
      return;
    }
    let worst = population[random.below(populationSize)]!;
    for (let draw = 0; draw < 3; draw += 1) {
      const other = population[random.below(populationSize)]!;
      if (other.objective > worst.objective) worst = other;
    }
    if (objective > worst.objective || this.isKnown(objective)) return;
    worst.list.set(this.generation.byStart(starts));
    worst.starts.set(starts);
    worst.objective = objective;
  }

  private isKnown(objective: number): boolean {
    return this.population.some(
      (other) => other.objective === objective && other.starts.every((start, node) => start === this.starts[node]),
    );
  }
}
