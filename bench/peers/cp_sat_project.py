"""CP-SAT on one public project-scheduling instance: intervals, cumulative resources, start-to-start lags.

usage: cp_sat_project.py SET FILE SECONDS WORKERS SEED FROM
The time limit begins at FROM: "start" of the process, or "open" of the file.
Prints one JSON object. Times are milliseconds since the process was started (asked of the system, so that loading Python and
OR-Tools counts); "start_ms" is how long that took until the file was opened.
"""

import json
import os
import sys
import time

began = time.time() - (
    time.clock_gettime(time.CLOCK_BOOTTIME) - int(open(f"/proc/{os.getpid()}/stat").read().rsplit(")", 1)[1].split()[19]) / os.sysconf("SC_CLK_TCK")
)

from ortools.sat.python import cp_model  # noqa: E402  the import is part of what is timed


def read_rcpsp_max(text):
    tokens = iter(text.replace("[", " ").replace("]", " ").split())
    count, resources = int(next(tokens)) + 2, int(next(tokens))
    next(tokens), next(tokens)
    lags = []
    for _ in range(count):
        tail, _, successors = int(next(tokens)), next(tokens), int(next(tokens))
        heads = [int(next(tokens)) for _ in range(successors)]
        lags += [(tail, head, int(next(tokens))) for head in heads]
    durations, demands = [], []
    for _ in range(count):
        next(tokens), next(tokens)
        durations.append(int(next(tokens)))
        demands.append([int(next(tokens)) for _ in range(resources)])
    capacities = [int(next(tokens)) for _ in range(resources)]
    return durations, demands, capacities, lags, [0] * count, count - 1


def read_psplib(text):
    tokens = iter(text.split())
    count, resources = int(next(tokens)), int(next(tokens))
    capacities = [int(next(tokens)) for _ in range(resources)]
    durations, demands, lags = [], [], []
    for tail in range(count):
        durations.append(int(next(tokens)))
        demands.append([int(next(tokens)) for _ in range(resources)])
        for _ in range(int(next(tokens))):
            lags.append((tail, int(next(tokens)) - 1, durations[tail]))
    return durations, demands, capacities, lags, [0] * count, None


def read_mplib(text):
    tokens = iter(text.split())
    projects, resources = int(next(tokens)), int(next(tokens))
    capacities = [int(next(tokens)) for _ in range(resources)]
    durations, demands, releases, successors, first = [], [], [], [], []
    for project in range(projects):
        count, release = int(next(tokens)), int(next(tokens))
        for _ in range(resources):
            next(tokens)
        first.append(len(durations))
        for _ in range(count):
            tail = len(durations)
            durations.append(int(next(tokens)))
            demands.append([int(next(tokens)) for _ in range(resources)])
            releases.append(release)
            for _ in range(int(next(tokens))):
                successors.append((tail, *map(int, next(tokens).split(":"))))
    lags = [(tail, first[project - 1] + task - 1, durations[tail]) for tail, project, task in successors]
    return durations, demands, capacities, lags, releases, None


READERS = {"rcpsp-max": read_rcpsp_max, "psplib": read_psplib, "rcmpsp-mplib": read_mplib}


def build(instance):
    durations, demands, capacities, lags, releases, sink = instance
    longest = list(durations)
    for tail, _, lag in lags:
        longest[tail] = max(longest[tail], lag)
    horizon = sum(longest) + max(releases)
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
    def __init__(self):
        super().__init__()
        self.points = []

    def on_solution_callback(self):
        self.points.append((time.time(), round(self.objective_value)))


def main():
    kind, file, seconds, workers, seed, limit_from = sys.argv[1:7]
    opened = time.time()
    with open(file, encoding="utf-8") as source:
        model, starts = build(READERS[kind](source.read()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = int(workers)
    solver.parameters.random_seed = int(seed)
    solver.parameters.max_time_in_seconds = max(0.05, float(seconds) - (time.time() - (began if limit_from == "start" else opened)))
    trace = Trace()
    status = solver.solve(model, trace)
    ended = time.time()
    known = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    print(
        json.dumps(
            {
                "instance": os.path.basename(file),
                "status": {cp_model.OPTIMAL: "optimal", cp_model.FEASIBLE: "feasible", cp_model.INFEASIBLE: "infeasible"}.get(status, "unknown"),
                "objective": round(solver.objective_value) if known else None,
                "starts": [solver.value(start) for start in starts] if known else None,
                "trace": [[round((at - began) * 1000, 1), objective] for at, objective in trace.points],
                "start_ms": round((opened - began) * 1000, 1),
                "wall_ms": round((ended - began) * 1000, 1),
            }
        )
    )


if __name__ == "__main__":
    main()
