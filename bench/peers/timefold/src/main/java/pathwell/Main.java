package pathwell;

import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.solver.SolverConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

/**
 * Says "ready", reads one project from its input (seconds, seed, resources, capacities; activities: duration, demands, release,
 * successors), then says "better MAKESPAN" for each improvement and at last "starts" with the start of every activity.
 */
public final class Main {
  public static void main(String[] args) {
    // The classes of the solver are loaded before the time begins.
    solver(1, Duration.ofMillis(200)).solve(new Project(new int[] {1}, List.of(idle(0), idle(1))));
    System.out.println("ready");
    Scanner in = new Scanner(System.in);
    Duration limit = Duration.ofMillis(Math.round(1000 * Double.parseDouble(in.next())));
    long seed = in.nextLong();
    int[] capacities = numbers(in, in.nextInt());
    int count = in.nextInt();
    List<Activity> activities = new ArrayList<>();
    for (int place = 0; place < count; place += 1) {
      activities.add(new Activity(place, in.nextInt(), numbers(in, capacities.length), in.nextInt(), numbers(in, in.nextInt())));
    }
    Project project = new Project(capacities, activities);
    System.out.println("better " + new SerialSchedule(project).makespan(project.order()));
    Solver<Project> solver = solver(seed, limit);
    solver.addEventListener(event -> System.out.println("better " + -event.getNewBestSolution().score().score()));
    Project best = solver.solve(project);
    StringBuilder line = new StringBuilder("starts");
    for (int start : new SerialSchedule(best).starts(best.order())) line.append(' ').append(start);
    System.out.println(line);
  }

  private static Solver<Project> solver(long seed, Duration limit) {
    SolverConfig config =
        new SolverConfig()
            .withSolutionClass(Project.class)
            .withEntityClasses(Sequence.class)
            .withEasyScoreCalculatorClass(Makespan.class)
            .withPhases(new LocalSearchPhaseConfig())
            .withRandomSeed(seed)
            .withTerminationSpentLimit(limit);
    return SolverFactory.<Project>create(config).buildSolver();
  }

  private static Activity idle(int place) {
    return new Activity(place, 1, new int[] {1}, 0, new int[0]);
  }

  private static int[] numbers(Scanner in, int count) {
    int[] values = new int[count];
    for (int i = 0; i < count; i += 1) values[i] = in.nextInt();
    return values;
  }

  private Main() {}
}
