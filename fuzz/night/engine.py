"""How libFuzzer is asked, and what its output says."""

import os
import re
import time
from pathlib import Path

from . import running

CORES = len(os.sched_getaffinity(0))
TIMEOUT_SECONDS = 10
RSS_LIMIT_MB = 2048
MINIMISE_SECONDS = 60
# Attempts at each size: without a bound, every minimisation takes all of its time.
MINIMISE_RUNS = 200000
# A merge or a replay that takes longer hangs: the slowest input of a corpus is bounded by TIMEOUT_SECONDS.
MERGE_SECONDS_MAX = 3600

_fork_line = re.compile(r"^#(\d+): cov: (\d+) ft: (\d+) corp: (\d+)")
_corpus_line = re.compile(r"^#(\d+)\s+\w+\s+cov: (\d+) ft: (\d+) corp: (\d+)")
_message = re.compile(r"DIFFERENCE: .*|ERROR: .*|runtime error: .*")


class Target:
    def __init__(self, name, program, dictionary, seeds):
        self.name = name
        self.program = program
        self.dictionary = dictionary
        self.seeds = seeds


class Engine:
    """Runs the program of one target; each call leaves its output in a log of its own."""

    def __init__(self, target, seed, logs, temporary):
        self.program = target.program
        self._target = target
        self._seed = seed
        self._logs = logs
        self._temporary = temporary

    def replay_corpus(self, corpus, artefacts):
        """Every input of the corpus once. A fork forgives what fails in the inputs that it begins from."""
        return self._run("corpus", ["-runs=0", f"-artifact_prefix={artefacts}", *self._inputs(corpus)],
                         MERGE_SECONDS_MAX)

    def fuzz(self, corpus, artefacts, seconds, watch):
        return self._run("fuzz", [
            f"-fork={CORES}", "-ignore_crashes=0", "-ignore_timeouts=0", "-ignore_ooms=0",
            f"-max_total_time={seconds}", f"-seed={self._seed}", "-print_final_stats=1",
            f"-artifact_prefix={artefacts}", *self._dictionary(), *self._inputs(corpus)],
            # A fork ends with the last of its jobs, and a job may take five minutes.
            seconds + 600, watch)

    def merge(self, smaller, corpus):
        control = self._logs / f"{self._target.name}.merge_control"
        control.unlink(missing_ok=True)
        return self._run("merge", ["-merge=1", f"-merge_control_file={control}", str(smaller), *self._inputs(corpus)],
                         MERGE_SECONDS_MAX)

    def measure(self, corpus):
        return self._run("measure", ["-runs=0", str(corpus)], MERGE_SECONDS_MAX)

    def minimise(self, artefact, smaller):
        return self._run("minimise", [
            "-minimize_crash=1", f"-runs={MINIMISE_RUNS}", f"-max_total_time={MINIMISE_SECONDS}",
            f"-exact_artifact_path={smaller}", f"-seed={self._seed}", str(artefact)], MINIMISE_SECONDS + 30)

    def replay(self, artefact):
        return self._run("replay", [str(artefact)], TIMEOUT_SECONDS * 6, environment={"ROLLOUT_FUZZ_SHOW": "1"})

    def _inputs(self, corpus):
        return [str(folder) for folder in (corpus, self._target.seeds) if folder.is_dir()]

    def _dictionary(self):
        return [f"-dict={self._target.dictionary}"] if self._target.dictionary.exists() else []

    def _run(self, what, options, seconds, watch=None, environment=None):
        log = self._logs / f"{self._target.name}.{what}.log"
        log.unlink(missing_ok=True)
        # Artefacts that nobody asked for, as of a replay, stay out of the caller's folder; the last prefix is heeded.
        command = [str(self._target.program), f"-timeout={TIMEOUT_SECONDS}", f"-rss_limit_mb={RSS_LIMIT_MB}",
                   f"-artifact_prefix={self._temporary}/", *options]
        started = time.monotonic()
        status = running.run(command, log, seconds, {"TMPDIR": str(self._temporary), **(environment or {})},
                             watch=watch and (lambda so_far: watch(so_far, Output(log).figures())))
        return Output(log, status, time.monotonic() - started)


class Output:
    def __init__(self, log, status=None, seconds=0.0):
        self.log = Path(log)
        self.status = status
        self.seconds = seconds

    def _lines(self):
        if not self.log.exists():
            return []
        return self.log.read_text(encoding="utf-8", errors="replace").splitlines()

    def figures(self):
        """The last executions, coverage, features and units of the corpus that the output tells."""
        lines = self._lines()
        for pattern in (_fork_line, _corpus_line):
            for line in reversed(lines):
                if found := pattern.match(line):
                    names = ("executions", "coverage", "features", "corpus_units")
                    return dict(zip(names, map(int, found.groups())))
        return {}

    def message(self):
        """The first line that names what went wrong, or None."""
        for line in self._lines():
            if found := _message.search(line):
                return found.group()
        return None

    def last_line(self):
        lines = self._lines()
        return lines[-1] if lines else "no output"

    def inputs_shown(self, lines_max=50):
        shown = [line.removeprefix("INPUT: ") for line in self._lines() if line.startswith("INPUT: ")]
        if len(shown) > lines_max:
            shown[lines_max:] = [f"... and {len(shown) - lines_max} more"]
        return "\n".join(shown)
