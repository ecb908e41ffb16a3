package pathwell;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.variable.PlanningListVariable;
import java.util.ArrayList;
import java.util.List;

/** The order in which activities are taken: all that the solver may change. */
@PlanningEntity
public class Sequence {
  @PlanningId private final String id = "sequence";

  @PlanningListVariable private List<Activity> activities = new ArrayList<>();

  public Sequence() {}

  public Sequence(List<Activity> activities) {
    this.activities = new ArrayList<>(activities);
  }

  public List<Activity> getActivities() {
    return activities;
  }

  public void setActivities(List<Activity> activities) {
    this.activities = activities;
  }
}
