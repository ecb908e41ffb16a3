"""Timefold on one public project-scheduling instance without maximum lags: local search over the order of serial schedule generation.

usage: timefold_project.py SET FILE SECONDS WORKERS SEED FROM
As cp_sat_project.py. The community edition searches on one thread. The runtime and the classes of the solver are loaded before the file
is opened.
"""

import subprocess
import sys
from pathlib import Path

from project_instance import Run

BUILT = Path(__file__).resolve().parents[2] / ".cache" / "bench-peers" / "timefold"


def lines_of(run):
    durations, demands, capacities, lags, releases, _ = run.instance
    successors = [[] for _ in durations]
    for tail, head, lag in lags:
        if lag != durations[tail]:
            sys.exit("Timefold is asked about projects in which a successor may begin when the activity ends, and no others.")
        successors[tail].append(head)
    yield [run.seconds_left(), run.seed, len(capacities), *capacities, len(durations)]
    for duration, needs, release, after in zip(durations, demands, releases, successors):
        yield [duration, *needs, release, len(after), *after]


def main():
    classes = f"{BUILT / 'classes'}:{BUILT / 'lib'}/*"
    command = ["java", "-cp", classes, "pathwell.Main"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as solver:
        if solver.stdout.readline().strip() != "ready":
            sys.exit("Timefold did not start.")
        run = Run()
        for line in lines_of(run):
            solver.stdin.write(" ".join(map(str, line)) + "\n")
        solver.stdin.close()
        best = None
        for line in solver.stdout:
            kind, *values = line.split()
            if kind == "better":
                best = int(values[0])
                run.better(best)
            else:
                run.answer("feasible", best, [int(value) for value in values])


main()
