import { limbIndex, limitsAt, ROOT_DOFS, TRUNK_DOFS, type JointVector, type LimbDof, type Side } from './body';
import { forwardKinematics, type NodeName } from './skeleton';

/** A point that must be somewhere: `null` leaves that axis free. */
export interface Pin {
  readonly node: NodeName;
  readonly target: readonly [number | null, number | null, number | null];
}

/** A degree of freedom the solver may change, and how readily (units per step; degrees, or body heights for the root). */
interface Variable {
  readonly index: number;
  readonly scale: number;
}

const DEG = 180 / Math.PI;
const TOLERANCE = 1e-4;
const NEAR = 2e-3;
const MAX_ROUNDS = 16;
const MAX_STEP_DEGREES = 12;

const LEG: readonly (readonly [LimbDof, number])[] = [
  ['hipFlexion', 1],
  ['hipAbduction', 0.4],
  ['hipExternalRotation', 0.3],
  ['kneeFlexion', 1],
  ['ankleDorsiflexion', 1],
];
const ARM: readonly (readonly [LimbDof, number])[] = [
  ['shoulderFlexion', 1],
  ['shoulderAbduction', 0.5],
  ['shoulderExternalRotation', 0.4],
  ['elbowFlexion', 1],
  ['wristExtension', 0.7],
];
const ARM_NODES = /^(shoulder|elbow|wrist|palm|finger)/;
const LEG_NODES = /^(knee|ankle|heel|ball|toe)/;

function variablesFor(pins: readonly Pin[]): Variable[] {
  const variables: Variable[] = ROOT_DOFS.map((_, index) => ({ index, scale: index < 3 ? 2 : 0.25 * DEG }));
  for (const side of ['R', 'L'] as const satisfies readonly Side[]) {
    const names = pins.filter((pin) => pin.node.endsWith(side)).map((pin) => pin.node);
    const joints = [
      ...(names.some((name) => LEG_NODES.test(name)) ? LEG : []),
      ...(names.some((name) => ARM_NODES.test(name)) ? ARM : []),
    ];
    for (const [dof, ease] of joints) variables.push({ index: limbIndex(side, dof), scale: ease * DEG });
  }
  if (pins.some((pin) => pin.node === 'head')) {
    for (const dof of ['neckFlexion', 'headFlexion'] as const) {
      variables.push({ index: ROOT_DOFS.length + TRUNK_DOFS.indexOf(dof), scale: 0.7 * DEG });
    }
  }
  return variables;
}

function residual(q: JointVector, pins: readonly Pin[]): number[] {
  const { nodes } = forwardKinematics(q);
  const rows: number[] = [];
  for (const pin of pins) {
    const at = nodes[pin.node];
    for (const axis of [0, 1, 2] as const) {
      const target = pin.target[axis];
      if (target !== null) rows.push(target - at[axis]);
    }
  }
  return rows;
}

/** Solves the symmetric system `matrix · y = rhs` in place by Gaussian elimination with pivoting. O(n³), n ≤ 36. */
function solveLinear(matrix: number[][], rhs: number[]): number[] {
  const n = rhs.length;
  for (let column = 0; column < n; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < n; row += 1) {
      if (Math.abs(matrix[row]?.[column] ?? 0) > Math.abs(matrix[pivot]?.[column] ?? 0)) pivot = row;
    }
    const top = matrix[pivot] ?? [];
    matrix[pivot] = matrix[column] ?? [];
    matrix[column] = top;
    [rhs[pivot], rhs[column]] = [rhs[column] ?? 0, rhs[pivot] ?? 0];
    for (let row = column + 1; row < n; row += 1) {
      const line = matrix[row] ?? [];
      const factor = (line[column] ?? 0) / (top[column] || 1);
      for (let k = column; k < n; k += 1) line[k] = (line[k] ?? 0) - factor * (top[k] ?? 0);
      rhs[row] = (rhs[row] ?? 0) - factor * (rhs[column] ?? 0);
    }
  }
  const y: number[] = Array.from({ length: n }, () => 0);
  for (let row = n - 1; row >= 0; row -= 1) {
    let sum = rhs[row] ?? 0;
    for (let k = row + 1; k < n; k += 1) sum -= (matrix[row]?.[k] ?? 0) * (y[k] ?? 0);
    y[row] = sum / (matrix[row]?.[row] || 1);
  }
  return y;
}

/** One damped least-squares step: the smallest weighted change of joints and root that brings the points to their pins. */
function step(q: JointVector, pins: readonly Pin[], variables: readonly Variable[], error: readonly number[]): JointVector {
  const columns = variables.map(({ index, scale }) => {
    const nudged = [...q];
    const nudge = index < 3 ? 1e-5 : 1e-3;
    nudged[index] = (nudged[index] ?? 0) + nudge;
    return residual(nudged, pins).map((value, row) => (((error[row] ?? 0) - value) / nudge) * scale);
  });
  const n = error.length;
  const normal = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_unused, j) => columns.reduce((sum, c) => sum + (c[i] ?? 0) * (c[j] ?? 0), i === j ? 1e-5 : 0)),
  );
  const y = solveLinear(normal, [...error]);
  const changes = columns.map((c, k) => (variables[k]?.scale ?? 0) * c.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0));
  const largest = Math.max(...changes.map((change, k) => ((variables[k]?.index ?? 0) < 3 ? 0 : Math.abs(change))));
  const damp = largest > MAX_STEP_DEGREES ? MAX_STEP_DEGREES / largest : 1;
  const next = [...q];
  variables.forEach(({ index }, k) => {
    const [low, high] = limitsAt(index);
    next[index] = Math.min(high, Math.max(low, (next[index] ?? 0) + damp * (changes[k] ?? 0)));
  });
  return next;
}

/**
 * The joint vector nearest to `q` whose points lie on their pins: the root is solved from the contacts, the joints of a
 * touching limb give way a little. Deterministic; returns the best it found when the pins cannot all be met
 * (the drift test then names the demonstration). About 1 ms for four contacts.
 */
export function solveContacts(q: JointVector, pins: readonly Pin[]): JointVector {
  if (pins.length === 0) return q;
  const variables = variablesFor(pins);
  let current = q;
  let previous = Infinity;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const error = residual(current, pins);
    const worst = error.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    // Pins that contradict each other by a hair are met as well as they can be after a few rounds.
    if (worst < TOLERANCE || (worst < NEAR && worst > 0.7 * previous)) break;
    previous = worst;
    current = step(current, pins, variables, error);
  }
  return current;
}
