"""The command line: canary, targets, steps, summary, exit status."""

import argparse
import fcntl
import os
import sys
import time
from pathlib import Path

from . import fuzzing, identity, progress, running, steps, summary
from .engine import CORES, Target
from .records import Records, Unreadable

ROOT = Path(__file__).resolve().parents[2]
CANARY_SECONDS = 60

EXIT_STATUS = """\
exit status: 0 nothing found by every target and step; 1 a finding or a red step; 2 usage or unreadable input; 4 no
verdict: only some targets or steps were asked and found nothing, there is no target, the canary was not found, something is
missing, or the night was interrupted (the same command goes on with it)"""


def main(arguments):
    options = _options(arguments)
    running.heed_signals()
    nights = options.nights.resolve()
    nights.mkdir(parents=True, exist_ok=True)
    with open(nights / "lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return _no_verdict(f"another night is under way in {_shown(nights)}")
        try:
            return _Night(options, nights).run()
        except running.Interrupted:
            return _no_verdict("interrupted; the same command goes on with this night")
        except Unreadable as error:
            print(error, file=sys.stderr)
            return 2


def _options(arguments):
    parser = argparse.ArgumentParser(
        prog="fuzz/nightly", epilog=EXIT_STATUS, formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Fuzzes every target in turn, then runs the long checks; keeps one record of each in build/nightly.\n"
                    "The same command on the same commit goes on with what has no record yet.")
    parser.add_argument("minutes", nargs="?", type=_positive, default=480, metavar="MINUTES",
                        help="for all targets together (default 480)")
    parser.add_argument("--then", default="all", metavar="STEP[,STEP...]|none|all",
                        help="what follows: " + ", ".join(steps.table("", 0, "")) + " (default all)")
    parser.add_argument("--target", action="append", metavar="NAME", help="only this target; may be repeated")
    parser.add_argument("--seed", type=_seed, metavar="N",
                        help="of the night; default: that of the night to go on with, or the clock")
    parser.add_argument("--fresh", action="store_true", help="begin a new night even where one of this commit was begun")
    parser.add_argument("--build-folder", type=Path, metavar="FOLDER",
                        help="take the targets that are built there, and build nothing (default build/clang-fuzz, built "
                             "first)")
    parser.add_argument("--nights", type=Path, default=ROOT / "build/nightly", metavar="FOLDER",
                        help="where records and living corpora are kept (default build/nightly)")
    options = parser.parse_args(arguments)
    known = list(steps.table("", 0, ""))
    options.steps = {"all": known, "none": []}.get(options.then, options.then.split(","))
    for step in options.steps:
        if step not in known:
            parser.error(f"no step '{step}'; there are {', '.join(known)}, none, all")
    return options


def _positive(text):
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError("more than 0")
    return number


def _seed(text):
    number = int(text)
    if not 0 < number < 2**32:
        raise argparse.ArgumentTypeError("from 1 to 4294967295")
    return number


_positive.__name__ = "number"
_seed.__name__ = "whole number"


def _shown(path):
    """As one types it at the root of the repository."""
    path = Path(os.path.abspath(path))
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def _no_verdict(why):
    print(f"no verdict: {why}", file=sys.stderr)
    return 4


class _Night:
    def __init__(self, options, nights):
        self._options = options
        self._nights = nights
        self._build = options.build_folder or ROOT / "build/clang-fuzz"

    def run(self):
        options = self._options
        self._commit = identity.commit_of(ROOT)
        if self._commit is None:
            return _no_verdict("git knows no commit here")
        try:
            self._folder, self._seed = identity.folder_of(self._nights, ROOT, self._commit, options.seed, options.fresh)
        except FileExistsError as night:
            print(f"{_shown(Path(str(night)))} is there; choose another seed, or go on with it without --fresh",
                  file=sys.stderr)
            return 2
        going_on = self._folder.exists()
        self._place = fuzzing.Place(self._folder, self._nights / "corpus", _shown)
        self._records = Records(self._folder / "records.jsonl")
        progress.say(f"night of {self._commit}, seed {self._seed}: {_shown(self._folder)}"
                     + (" (going on)" if going_on else ""))
        if self._records.set_aside:
            progress.say(f"the last record was cut off: set aside in {_shown(self._records.set_aside)}, run again")

        for preset in self._presets():
            if not self._built(preset):
                return _no_verdict(f"the preset {preset} does not build; see {_shown(self._place.logs / preset)}.build.log")
        targets = self._targets()
        unknown = [name for name in options.target or [] if name not in targets]
        if unknown:
            print(f"no target '{unknown[0]}'; there are {', '.join(targets) or 'none'}", file=sys.stderr)
            return 2
        self._asked_targets = options.target or targets
        if not self._asked_targets:
            return _no_verdict(f"no target: {_shown(self._build / 'fuzz/targets')} is missing or empty")
        if not self._canary_is_red():
            return _no_verdict("the reporting path is broken; nothing of this night counts")
        try:
            self._run_targets()
            self._run_steps()
        except running.Interrupted:
            progress.say("interrupted; the same command goes on with this night")
        return self._sum_up()

    def _presets(self):
        if self._options.build_folder is not None:
            return []
        return ["clang-fuzz", "release"] if self._options.steps else ["clang-fuzz"]

    def _built(self, preset):
        progress.say(f"== build {preset}")
        log = self._place.logs / f"{preset}.build.log"
        log.unlink(missing_ok=True)
        return all(running.run(command, log, directory=ROOT) == 0
                   for command in (["cmake", "--preset", preset], ["cmake", "--build", "--preset", preset]))

    def _targets(self):
        listed = self._build / "fuzz/targets"
        return listed.read_text().split() if listed.exists() else []

    def _target(self, name):
        program = self._build.resolve() / "bin" / f"{name}_fuzz"
        return Target(name, program, ROOT / "fuzz/rollout.dict", ROOT / "fuzz/corpus" / name)

    def _canary_is_red(self):
        """A fault that is there is found, kept and told: else silence of the others says nothing."""
        progress.say("== canary")
        record = fuzzing.fuzz(self._target("canary"), "canary", self._commit, self._seed, CANARY_SECONDS, self._place)
        self._records.append(record)
        if record["result"] == "interrupted":
            raise running.Interrupted
        progress.say(f"   {record['result']}: {record.get('message', 'it has a fault that was not found')}")
        return (record["result"] == "finding" and record["reproduced"] and record["message"].startswith("DIFFERENCE")
                and (ROOT / record["reproducer"]).exists())

    def _run_targets(self):
        seconds = max(1, round(self._options.minutes * 60 / len(self._asked_targets)))
        for name in self._asked_targets:
            if name in self._records.completed("target"):
                progress.say(f"== {name}: has its record")
                continue
            progress.say(f"== {name}: {progress.clock(seconds)} on {CORES} cores")
            record = fuzzing.fuzz(self._target(name), "target", self._commit, self._seed, seconds, self._place)
            self._records.append(record)
            progress.say(summary.line_of_target(record))
            if record["result"] == "finding":
                progress.say(f"   {record['message']}\n   {record['replay']}")
            if record["result"] == "broken":
                progress.say(f"   {record['message']}; see {record['log']}")
            if record["result"] == "interrupted":
                raise running.Interrupted

    def _run_steps(self):
        table = steps.table("build/release", self._seed, _shown(self._folder))
        for name in self._options.steps:
            if name in self._records.completed("step"):
                progress.say(f"== {name}: has its record")
                continue
            progress.say(f"== {name}")
            record = self._step(name, table[name])
            self._records.append(record)
            progress.say(f"   {record['result']} in {progress.clock(record['seconds'])}" +
                         ("" if record["result"] == "passed" else f"; see {record['log']}"))
            if record["result"] == "interrupted":
                raise running.Interrupted

    def _step(self, name, commands):
        log = self._place.logs / f"{name}.log"
        log.unlink(missing_ok=True)
        record = {"step": name, "command": steps.shown(commands), "commit": self._commit, "started": fuzzing.now(),
                  "seconds": 0, "exit_status": None, "result": "interrupted", "log": _shown(log)}
        started = time.monotonic()
        try:
            for command in commands:
                status = running.run(command, log, directory=ROOT,
                                     watch=lambda so_far: progress.show(f"   {progress.clock(time.monotonic() - started)}"))
                record.update(exit_status=status, result=steps.result_of(status))
                if status != 0:
                    break
        except running.Interrupted:
            record.update(exit_status=None, result="interrupted")
        record["seconds"] = round(time.monotonic() - started, 1)
        return record

    def _sum_up(self):
        targets, done = self._records.latest("target"), self._records.latest("step")
        missing = [name for name in self._asked_targets if name not in self._records.completed("target")]
        missing += [name for name in self._options.steps if name not in self._records.completed("step")]
        verdict = summary.verdict(targets, done, missing)
        asked = (f"{self._options.minutes:g} minutes for the targets {', '.join(self._asked_targets)}; "
                 f"then {', '.join(self._options.steps) or 'no step'}")
        path = self._folder / "summary.md"
        beside = path.with_suffix(".new")
        beside.write_text(summary.page(self._commit, self._seed, asked, targets, done, verdict), encoding="utf-8")
        beside.replace(path)
        progress.say(f"{verdict}; {_shown(path)}")
        if any(record["result"] in ("finding", "failed") for record in targets + done):
            return 1
        filtered = self._options.target or set(self._options.steps) != set(steps.table("", 0, ""))
        return 4 if missing or filtered else 0
