"""CP-SAT on why one public instance has no schedule: its core, and whether another set of the same parts is minimal.

usage: cp_sat_core.py SET FILE SECONDS SEED < SET OF PARTS, as JSON {"activities": [...], "lags": [...]} with places in the file

A part is what an activity needs of the resources, or a lag. Each is an assumption of its own; the core is what
sufficient_assumptions_for_infeasibility names, on one worker, because several answer with all assumptions. The given set is checked by
dropping each part once. Prints one JSON object.
"""

import json
import sys
import time

from ortools.sat.python import cp_model
from project_instance import READERS, horizon_of

CHECK_SECONDS = 5.0


def build(instance, is_kept):
    """The parts that `is_kept` says, each behind a literal: the model and the literal of each part."""
    durations, demands, capacities, lags, releases, sink = instance
    horizon = horizon_of(instance)
    model = cp_model.CpModel()
    starts = [model.new_int_var(release, horizon, "") for release in releases]
    if sink is not None:
        model.add(starts[0] == 0)
    parts = {}
    for index, (tail, head, lag) in enumerate(lags):
        if is_kept("lag", index):
            parts["lag", index] = model.new_bool_var("")
            model.add(starts[head] >= starts[tail] + lag).only_enforce_if(parts["lag", index])
    intervals = {}
    for index, duration in enumerate(durations):
        if duration > 0 and any(demands[index]) and is_kept("activity", index):
            parts["activity", index] = model.new_bool_var("")
            intervals[index] = model.new_optional_fixed_size_interval_var(starts[index], duration, parts["activity", index], "")
    for resource, capacity in enumerate(capacities):
        users = [index for index in intervals if demands[index][resource] > 0]
        model.add_cumulative([intervals[index] for index in users], [demands[index][resource] for index in users], capacity)
    return model, parts


def solve(model, seconds, seed):
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = max(0.05, seconds)
    return solver, solver.solve(model)


def core_of(instance, seconds, seed):
    model, parts = build(instance, lambda *part: True)
    model.add_assumptions(list(parts.values()))
    solver, status = solve(model, seconds, seed)
    if status != cp_model.INFEASIBLE:
        return None
    named = set(solver.sufficient_assumptions_for_infeasibility())
    return [part for part, literal in parts.items() if literal.index in named]


def verdict(instance, kept, seed):
    """True: can hold together; False: cannot; None: not decided in time."""
    model, parts = build(instance, lambda *part: part in kept)
    for literal in parts.values():
        model.add(literal == 1)
    _, status = solve(model, CHECK_SECONDS, seed)
    return {cp_model.INFEASIBLE: False, cp_model.OPTIMAL: True, cp_model.FEASIBLE: True}.get(status)


def main():
    kind, file, seconds, seed = sys.argv[1:5]
    opened = time.time()
    with open(file, encoding="utf-8") as source:
        instance = READERS[kind](source.read())
    core = core_of(instance, float(seconds), int(seed))
    core_ms = round((time.time() - opened) * 1000, 1)
    given = json.load(sys.stdin)
    kept = {("activity", index) for index in given["activities"]} | {("lag", index) for index in given["lags"]}
    print(
        json.dumps(
            {
                "core_size": None if core is None else len(core),
                "core_ms": core_ms,
                "core_fails": core is not None and verdict(instance, set(core), int(seed)) is False,
                "given_fails": verdict(instance, kept, int(seed)) is False,
                "given_needed": sum(verdict(instance, kept - {part}, int(seed)) is True for part in kept),
            }
        )
    )


main()
