/**
 * A problem as the search sees it: numbers in typed arrays, one node for each activity in the order of the problem plus a last
 * node, the sink, whose start is the objective. Built by `compileProblem`; never changed afterwards; safe to send to a worker.
 */
export interface ProjectModel {
  /** Nodes including the sink, which is `nodes - 1`. */
  readonly nodes: number;
  readonly resources: number;
  readonly horizon: number;
  readonly duration: Int32Array;
  /** `demand[node * resources + resource]`. */
  readonly demand: Int32Array;
  readonly capacity: Int32Array;
  /** Earliest and latest start by time lags alone, the horizon as the end of everything. */
  readonly earliest: Int32Array;
  readonly latest: Int32Array;
  /** Arcs `start(head) >= start(tail) + lag`, sorted by tail; `outStart[node] .. outStart[node + 1]` are those leaving a node. */
  readonly arcTail: Int32Array;
  readonly arcHead: Int32Array;
  readonly arcLag: Int32Array;
  readonly outStart: Int32Array;
  /** Arc numbers sorted by head, with the same kind of index. */
  readonly inArc: Int32Array;
  readonly inStart: Int32Array;
  /** True when some arc is a maximum gap: no order of the nodes has all arcs pointing forward with lags >= 0. */
  readonly hasLongestGaps: boolean;
  /** Nodes in an order in which arcs of lag >= 0 point forward. */
  readonly topological: Int32Array;
}
