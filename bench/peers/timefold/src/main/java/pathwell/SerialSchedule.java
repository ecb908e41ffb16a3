package pathwell;

import java.util.List;

/** Serial schedule generation (Kolisch 1996): each activity as early as its predecessors and the resources let it, in the given order. */
final class SerialSchedule {
  private final Project project;
  private final int[] waitsFor;
  private final int horizon;

  SerialSchedule(Project project) {
    this.project = project;
    List<Activity> activities = project.activities();
    waitsFor = new int[activities.size()];
    int sum = 0;
    int latest = 0;
    for (Activity activity : activities) {
      sum += activity.duration();
      latest = Math.max(latest, activity.release());
      for (int successor : activity.successors()) waitsFor[successor] += 1;
    }
    horizon = sum + latest;
  }

  /** The start of each activity by its place; whoever must wait for another is taken as soon as nothing is left to wait for. */
  int[] starts(List<Activity> order) {
    int n = waitsFor.length;
    int[] starts = new int[n];
    int[] earliest = new int[n];
    int[] waiting = waitsFor.clone();
    boolean[] isTaken = new boolean[n];
    int[][] used = new int[project.capacities().length][horizon + 1];
    for (Activity activity : project.activities()) earliest[activity.place()] = activity.release();
    int first = 0;
    for (int taken = 0; taken < n; taken += 1) {
      while (isTaken[first]) first += 1;
      int at = first;
      while (isTaken[at] || waiting[order.get(at).place()] > 0) at += 1;
      isTaken[at] = true;
      Activity activity = order.get(at);
      int start = place(activity, earliest[activity.place()], used);
      starts[activity.place()] = start;
      for (int successor : activity.successors()) {
        waiting[successor] -= 1;
        earliest[successor] = Math.max(earliest[successor], start + activity.duration());
      }
    }
    return starts;
  }

  private int place(Activity activity, int from, int[][] used) {
    int start = from;
    for (int t = start; t < start + activity.duration(); t += 1) {
      if (!fits(activity, used, t)) start = t + 1;
    }
    for (int t = start; t < start + activity.duration(); t += 1) {
      for (int r = 0; r < used.length; r += 1) used[r][t] += activity.demands()[r];
    }
    return start;
  }

  private boolean fits(Activity activity, int[][] used, int t) {
    for (int r = 0; r < used.length; r += 1) {
      if (used[r][t] + activity.demands()[r] > project.capacities()[r]) return false;
    }
    return true;
  }

  /** The end of the last activity. */
  long makespan(List<Activity> order) {
    int[] starts = starts(order);
    long end = 0;
    for (Activity activity : project.activities()) end = Math.max(end, starts[activity.place()] + activity.duration());
    return end;
  }
}
