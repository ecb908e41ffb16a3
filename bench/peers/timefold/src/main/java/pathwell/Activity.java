package pathwell;

import ai.timefold.solver.core.api.domain.lookup.PlanningId;

/** One activity of a project: what it takes, and the places of those that may begin when it has ended. */
public record Activity(@PlanningId Integer place, int duration, int[] demands, int release, int[] successors) {}
