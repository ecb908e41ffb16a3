import type { ProjectModel } from './project-model';

/**
 * No schedule has its sink start before this: the longest path, or for some resource all its work after the shortest way to it
 * and before the shortest way from it to the sink. O(nodes × resources + nodes).
 *
 * Source: Mingozzi et al., Management Science 44 (1998), LB0; the capacity bound as in Demeulemeester and Herroelen, 1992.
 */
export function lowerBound(model: ProjectModel): number {
  const { nodes, resources, duration, demand, capacity, earliest, latest } = model;
  const sink = nodes - 1;
  let best = earliest[sink]!;
  // With latest starts the windows say nothing about the way to the sink.
  if (model.hasLongestGaps) return best;
  for (let resource = 0; resource < resources; resource += 1) {
    let work = 0;
    let head = 0x7fff_ffff;
    let tail = 0x7fff_ffff;
    for (let node = 0; node < sink; node += 1) {
      const units = demand[node * resources + resource]!;
      const rest = latest[sink]! - latest[node]! - duration[node]!;
      // What may end after the sink does not count.
      if (units === 0 || duration[node] === 0 || rest < 0) continue;
      work += units * duration[node]!;
      head = Math.min(head, earliest[node]!);
      tail = Math.min(tail, rest);
    }
    if (work === 0) continue;
    best = Math.max(best, head + Math.ceil(work / capacity[resource]!) + tail);
  }
  return best;
}
