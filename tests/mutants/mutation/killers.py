"""Who finds a mutant: tests, the protocol's model, lemmas and fuzz targets, from the cheapest to the dearest.

A mutant of the library is a shared library that the programs of the build load instead of theirs. The reference is headers
alone, so the tests of its mutants are compiled against declarations (../called), and load a library made of the headers.
Lemmas are compiled anew where a header is broken; fuzz targets are linked anew."""

import collections
import dataclasses
import json
import os
import pathlib
import re
import shutil
import subprocess
import threading

from .broken import OF_TESTS, REFERENCE_SOURCE, Broken, DoesNotCompile
from .build import Build
from .sources import ROOT

SECONDS_MAX = 300
CERTIFY_SECONDS_MAX = 120
FUZZ_SECONDS_MAX = 600
PROGRAM, CHECKER = "bin/rollout-oracle", "bin/rup-check"
CHECKER_SOURCE = "proofs/certificate/rup_check.cpp"
# The lemmas whose certificates are asked of what translates and certifies.
CERTIFIED = "L5-b2-*"
# The tests of what a certificate rests on.
TESTS_OF_CERTIFICATES = {CHECKER_SOURCE: "-Prove.*", "proofs/solvers/cnf.cpp": "Prove.ACertificate*"}
# The tests of the program's rooms that call them, from the cheapest, and fifty times the processor seconds that each
# takes: a reader that does not move on would run for ever.
TESTS_OF_PROGRAM = {
    "impl/tool/rules/": (
        ("rules_test", 40, "-RuleFiles.*"),
        ("rules_test", 600, "RuleFiles.*"),
        ("rule_editions_test", 200, "RuleLines.*:RuleVocabulary.*:RuleFile.ProjectsAndExplains:RuleFileGuide.*"),
    ),
    "impl/tool/sql/": (("sql_test", 700, "Queries.*"),),
    "impl/tool/audit/": (("audit_test", 50, "Causes.*"),),
    "impl/tool/trace/": (("trace_test", 100, "Traces.*:Events.*:Regressions.*:Log.*"),),
}
ROLLOUT, FLEET = "librollout.so", "librollout_fleet.so"
DECIDING_CLAUSES = "bin/deciding_clauses_called"

# Arguments of each test program; what it leaves out is said in README.md.
TESTS = {
    "clause_test": [],
    "spelling_test": ["--gtest_filter=-*Pair*"],
    "exhaustive_test": ["--gtest_filter=*Summary*:*UpToTwo*:*Predicates*:*EveryWordOfFacts*"],
    "lifecycle_test": ["--gtest_filter=-*UpToTwo"],
    "builder_test": [],
    "property_test": [],
    "fleet_test": [],
    "sizes_test": [],
    "core_check": [],
    "c_interface_test_shared": [],
}
# Those that load the library of fleets too.
OF_FLEETS = ("fleet_test", "sizes_test")
# What a patch calls them.
NAMED = {name.removesuffix("_test"): name for name in TESTS} | {"c_interface": "c_interface_test_shared"}
# Who knows most of a file; the others are asked after these.
OF_LIBRARY = {
    "impl/library/lifecycle/": ["lifecycle_test"],
    "impl/library/fleet/": ["fleet_test"],
    "impl/library/projection/build.cpp": ["builder_test"],
    "impl/library/projection/orphans.hpp": ["builder_test"],
    "impl/library/projection/packed": ["fleet_test"],
    "impl/library/projection/position_set.hpp": ["property_test"],
    "impl/library/projection/tracker.cpp": ["property_test"],
    "": ["clause_test", "spelling_test", "property_test", "exhaustive_test", "builder_test", "lifecycle_test", "sizes_test", "fleet_test"],
}
LIFECYCLE = ("lifecycle_test", "clause_test")
PROJECTION = ("core_check", "clause_test", "exhaustive_test")
OF_REFERENCE = {
    "token.hpp": ("spelling_test", "clause_test"),
    "policy.hpp": ("spelling_test", *PROJECTION),
    "build.hpp": ("builder_test", "clause_test"),
    "guard.hpp": LIFECYCLE,
    "writers.hpp": LIFECYCLE,
    "claim.hpp": LIFECYCLE,
    "surfaces.hpp": LIFECYCLE,
    "predicates.hpp": ("exhaustive_test", "clause_test"),
    "": PROJECTION,
}


@dataclasses.dataclass(frozen=True)
class Verdict:
    verdict: str  # killed, equivalent, survived, stillborn
    by: str


class Bench:
    """Asks about mutants, side by side, with the programs of one build folder."""

    def __init__(self, folder, scratch):
        self.build = Build(folder)
        self.scratch = pathlib.Path(scratch)
        self.lock = threading.RLock()
        self._sound = set()  # killers that were green without a mutant
        self._objects = {}  # sources without a mutant, compiled as mutants are
        self._code = {}  # machine code without a mutant, by source
        self._lemmas = None

    def verdict(self, mutant, killers=()):
        """Returns what becomes of the mutant: by each of `killers`, else by each of its own, else by the first that finds
        it."""
        folder = self.scratch / mutant.key
        shutil.rmtree(folder, ignore_errors=True)
        try:
            broken = Broken(self.build, mutant, folder)
            if killers or mutant.killers:
                return self._by_each(broken, killers or mutant.killers)
            if broken.is_of_the_proofs():
                return self._of_proofs(broken)
            if broken.is_of_the_program():
                return self._of_program(broken)
            return self._of_reference(broken) if broken.is_of_the_reference() else self._of_library(broken)
        except DoesNotCompile as error:
            said = r"static.assert(?:ion)? failed|not a constant expression|in .?constexpr|overflow in constant"
            checked = re.search(said, str(error))
            return Verdict(*("killed", "the compiler: constant evaluation") if checked else ("stillborn", "does not compile"))
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _by_each(self, broken, killers):
        found = []
        for killer in killers:
            kind, _, rest = killer.partition("=")
            ask = {"model": self._ask_model, "proof": self._ask_proof, "fuzz": self._ask_target}.get(kind)
            if not ask and killer not in NAMED:
                raise SystemExit(f"{broken.mutant.key}: no such killer: {killer}; known: {' '.join(NAMED)}, model=, proof=, fuzz=")
            by = ask(broken, rest) if ask else self._ask_test(broken, NAMED[killer])
            if not by:
                return Verdict("survived", f"{killer} does not find it")
            found.append(by)
        return Verdict("killed", "; ".join(found))

    def _of_library(self, broken):
        tests = [test for prefix, tests in OF_LIBRARY.items() if broken.mutant.file.startswith(prefix) for test in tests]
        rollout, fleet = broken.changed(ROLLOUT), broken.changed(FLEET)
        if not rollout and not fleet:
            raise SystemExit(f"{broken.mutant.file}: no source of the library reads it, so no test can tell")
        for test in dict.fromkeys(tests):
            if rollout or test in OF_FLEETS:
                by = self._ask_test(broken, test)
                if by:
                    return Verdict("killed", by)
        return (
            self._same_code(broken, rollout + fleet)
            or self._ask_lemmas(broken)
            or (fleet and self._ask_with_addresses_checked(broken))
            or Verdict("survived", "")
        )

    def _of_reference(self, broken):
        name = pathlib.Path(broken.mutant.file).name
        for test in next(tests for prefix, tests in OF_REFERENCE.items() if name.startswith(prefix)):
            by = self._ask_test(broken, test)
            if by:
                return Verdict("killed", by)
        return (
            self._same_code(broken, [REFERENCE_SOURCE])
            or self._other_clauses(broken)
            or self._ask_lemmas(broken)
            or Verdict("survived", "")
        )

    def _of_proofs(self, broken):
        by = self._ask_proof(broken, CERTIFIED) or self._ask_tests_of_certificates(broken)
        return Verdict("killed", by) if by else Verdict("survived", "")

    def _of_program(self, broken):
        tests = next(tests for folder, tests in TESTS_OF_PROGRAM.items() if broken.mutant.file.startswith(folder))
        for test, seconds, wanted in tests:
            arguments = [f"--gtest_filter={wanted}"]
            command = [self.build.folder / "bin" / test, *arguments]
            self._once(f"{test} {wanted}", lambda: self._must_be_green(test, self._run_test(test, command)))
            program = broken.program(f"bin/{test}", [broken.mutant.file], OF_TESTS, self._objects_beside(broken.mutant.file))
            by = self._run_test(test, ["bash", "-c", f'ulimit -t {seconds}; exec "$0" "$@"', program, *arguments])
            if by:
                return Verdict("killed", by)
        return self._same_code(broken, [broken.mutant.file]) or Verdict("survived", "")

    def _objects_beside(self, file):
        """Returns the objects of the other sources of its room. In an archive a room is one object, in which calls of the
        broken source may be inlined as they were."""
        with self.lock:
            for source in sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / file).parent.glob("*.cpp")):
                if source not in self._objects:
                    self._objects[source] = self.scratch / (source.replace("/", "_") + ".o")
                    done = self.build.compile(source, self._objects[source], flags=OF_TESTS)
                    if done.returncode != 0:
                        raise SystemExit(f"{source} does not compile: {done.stderr[-3000:]}")
        folder = pathlib.PurePath(file).parent
        return [name for source, name in self._objects.items() if pathlib.PurePath(source).parent == folder and source != file]

    # Each of these returns who found the mutant, and as what; nothing if it was not found.

    def _ask_test(self, broken, test):
        if broken.is_of_the_reference():
            program = f"bin/{test}_called"
            self._once(program, lambda: self.build.make(program))
            broken.make_reference()
        else:
            program = f"bin/{test}"
            broken.make_libraries(ROLLOUT, *([FLEET] if test in OF_FLEETS else []))
        command = [self.build.folder / program, *TESTS[test]]
        self._once(program + " is green", lambda: self._must_be_green(test, self._run_test(test, command)))
        return self._run_test(test, command, broken.libraries)

    def _ask_tests_of_certificates(self, broken):
        command = [self.build.folder / "bin/prove_test", f"--gtest_filter={TESTS_OF_CERTIFICATES[broken.mutant.file]}"]
        self._once(command[1], lambda: self._must_be_green("prove_test", self._run_test("prove_test", command)))
        programs = {"ROLLOUT_ORACLE": str(self._prover(broken)), "ROLLOUT_RUP_CHECK": str(self._checker(broken))}
        return self._run_test("prove_test", command, environment=programs)

    def _checker(self, broken):
        if broken.mutant.file != CHECKER_SOURCE:
            return self.build.folder / CHECKER
        return broken.program(CHECKER, [CHECKER_SOURCE])

    def _ask_model(self, broken, killer):
        """`killer`: EDITION:PROPERTY, or EDITION:PROPERTY:SITUATION with + between its words."""
        edition, prop, *situation = killer.split(":", 2)
        command = [self.build.folder / PROGRAM, "model", "--operations", "2", "--edition", edition, "--property", prop]
        for words in situation:
            command += ["--from", words.replace("+", " ")]
        broken.make_libraries(ROLLOUT)
        self._once(killer, lambda: self._must_exit(0, command))
        status = self._run(command, broken.libraries).returncode
        return f"model of {edition}: {prop}" if status == 1 else None

    def _ask_proof(self, broken, pattern):
        self._once(pattern, lambda: self._must_exit(4, [self.build.folder / PROGRAM, "prove", "--run", pattern]))
        if broken.is_of_the_proofs():
            return self._certify(broken, pattern)
        done = self._prove(broken, pattern)
        return f"prove --run {pattern}" if done.returncode == 1 and "counterexample: " in done.stdout else None

    def _ask_target(self, broken, killer):
        """`killer`: TARGET:WORDS, with WORDS in what the target says when it finds the mutant."""
        target, words = killer.split(":", 1)
        program = f"bin/{target}_fuzz"
        command = [self.build.folder / program, "-seed=1", "-max_len=512", f"-dict={ROOT}/fuzz/rollout.dict"]
        self._once(program, lambda: self._must_exit(0, [*command, "-max_total_time=3"]))
        command[0] = broken.program(program, self.build.readers(broken.mutant.file, "lib/librollout.a"))
        done = self._run([*command, f"-max_total_time={FUZZ_SECONDS_MAX}"], broken.libraries, cwd=broken.folder)
        return f"{target}_fuzz: {words}" if done.returncode != 0 and words in done.stdout + done.stderr else None

    # What is asked of a mutant that no test found. Each returns a verdict, or nothing if it can tell nothing.

    def _same_code(self, broken, sources):
        """The optimizer makes the same machine code of both: equivalent, whoever asks."""
        for source in sources:
            with self.lock:
                if source not in self._code:
                    self._code[source] = self._code_without_a_mutant(source)
            if broken.machine_code(source) != self._code[source]:
                return None
        return Verdict("equivalent", "the same machine code")

    def _other_clauses(self, broken):
        """No lemma and few tests speak of the clause that decides: it must be the same, or a test is missing."""
        self._once(DECIDING_CLAUSES, lambda: self.build.make(DECIDING_CLAUSES))
        command = [self.build.folder / DECIDING_CLAUSES]
        answers = {
            (done.returncode, done.stdout) for done in (self._run(command), self._run(command, broken.libraries))
        }
        return Verdict("survived", "another clause decides") if len(answers) > 1 else None

    def _ask_lemmas(self, broken):
        """A lemma that compares the file with the other side says that both still are the same, or shows where not."""
        patterns = dict.fromkeys(
            lemma["pattern"] for lemma in self._list_of_lemmas() if broken.mutant.file in lemma["compares"]
        )
        for pattern in patterns:
            done = self._prove(broken, pattern)
            if done.returncode == 1:
                return Verdict("killed", f"prove --run {pattern}")
            if done.returncode != 4:  # proved; partial, because of --run
                return Verdict("survived", f"prove exits {done.returncode}: {done.stderr.strip()[-200:]}")
        return Verdict("equivalent", "prove --run " + ", ".join(patterns)) if patterns else None

    def _ask_with_addresses_checked(self, broken):
        """Where pointers are bare, a read beyond the end changes no answer; the preset clang-asan sees it, and so do we."""
        broken.make_libraries(FLEET, flags=("-fsanitize=address",))
        finds = subprocess.run([self.build.compiler(), "-print-file-name=libasan.so"], capture_output=True, text=True)
        checked = {"LD_PRELOAD": finds.stdout.strip(), "ASAN_OPTIONS": "detect_leaks=0"}
        command = ["env", *(f"{name}={value}" for name, value in checked.items()), self.build.folder / "bin/fleet_test"]
        by = self._run_test("fleet_test with AddressSanitizer", command, broken.libraries, memory_limit=False)
        return Verdict("killed", by) if by else None

    # How they are asked.

    def _list_of_lemmas(self):
        """Returns each lemma with the file that states it, and a pattern for it in every edition: L4-*-guard."""
        with self.lock:
            if self._lemmas is None:
                done = self._run([self.build.folder / PROGRAM, "list", "lemmas", "--format", "json"])
                self._lemmas = json.loads(done.stdout)
                editions = collections.Counter(_in_any_edition(lemma["lemma"]) for lemma in self._lemmas)
                for lemma in self._lemmas:
                    general = _in_any_edition(lemma["lemma"])
                    lemma["pattern"] = general if editions[general] > 1 else lemma["lemma"]
                    lemma["compares"] = lemma["compares"].split()
        return self._lemmas

    def _prove(self, broken, pattern):
        """Runs `prove` for the lemmas of the pattern. A broken header is in the lemmas themselves, so these are compiled
        anew; a broken source is in the library that the program loads."""
        program = self.build.folder / PROGRAM
        if broken.mutant.file.endswith(".hpp"):
            wanted = re.compile(re.escape(pattern).replace(r"\*", ".*"))
            files = {lemma["file"] for lemma in self._list_of_lemmas() if wanted.fullmatch(lemma["lemma"])}
            program = broken.program(PROGRAM, sorted(files), flags=("-w", "-O0"))
        if not broken.is_of_the_reference():
            broken.make_libraries(ROLLOUT)
        return self._run([program, "prove", "--run", pattern], broken.libraries)

    def _certify(self, broken, pattern):
        """Runs `prove` for the lemmas of the pattern, with certificates, by a program of broken proofs and their checker."""
        command = [self._prover(broken), "prove", "--timeout", "20", "--run", pattern]
        try:
            done = self._run([*command, "--certificates", broken.folder / "certificates"], timeout=CERTIFY_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            return f"prove --run {pattern} --certificates: time-out"
        # Proved, and partial because of --run: whatever else it says, it is not what it says without the mutant.
        return None if done.returncode == 4 else f"prove --run {pattern} --certificates"

    def _prover(self, broken):
        """Returns the program of broken proofs, with their checker beside it, which is the one that it asks."""
        program = self.build.folder / PROGRAM
        if broken.mutant.file != CHECKER_SOURCE:
            program = broken.program(PROGRAM, [broken.mutant.file], flags=("-w",))
        beside = broken.folder / "prover"
        beside.mkdir(exist_ok=True)
        for name, made in (("rollout-oracle", program), ("rup-check", self._checker(broken))):
            shutil.copy(made, beside / name)
        return beside / "rollout-oracle"

    def _code_without_a_mutant(self, source):
        into = self.scratch / (source.replace("/", "_") + ".o")
        self.build.compile(source, into, flags=("-w",))
        return into.read_bytes()

    def _once(self, name, check):
        with self.lock:
            if name not in self._sound:
                check()
                self._sound.add(name)

    def _must_be_green(self, name, by):
        if by:
            raise SystemExit(f"control: {name} finds something without a mutant: {by}")

    def _must_exit(self, status, command):
        done = self._run(command)
        if done.returncode != status:
            said = (done.stdout + done.stderr)[-2000:]
            raise SystemExit(f"control: {' '.join(map(str, command))} exits {done.returncode} without a mutant\n{said}")

    def _run(self, command, libraries=None, environment=None, **more):
        environment = {
            **os.environ,
            **(environment or {}),
            "LD_LIBRARY_PATH": ":".join(str(each) for each in (libraries, self.build.folder / "lib") if each),
            # Small bounds: who is killed here is killed in every tier.
            "ROLLOUT_BOUNDS": "small",
            "RC_PARAMS": "seed=337 max_success=1000",
            "GTEST_FAIL_FAST": "1",
        }
        return subprocess.run(command, capture_output=True, text=True, errors="replace", env=environment, **more)

    def _run_test(self, test, command, libraries=None, memory_limit=True, environment=None):
        """Returns the test that goes red, with its first failed case; nothing if it is green."""
        limited = ["bash", "-c", 'ulimit -v 12000000; exec "$0" "$@"', *command] if memory_limit else command
        try:
            done = self._run(limited, libraries, environment, timeout=SECONDS_MAX)
        except subprocess.TimeoutExpired:
            return f"{test}: time-out"
        if done.returncode == 0:
            return None
        said = done.stdout + done.stderr
        if done.returncode == 127 or "error while loading" in said:
            raise SystemExit(f"{test} does not run: {said[:500]}")
        failed = re.search(r"\[  FAILED  \] ([\w./-]+)", said) or re.search(r"^(.*): \d+ of \d+ cases: FAILED", said, re.M)
        if failed:
            return f"{test}: {failed.group(1)}"
        started = re.findall(r"\[ RUN      \] ([\w./-]+)", said)
        return f"{test}: {started[-1] + ': ' if started else ''}exit {done.returncode}"


def _in_any_edition(lemma):
    link, _, *name = lemma.split("-")
    return "-".join([link, "*", *name])
