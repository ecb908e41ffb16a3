import type { Pose, Side } from './body';
import type { NodeName } from './skeleton';
import type { Vec3 } from './vec';

/** Where the spectator stands. */
export type View = 'side' | 'front' | 'back';

/**
 * What a contact touches: the height of a surface (0 is the floor), a wall in front or behind at that x, or the place the
 * point has in the first key pose (`pin`). A sliding contact keeps to its surface and moves along it; all others stay put.
 */
export type Surface =
  | number
  | { readonly wall: number }
  | 'pin'
  | { readonly slideHeight: number }
  | { readonly slideWall: number }
  | { readonly slideWallBehind: number };
export type Contacts = Partial<Record<NodeName, Surface>>;

/** A moment of the exercise: the pose, the time to reach it and to stay, and what touches meanwhile. */
export interface KeyPose {
  readonly pose: Pose;
  readonly moveMs?: number;
  readonly holdMs?: number;
  /** Replaces the demonstration's contacts at this key pose. A contact of two neighbours does not move between them. */
  readonly contacts?: Contacts;
}

/** An upright box in body heights: a mat, a step, a bench, a wall. */
export interface BoxProp {
  readonly kind: 'mat' | 'step' | 'wall' | 'block';
  readonly from: Vec3;
  readonly to: Vec3;
}
/** A chair whose seat centre stands at `at` (x, y) and whose sitter looks along `facing` degrees (0 = +x). */
export interface ChairProp {
  readonly kind: 'chair';
  readonly at: readonly [number, number];
  readonly seat: number;
  readonly facing: number;
}
/** Something held or tied: it runs through the named points. */
export interface CordProp {
  readonly kind: 'band' | 'stick' | 'towel';
  readonly through: readonly (NodeName | Vec3)[];
}
/** A hand weight. */
export interface WeightProp {
  readonly kind: 'weight';
  readonly at: NodeName;
}
export type Prop = BoxProp | ChairProp | CordProp | WeightProp;

/** The gold mark: which point travels, between which key poses, and where its arrow stands. */
export interface Mark {
  readonly node: NodeName;
  readonly fromKey?: number;
  readonly toKey?: number;
  /** Shift of the arrow in picture units (480 × 360) from its own choice. */
  readonly arrowShift?: readonly [number, number];
  /** Direction on the picture in degrees (0 right, 90 up) where the path is too short to show one. */
  readonly arrowToward?: number;
  readonly arrow?: boolean;
}

/** An exercise as data: two to five key poses and what holds between them. Drawn for the right side; the left is its mirror image. */
export interface Demonstration {
  readonly slug: string;
  readonly view: View;
  /** Turn of the spectator to the front of the figure, degrees; gives depth to a side view. */
  readonly turn?: number;
  /** How far the spectator looks down, degrees. */
  readonly elevation?: number;
  readonly sides: 'both' | 'unilateral' | 'alternating';
  readonly contacts: Contacts;
  readonly keys: readonly KeyPose[];
  /** Time from the last key pose back to the first. */
  readonly returnMs?: number;
  /** Key pose shown on the poster (default: the second). */
  readonly posterKey?: number;
  readonly props: readonly Prop[];
  readonly marks: readonly Mark[];
  /** Points that must be in the picture (default: all); names a detail to come closer. */
  readonly frame?: readonly NodeName[];
  /** Side drawn lighter (default: the left in a side view, none otherwise). */
  readonly lighterSide?: Side | null;
}
