package pathwell;

import ai.timefold.solver.core.api.score.buildin.simplelong.SimpleLongScore;
import ai.timefold.solver.core.api.score.calculator.EasyScoreCalculator;

/** The shorter, the better. */
public class Makespan implements EasyScoreCalculator<Project, SimpleLongScore> {
  private Project known;
  private SerialSchedule schedule;

  @Override
  public SimpleLongScore calculateScore(Project project) {
    if (project.order().size() < project.activities().size()) return SimpleLongScore.of(-1_000_000);
    if (known != project) {
      known = project;
      schedule = new SerialSchedule(project);
    }
    return SimpleLongScore.of(-schedule.makespan(project.order()));
  }
}
