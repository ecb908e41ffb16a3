"""HiGHS on one public project-scheduling instance, as a mixed integer program with a binary for each activity and start.

usage: highs_project.py SET FILE SECONDS WORKERS SEED FROM
As cp_sat_project.py. The time-indexed formulation of Pritsker, Watters and Wolfe (1969): one start each, lags between the weighted sums
of starts, and for each resource and unit of time what is in use. Starts are bounded by the longest paths first.
"""

from project_instance import Run, horizon_of  # first, because importing the solver is part of what is timed

import highspy
import numpy


def windows(instance):
    """Earliest and latest start of each activity by its lags alone; None when they contradict one another."""
    durations, _, _, lags, releases, sink = instance
    horizon = horizon_of(instance)
    earliest, latest = list(releases), [horizon - duration for duration in durations]
    if sink is not None:
        latest[0] = 0
    for _ in range(len(durations) + 1):
        changed = False
        for tail, head, lag in lags:
            if earliest[tail] + lag > earliest[head]:
                earliest[head], changed = earliest[tail] + lag, True
            if latest[head] - lag < latest[tail]:
                latest[tail], changed = latest[head] - lag, True
        if not changed:
            break
    if any(first > last for first, last in zip(earliest, latest)):
        return None
    return list(zip(earliest, latest))


def build(instance, bounds):
    """The program, and the column of the first start of each activity. The last column is the makespan."""
    durations, demands, capacities, lags, _, sink = instance
    first, columns = [], 0
    for earliest, latest in bounds:
        first.append(columns)
        columns += latest - earliest + 1
    makespan = columns
    horizon = max(latest + duration for (_, latest), duration in zip(bounds, durations))
    rows = []  # (lower, upper, columns, values)

    def sum_of_starts(activity, factor):
        earliest, latest = bounds[activity]
        return [(first[activity] + t - earliest, factor * t) for t in range(earliest, latest + 1)]

    for activity, (earliest, latest) in enumerate(bounds):
        rows.append((1, 1, [(first[activity] + t - earliest, 1) for t in range(earliest, latest + 1)]))
    for tail, head, lag in lags:
        rows.append((lag, highspy.kHighsInf, sum_of_starts(head, 1) + sum_of_starts(tail, -1)))
    for activity in range(len(durations)) if sink is None else [sink]:
        end = durations[activity] if sink is None else 0
        rows.append((end, highspy.kHighsInf, [(makespan, 1)] + sum_of_starts(activity, -1)))
    for resource, capacity in enumerate(capacities):
        users = [a for a, duration in enumerate(durations) if duration > 0 and demands[a][resource] > 0]
        for t in range(horizon):
            running = [
                (first[a] + start - bounds[a][0], demands[a][resource])
                for a in users
                for start in range(max(bounds[a][0], t - durations[a] + 1), min(bounds[a][1], t) + 1)
            ]
            if running:
                rows.append((-highspy.kHighsInf, capacity, running))

    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns + 1, len(rows)
    lp.col_cost_ = numpy.array([0.0] * columns + [1.0])
    lp.col_lower_ = numpy.zeros(columns + 1)
    lp.col_upper_ = numpy.array([1.0] * columns + [float(horizon)])
    lp.integrality_ = [highspy.HighsVarType.kInteger] * (columns + 1)
    lp.row_lower_ = numpy.array([float(row[0]) for row in rows])
    lp.row_upper_ = numpy.array([float(row[1]) for row in rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = numpy.cumsum([0] + [len(row[2]) for row in rows])
    lp.a_matrix_.index_ = numpy.array([column for row in rows for column, _ in row[2]])
    lp.a_matrix_.value_ = numpy.array([float(value) for row in rows for _, value in row[2]])
    return lp, first


def main():
    run = Run()
    bounds = windows(run.instance)
    if bounds is None:
        run.answer("infeasible", None, None)
        return
    lp, first = build(run.instance, bounds)
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("threads", run.workers)
    solver.setOptionValue("random_seed", run.seed)
    solver.setOptionValue("time_limit", run.seconds_left())
    solver.passModel(lp)
    solver.cbMipImprovingSolution.subscribe(lambda event: run.better(event.data_out.objective_function_value))
    solver.run()
    status, info = solver.getModelStatus(), solver.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        run.answer("infeasible" if status == highspy.HighsModelStatus.kInfeasible else "unknown", None, None)
        return
    values = solver.getSolution().col_value
    starts = [
        earliest + max(range(latest - earliest + 1), key=lambda place: values[first[activity] + place])
        for activity, (earliest, latest) in enumerate(bounds)
    ]
    run.answer(
        "optimal" if status == highspy.HighsModelStatus.kOptimal else "feasible", round(info.objective_function_value), starts
    )


main()
