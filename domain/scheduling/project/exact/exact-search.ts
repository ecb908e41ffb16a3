import type { Random } from '../../shared/random';
import { allLongestPaths } from '../longest-paths';
import type { ProjectModel } from '../project-model';
import { BoundTrail, clauseReason, decisionReason } from './bound-trail';
import { ClauseStore } from './clause-store';
import { ConflictAnalysis } from './conflict-analysis';
import { disjunctivePairs, type DisjunctivePairs } from './disjunctive-pairs';
import { LagArcSet } from './lag-arcs';
import { lubyTerm } from './luby';
import { Timetable } from './timetable';
import { VariableOrder } from './variable-order';

/** What a stretch of search ended with. */
export type ExactOutcome = 'improved' | 'exhausted' | 'budget_spent';

const restartUnit = 64;
const firstReduction = 4_000;

/**
 * Complete search for a schedule whose sink starts before a given bound: decides, propagates, learns from each conflict.
 *
 * `exhausted` proves that there is no such schedule: infeasible when none is known, else the best known is optimal. Budgets count
 * conflicts, so that a run can be repeated. Source: Schutt, Feydy, Stuckey, Wallace, "Solving RCPSP/max by lazy clause
 * generation", Journal of Scheduling 16 (2013).
 */
export class ExactSearch {
  conflicts = 0;
  private readonly trail: BoundTrail;
  private readonly arcs: LagArcSet;
  private readonly clauses: ClauseStore;
  private readonly timetable: Timetable;
  private readonly order: VariableOrder;
  private readonly analysis: ConflictAnalysis;
  private readonly nodes: number;
  private readonly pairs: DisjunctivePairs;
  private head = 0;
  private isExhausted = false;
  private restarts = 0;
  private conflictsToRestart = restartUnit;
  private reductionSize = firstReduction;
  /** Value last tried for each variable, taken from the best schedule where there is one. */
  private readonly preferred: Int32Array;
  private hasPreferred = false;

  /** `starts` of the last schedule found. */
  readonly found: Int32Array;

  constructor(
    private readonly model: ProjectModel,
    random: Random,
    private readonly style: 'starts_first' | 'orders_first',
  ) {
    const { nodes } = model;
    const distance = allLongestPaths({ nodes, tail: model.arcTail, head: model.arcHead, lag: model.arcLag });
    const pairs = disjunctivePairs(model, distance);
    this.pairs = pairs ?? noPairs;
    const count = nodes + (pairs?.one.length ?? 0);
    this.nodes = nodes;
    this.trail = new BoundTrail(initialBounds(model, count), (reason, _side, value, into) =>
      (reason & 3) === clauseReason ? this.clauses.explain(reason >> 2, into) : this.arcs.explain(reason >> 2, value, into),
    );
    this.arcs = new LagArcSet(model, this.pairs, this.trail);
    this.clauses = new ClauseStore(this.trail);
    this.timetable = new Timetable(model, this.trail);
    this.order = new VariableOrder(count, (variable) => (variable < nodes ? 0 : 16) + random.below(16));
    this.analysis = new ConflictAnalysis(this.trail, this.order);
    this.preferred = new Int32Array(count);
    this.found = new Int32Array(nodes);
    this.isExhausted = pairs === null || !this.arcs.propagateAll() || !this.propagate();
  }

  /** Latest value proven impossible to beat: no schedule has its sink start earlier. */
  get lowerBound(): number {
    return this.trail.currentLevel === 0 ? this.trail.low[2 * (this.nodes - 1)]! : this.model.earliest[this.nodes - 1]!;
  }

  /** Adopts a schedule found elsewhere: only better ones are looked for, near it first. */
  adopt(starts: Int32Array): void {
    this.toRoot();
    this.prefer(starts);
    this.demandBetterThan(starts[this.nodes - 1]!);
  }

  /** Searches until a better schedule is in `found`, nothing is left, or `conflictBudget` more conflicts were met. */
  run(conflictBudget: number): ExactOutcome {
    const end = this.conflicts + conflictBudget;
    while (!this.isExhausted) {
      if (!this.propagate()) {
        this.conflicts += 1;
        this.learn();
        continue;
      }
      if (this.conflicts >= end) return 'budget_spent';
      if (this.conflictsToRestart <= 0) this.restart();
      else if (!this.decide()) return this.record();
    }
    return 'exhausted';
  }

  private toRoot(): void {
    this.undoTo(0);
  }

  private undoTo(level: number): void {
    const { trail, timetable, order } = this;
    if (level >= trail.currentLevel) return;
    const before = trail.length;
    trail.backTo(level);
    for (let entry = trail.length; entry < before; entry += 1) {
      const variable = trail.side[entry]! >> 1;
      order.restore(variable);
      if (variable < this.nodes) timetable.touch(variable);
      else this.preferred[variable] = 1 - (trail.side[entry]! & 1);
    }
    this.head = Math.min(this.head, trail.length);
    timetable.retract();
  }

  private prefer(starts: Int32Array): void {
    const { one, other } = this.pairs;
    this.preferred.set(starts);
    for (let pair = 0; pair < one.length; pair += 1) {
      this.preferred[this.nodes + pair] = starts[one[pair]!]! < starts[other[pair]!]! ? 1 : 0;
    }
    this.hasPreferred = true;
  }

  private demandBetterThan(objective: number): void {
    if (!this.trail.raise(2 * (this.nodes - 1) + 1, 1 - objective, decisionReason)) this.isExhausted = true;
  }

  private propagate(): boolean {
    const { trail, arcs, clauses, timetable, nodes } = this;
    for (;;) {
      while (this.head < trail.length) {
        const side = trail.side[this.head]!;
        this.head += 1;
        if (side >> 1 < nodes) timetable.touch(side >> 1);
        if (!arcs.propagate(side) || !clauses.propagate(side)) return false;
      }
      if (!timetable.propagate()) return false;
      if (this.head === trail.length) return true;
    }
  }

  private learn(): void {
    const { trail, analysis } = this;
    const level = analysis.conflictLevel();
    if (level === 0) {
      this.isExhausted = true;
      return;
    }
    this.undoTo(level);
    analysis.run();
    this.undoTo(analysis.backLevel);
    const { clause } = analysis;
    const [side, value] = [clause.items[0]!, clause.items[1]!];
    const reason = clause.length === 2 ? decisionReason : (this.clauses.add(clause, analysis.glue) << 2) | clauseReason;
    if (!trail.raise(side, value, reason)) this.isExhausted = true;
    this.order.decay();
    this.conflictsToRestart -= 1;
  }

  private restart(): void {
    this.restarts += 1;
    this.conflictsToRestart = restartUnit * lubyTerm(this.restarts);
    this.toRoot();
    if (this.clauses.size < this.reductionSize) return;
    if (!this.propagate()) {
      this.isExhausted = true;
      return;
    }
    this.clauses.reduce();
    this.reductionSize += firstReduction >> 3;
  }

  /** Opens a level with one more decision; false when every variable has its value. */
  private decide(): boolean {
    const variable = this.restarts === 0 && !this.hasPreferred ? this.earliestOpen() : this.mostActiveOpen();
    if (variable < 0) return false;
    const { low } = this.trail;
    const from = low[2 * variable]!;
    const to = -low[2 * variable + 1]!;
    this.trail.openLevel();
    const wanted = this.preferred[variable]!;
    const isOrder = variable >= this.nodes;
    const upward = wanted > from && (isOrder || (this.hasPreferred && this.style === 'orders_first'));
    if (!upward) this.trail.raise(2 * variable + 1, -from, decisionReason);
    else this.trail.raise(2 * variable, Math.min(wanted, to), decisionReason);
    if (!this.trail.isFixed(variable)) this.order.restore(variable);
    return true;
  }

  private mostActiveOpen(): number {
    for (;;) {
      const variable = this.order.take();
      if (variable < 0 || !this.trail.isFixed(variable)) return variable;
    }
  }

  private earliestOpen(): number {
    const { low } = this.trail;
    let best = -1;
    for (let node = 0; node < this.nodes; node += 1) {
      if (this.trail.isFixed(node)) continue;
      if (
        best < 0 ||
        low[2 * node]! < low[2 * best]! ||
        (low[2 * node] === low[2 * best] && low[2 * node + 1]! > low[2 * best + 1]!)
      ) {
        best = node;
      }
    }
    return best < 0 ? this.mostActiveOpen() : best;
  }

  private record(): 'improved' {
    for (let node = 0; node < this.nodes; node += 1) this.found[node] = this.trail.low[2 * node]!;
    this.adopt(this.found);
    return 'improved';
  }
}

const noPairs: DisjunctivePairs = { one: new Int32Array(0), other: new Int32Array(0), forcedFirst: [], forcedNext: [] };

/** Starts within their windows, orders within 0 and 1. */
function initialBounds(model: ProjectModel, count: number): Int32Array {
  const low = new Int32Array(2 * count);
  for (let variable = 0; variable < count; variable += 1) {
    low[2 * variable] = variable < model.nodes ? model.earliest[variable]! : 0;
    low[2 * variable + 1] = variable < model.nodes ? -model.latest[variable]! : -1;
  }
  return low;
}
