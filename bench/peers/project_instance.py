"""Public project-scheduling instances as plain lists, read by the scripts of all peers."""

import json
import os
import sys
import time

# When the process was started, asked of the system, so that loading Python and its libraries counts.
BEGAN = time.time() - (
    time.clock_gettime(time.CLOCK_BOOTTIME) - int(open(f"/proc/{os.getpid()}/stat").read().rsplit(")", 1)[1].split()[19]) / os.sysconf("SC_CLK_TCK")
)


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


def horizon_of(instance):
    """A time by which every schedule that is worth anything has ended."""
    durations, _, _, lags, releases, _ = instance
    longest = list(durations)
    for tail, _, lag in lags:
        longest[tail] = max(longest[tail], lag)
    return sum(longest) + max(releases)


class Run:
    """One run of a peer: what it was asked for, and its answer as one JSON object."""

    def __init__(self):
        kind, file, seconds, workers, seed, limit_from = sys.argv[1:7]
        self.file = file
        self.workers = int(workers)
        self.seed = int(seed)
        self.opened = time.time()
        with open(file, encoding="utf-8") as source:
            self.instance = READERS[kind](source.read())
        self._ends = (BEGAN if limit_from == "start" else self.opened) + float(seconds)
        self._trace = []

    def seconds_left(self):
        return max(0.05, self._ends - time.time())

    def better(self, objective):
        self._trace.append([self._ms(time.time()), round(objective)])

    def answer(self, status, objective, starts):
        print(
            json.dumps(
                {
                    "instance": os.path.basename(self.file),
                    "status": status,
                    "objective": objective,
                    "starts": starts,
                    "trace": self._trace,
                    "start_ms": self._ms(self.opened),
                    "wall_ms": self._ms(time.time()),
                }
            )
        )

    @staticmethod
    def _ms(at):
        return round((at - BEGAN) * 1000, 1)
