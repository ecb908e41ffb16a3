package pathwell;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.score.buildin.simplelong.SimpleLongScore;
import java.util.List;

/** Activities that share renewable resources. */
@PlanningSolution
public class Project {
  private int[] capacities;

  @ProblemFactCollectionProperty @ValueRangeProvider private List<Activity> activities;

  @PlanningEntityCollectionProperty private List<Sequence> sequences;

  @PlanningScore private SimpleLongScore score;

  public Project() {}

  public Project(int[] capacities, List<Activity> activities) {
    this.capacities = capacities;
    this.activities = activities;
    this.sequences = List.of(new Sequence(activities));
  }

  public int[] capacities() {
    return capacities;
  }

  public List<Activity> activities() {
    return activities;
  }

  public List<Activity> order() {
    return sequences.get(0).getActivities();
  }

  public SimpleLongScore score() {
    return score;
  }
}
