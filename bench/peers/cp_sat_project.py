"""CP-SAT on one public project-scheduling instance: intervals, cumulative resources, start-to-start lags.

usage: cp_sat_project.py SET FILE SECONDS WORKERS SEED FROM
The time limit begins at FROM: "start" of the process, or "open" of the file.
Prints one JSON object. Times are milliseconds since the process was started; "start_ms" is how long that took until the file was opened.
"""

from project_instance import Run, horizon_of  # first, because importing the solver is part of what is timed

from ortools.sat.python import cp_model


def build(instance):
    durations, demands, capacities, lags, releases, sink = instance
    horizon = horizon_of(instance)
    model = cp_model.CpModel()
    starts = [model.new_int_var(release, horizon, "") for release in releases]
    if sink is not None:
        model.add(starts[0] == 0)
    for tail, head, lag in lags:
        model.add(starts[head] >= starts[tail] + lag)
    intervals = [model.new_fixed_size_interval_var(start, duration, "") for start, duration in zip(starts, durations)]
    for resource, capacity in enumerate(capacities):
        users = [task for task, duration in enumerate(durations) if duration > 0 and demands[task][resource] > 0]
        model.add_cumulative([intervals[task] for task in users], [demands[task][resource] for task in users], capacity)
    if sink is None:
        makespan = model.new_int_var(0, horizon, "")
        for start, duration in zip(starts, durations):
            model.add(makespan >= start + duration)
    else:
        makespan = starts[sink]
    model.minimize(makespan)
    return model, starts


class Trace(cp_model.CpSolverSolutionCallback):
    def __init__(self, run):
        super().__init__()
        self.run = run

    def on_solution_callback(self):
        self.run.better(self.objective_value)


def main():
    run = Run()
    model, starts = build(run.instance)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = run.workers
    solver.parameters.random_seed = run.seed
    solver.parameters.max_time_in_seconds = run.seconds_left()
    status = solver.solve(model, Trace(run))
    known = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    run.answer(
        {cp_model.OPTIMAL: "optimal", cp_model.FEASIBLE: "feasible", cp_model.INFEASIBLE: "infeasible"}.get(status, "unknown"),
        round(solver.objective_value) if known else None,
        [solver.value(start) for start in starts] if known else None,
    )


main()
