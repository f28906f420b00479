"""Who finds a mutant: the tests of the release build, and the lemmas, from the cheapest to the dearest.

A mutant is built into a shared library that the test programs load instead of theirs. The reference is headers alone, so
the tests that judge its mutants are compiled against declarations (called.hpp), and a library is made of the headers. Lemmas
are compiled anew."""

import dataclasses
import os
import pathlib
import re
import shutil
import subprocess
import threading

from .sources import ROOT

SECONDS_MAX = 300
INCLUDES = [
    "reference/include",
    *(f"impl/library/{each}/include" for each in ("projection", "lifecycle", "c", "fleet")),
    *(f"impl/library/{each}" for each in ("projection", "lifecycle", "fleet", "c")),
    *(f"impl/tool/{each}" for each in ("text", "wire", "specification", "analysis", "model", "suites")),
    "proofs",
    "tests",
]
CALLED = "base build children claim guard policy predicates projection rollout token writers".split()
DECIDING_CLAUSES = "deciding_clauses"
LIBRARY_FOLDERS = ("projection", "lifecycle", "c")
PROOF_ROOMS = ("claims", "solvers", "readings")
ROOMS = ("program", "prover", "report", "judge", "suites", "testee", "specification", "model", "wire", "text")
MUTATED_FOLDERS = (*LIBRARY_FOLDERS, "fleet")

# Arguments of each test program; what it leaves out is said in README.md.
TESTS = {
    "clause_test": [],
    "spelling_test": ["--gtest_filter=-*Pair*"],
    "exhaustive_test": ["--gtest_filter=*Summary*:*UpToTwo*:*Predicates*:*EveryWordOfFacts*"],
    "lifecycle_test": ["--gtest_filter=-*UpToTwo"],
    "builder_test": [],
    "property_test": [],
    "fleet_test": [],
    "core_check": [],
}
# Who knows most of a file; the others are asked after these.
OF_LIBRARY = {
    "impl/library/lifecycle/": ["lifecycle_test"],
    "impl/library/fleet/": ["fleet_test"],
    "impl/library/projection/build.cpp": ["builder_test"],
    "impl/library/projection/orphans.hpp": ["builder_test"],
    "impl/library/projection/packed": ["fleet_test"],
    "impl/library/projection/position_set.hpp": ["property_test"],
    "impl/library/projection/tracker.cpp": ["property_test"],
    "": ["clause_test", "spelling_test", "property_test", "exhaustive_test", "builder_test", "lifecycle_test", "fleet_test"],
}
# Lemmas by the file that states them: each says that reference and implementation are the same there.
OF_TOKENS = {"a_token_means_what_the_reference_reads": ["L4-any-token"]}
OF_POLICIES = {
    "a_word_that_is_not_a_policy_is_unknown": ["L4-any-policy-word"],
    "an_operation_becomes_a_child_with_the_flags_of_its_policy": ["L4-*-flags"],
}
OF_BUILDER = {
    "a_finalizer_covers_what_the_reference_says": ["L4-finalizers-covers"],
    "a_row_is_never_started_and_waits_as_the_reference_says": ["L4-finalizers-rows"],
}
OF_GUARD = {"the_guard_says_what_the_reference_says": ["L4-*-guard"]}
OF_WRITERS = {
    "the_writers_do_what_the_reference_does": [
        f"L4-*-{each}" for each in ("operator", "lands", "source", "effects", "row", "stop")
    ]
}
OF_CLAIM = {
    "a_sibling_blocks_as_the_reference_says": ["L4-*-blocks"],
    "a_row_is_claimed_as_the_reference_says": ["L4-*-starts", "L4-*-reclaims"],
}
OF_PREDICATES = {"predicates_are_those_of_the_reference": ["L4-*-predicates", "L4-*-held"]}
OF_TRACKER = {"a_changed_child_is_recounted": ["L4-*-recount"]}
OF_PROJECTION = {"finish_of_the_summary_is_the_reference": ["L1-*"]}

LIFECYCLE = ("lifecycle_test", "clause_test")
PROJECTION = ("core_check", "clause_test", "exhaustive_test")
# By header of the reference: the tests, and the lemmas.
OF_REFERENCE = {
    "token.hpp": (("spelling_test", "clause_test"), OF_TOKENS),
    "policy.hpp": (("spelling_test", *PROJECTION), OF_POLICIES),
    "build.hpp": (("builder_test", "clause_test"), OF_BUILDER),
    "guard.hpp": (LIFECYCLE, OF_GUARD),
    "writers.hpp": (LIFECYCLE, OF_WRITERS),
    "claim.hpp": (LIFECYCLE, OF_CLAIM),
    "predicates.hpp": (("exhaustive_test", "clause_test"), OF_PREDICATES),
    "": (PROJECTION, OF_PROJECTION),
}
# By file of the library: the lemmas whose subject it is; of what is not here no lemma says enough.
LEMMAS_OF_LIBRARY = {
    "impl/library/lifecycle/guard_rules.hpp": OF_GUARD,
    "impl/library/lifecycle/writer_rules.hpp": OF_WRITERS,
    "impl/library/lifecycle/claim_rules.hpp": OF_CLAIM,
    "impl/library/projection/spelling.hpp": OF_TOKENS,
    "impl/library/projection/parse.cpp": OF_TOKENS,
    "impl/library/projection/policy_words.hpp": OF_POLICIES,
    "impl/library/projection/rules.cpp": OF_PROJECTION,
    "impl/library/projection/letters.cpp": OF_PROJECTION,
    "impl/library/projection/held.hpp": OF_PREDICATES,
    "impl/library/projection/tracked_facts.hpp": OF_TRACKER,
}


@dataclasses.dataclass(frozen=True)
class Verdict:
    verdict: str  # killed, equivalent, survived, stillborn
    by: str


def _first(table, name):
    return next(value for prefix, value in table.items() if name.startswith(prefix))


class Bench:
    """What does not change from mutant to mutant: the build folder, and the objects of the unbroken library."""

    def __init__(self, build, scratch, compiler="g++"):
        self.build = pathlib.Path(build).resolve()
        self.scratch = pathlib.Path(scratch)
        self.compiler = compiler
        self.control = self.scratch / "control"
        shutil.rmtree(self.control, ignore_errors=True)
        (self.control / "O2").mkdir(parents=True)
        self.sources = [
            path.relative_to(ROOT).as_posix()
            for folder in MUTATED_FOLDERS
            for path in sorted((ROOT / "impl/library" / folder).glob("*.cpp"))
        ]
        self.lock = threading.RLock()
        self.called = self._headers_of_the_called_reference()
        self.reads = {}

    def _headers_of_the_called_reference(self):
        """Returns a folder in which every header of the reference with a function is called.hpp."""
        folder = self.scratch / "called"
        headers = folder / "rollout/reference"
        headers.mkdir(parents=True)
        called = pathlib.Path(__file__).with_name("called.hpp")
        for name in CALLED:
            (headers / f"{name}.hpp").symlink_to(called)
        return folder

    def verdict(self, mutant):
        tree = self.scratch / mutant.key
        shutil.rmtree(tree, ignore_errors=True)
        try:
            self._plant(mutant, tree)
            if mutant.file.startswith("reference/"):
                return self._of_reference(mutant, tree)
            return self._of_library(mutant, tree)
        finally:
            shutil.rmtree(tree, ignore_errors=True)

    def _plant(self, mutant, tree):
        """A tree of links, but for the folder of the file."""
        for folder in ("reference/include/rollout/reference", "reference/include/rollout/vocabulary"):
            (tree / folder).mkdir(parents=True)
        for path in (ROOT / "reference/include/rollout").rglob("*.hpp"):
            (tree / path.relative_to(ROOT)).symlink_to(path)
        for folder in MUTATED_FOLDERS:
            for path in (ROOT / "impl/library" / folder).rglob("*.?pp"):
                into = tree / path.relative_to(ROOT)
                into.parent.mkdir(parents=True, exist_ok=True)
                # No link: a quoted include would be looked up beside what it points to.
                shutil.copyfile(path, into)
        mutant.apply_to(tree)

    # A mutant of the library.

    def _compile_control(self):
        with self.lock:
            for source in self.sources if not self.reads else ():
                compiled = self._compile(ROOT, source, self.control / _object(source), depend=True)
                if compiled.returncode != 0:
                    raise SystemExit(compiled.stderr)

    def _of_library(self, mutant, tree):
        self._compile_control()
        changed = [source for source in self.sources if mutant.file in self.reads[source]]
        if not changed:
            raise SystemExit(f"{mutant.file}: no source of the library reads it, so no test can tell")
        rollout = [source for source in changed if not source.startswith("impl/library/fleet/")]
        fleet = [source for source in changed if source.startswith("impl/library/fleet/")]
        broken = self._compile_all(tree, rollout)
        if broken:
            return broken
        libraries = tree / "lib"
        libraries.mkdir()
        knows = [test for prefix, tests in OF_LIBRARY.items() if mutant.file.startswith(prefix) for test in tests]
        order = list(dict.fromkeys(knows))
        if rollout:
            self._link(tree, "librollout.so", LIBRARY_FOLDERS, [])
        fleet_is_built = False
        for test in order:
            if test == "fleet_test" and fleet and not fleet_is_built:
                broken = self._compile_all(tree, fleet)
                if broken:
                    return broken
                self._link(tree, "librollout_fleet.so", ("fleet",), ["-lhwy"])
                fleet_is_built = True
            if not rollout and test != "fleet_test":
                continue
            killed = self._run(test, [self.build / "bin" / test, *TESTS[test]], libraries)
            if killed:
                return killed
        lemmas = LEMMAS_OF_LIBRARY.get(mutant.file)
        same = self._same_code(tree, changed) or (lemmas and self._ask_lemmas(mutant, tree, lemmas))
        return same or (fleet and self._run_with_addresses_checked(tree, fleet)) or Verdict("survived", "")

    def _run_with_addresses_checked(self, tree, fleet):
        """Where pointers are bare, a read beyond the end changes no answer; the preset clang-asan sees it, and so do we."""
        for source in fleet:
            self._compile(tree, source, tree / _object(source), "-fsanitize=address")
        self._link(tree, "librollout_fleet.so", ("fleet",), ["-lhwy", "-fsanitize=address"])
        runtime = subprocess.run([self.compiler, "-print-file-name=libasan.so"], capture_output=True, text=True, check=True)
        checked = {"LD_PRELOAD": runtime.stdout.strip(), "ASAN_OPTIONS": "detect_leaks=0"}
        command = ["env", *(f"{name}={value}" for name, value in checked.items()), self.build / "bin/fleet_test"]
        return self._run("fleet_test with AddressSanitizer", command, tree / "lib", memory_limit=False)

    def _compile_all(self, tree, sources):
        for source in sources:
            compiled = self._compile(tree, source, tree / _object(source))
            if compiled.returncode != 0:
                return _does_not_compile(compiled.stderr)
        return None

    def _link(self, tree, name, folders, libraries):
        objects = []
        for source in self.sources:
            if source.split("/")[2] in folders:
                own = tree / _object(source)
                objects.append(own if own.exists() else self.control / _object(source))
        into = tree / "lib" / os.readlink(self.build / "lib" / name)
        # A program may carry the inline tables of an unbroken header: the library shall read its own.
        subprocess.run(
            [self.compiler, "-shared", "-Wl,-Bsymbolic", f"-Wl,-soname,{into.name}", *objects, "-o", into, *libraries],
            check=True,
            capture_output=True,
        )

    def _same_code(self, tree, sources):
        """The optimizer makes the same machine code of both: equivalent, whoever asks."""
        for source in sources:
            control = self.control / "O2" / _object(source)
            with self.lock:
                if not control.exists():
                    self._compile(ROOT, source, control, optimized=True)
            own = tree / ("O2_" + _object(source))
            self._compile(tree, source, own, optimized=True)
            if not own.exists() or own.read_bytes() != control.read_bytes():
                return None
        return Verdict("equivalent", "the same machine code")

    def _compile(self, tree, source, into, *flags, optimized=False, depend=False):
        # From inside the tree, so that no path of it is in the object.
        command = [self.compiler, "-std=c++20", "-O2" if optimized else "-O1", "-fPIC", "-DHWY_SHARED_DEFINE"]
        command += [*flags, *(f"-I{each}" for each in INCLUDES if (tree / each).exists())]
        # An index beyond an end is found by the test that makes it.
        command += ["-DNDEBUG"] if optimized else ["-D_GLIBCXX_ASSERTIONS"]
        if depend:
            command += ["-MMD", "-MF", f"{into}.d"]
        done = subprocess.run([*command, "-c", source, "-o", into], cwd=tree, capture_output=True, text=True)
        if depend and done.returncode == 0:
            read = pathlib.Path(f"{into}.d").read_text().replace("\\\n", " ").split()[1:]
            self.reads[source] = {os.path.normpath(each) for each in read}
        return done

    # A mutant of the reference.

    def _of_reference(self, mutant, tree):
        tests, lemmas = _first(OF_REFERENCE, pathlib.Path(mutant.file).name)
        libraries = tree / "lib"
        libraries.mkdir()
        done = self._reference_library(tree, libraries)
        if done.returncode != 0:
            return _does_not_compile(done.stderr)
        for test in tests:
            killed = self._run(test, [self._caller(test), *TESTS[test]], libraries)
            if killed:
                return killed
        return self._same_functions(tree) or self._ask_clauses(libraries) or self._ask_lemmas(mutant, tree, lemmas)

    def _reference_library(self, tree, into):
        source = pathlib.Path(__file__).with_name("reference_library.cpp")
        return subprocess.run(
            ["clang++", "-std=c++20", "-O1", "-fPIC", "-w", "-shared", "-Wl,-Bsymbolic", "-Ireference/include"]
            + [source, "-o", into / "libreference.so"],
            cwd=tree,
            capture_output=True,
            text=True,
        )

    def _caller(self, test):
        """Returns the test program that asks whatever reference it loads; makes it where it is asked for first."""
        with self.lock:
            program = self.control / "callers" / test
            if not program.exists():
                self._build_caller(test, program)
            return program

    def _flags(self, *includes):
        return [
            "-std=c++20",
            *(f"-I{each}" for each in includes),
            *(f"-I{ROOT}/{each}" for each in INCLUDES),
            f'-DROLLOUT_SOURCE_DIR="{ROOT}"',
            '-DROLLOUT_TESTEES=""',
            '-DROLLOUT_ORACLE_PROGRAM=""',
        ]

    def _build_caller(self, test, program):
        folder = program.parent / f"{test}.d"
        folder.mkdir(parents=True)
        if not (folder.parent / "libreference.so").exists():
            self._reference_library(ROOT, folder.parent)
        sources = [ROOT / f"tests/{test}.cpp"]
        support = self.build / "lib/librollout_test_support.a"
        libraries = [*self._archives("analysis"), support, "-lrapidcheck", "-lgtest"]
        if test in ("core_check", DECIDING_CLAUSES):
            libraries = self._archives("analysis")
        if test == "clause_test":
            sources.append(ROOT / "impl/tool/wire/decision.cpp")
            libraries = self._archives("specification", "model", "wire", "text", "analysis", copies=folder)
            libraries += [*_packages("absl_flat_hash_set", "nettle"), "-lfmt", support, "-lgtest"]
        objects = []
        for source in sources:
            objects.append(folder / f"{source.stem}.o")
            self._must(["clang++", "-O1", "-w", *self._flags(self.called), "-c", source, "-o", objects[-1]])
        reference = [f"-L{folder.parent}", "-lreference", f"-L{self.build}/lib", "-lrollout"]
        # Of two definitions the first one counts: the archive has decision.cpp, too, in one object with others.
        muldefs = "-Wl,-z,muldefs"
        self._must(["clang++", muldefs, "-o", program, *objects, *reference, *libraries, *reference, "-pthread"])
        unbroken = self._run(test, [program, *TESTS.get(test, [])], folder.parent)
        if unbroken:
            raise SystemExit(f"control: {unbroken.by} without a mutant")

    def _must(self, command):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{done.args}: {done.stderr[:4000]}")

    def _archives(self, *names, copies=None):
        archives = [self.build / "lib" / f"librollout_{each}.a" for each in names]
        if copies:
            archives = self._with_a_reference_of_their_own(archives, copies)
        return ["-Wl,--start-group", *archives, "-Wl,--end-group"]

    def _with_a_reference_of_their_own(self, archives, folder):
        """Copies in which the reference has other names: a program would ask what is in it, and load no other."""
        listed = subprocess.run(["nm", "--defined-only", "--format=just-symbols", *archives], capture_output=True, text=True)
        names = sorted({name for name in listed.stdout.split() if "7rollout9reference" in name})
        renamed = folder / "renamed"
        renamed.write_text("".join(f"{name} {name}_of_the_archive\n" for name in names))
        copies = [folder / archive.name for archive in archives]
        for archive, copy in zip(archives, copies):
            self._must(["objcopy", f"--redefine-syms={renamed}", archive, copy])
        return copies

    def _same_functions(self, tree):
        source = pathlib.Path(__file__).with_name("reference_library.cpp")
        made = {}
        for name, where in (("control", ROOT), ("own", tree)):
            into = tree / f"functions_{name}.o"
            subprocess.run(
                [self.compiler, "-O2", "-std=c++20", "-Ireference/include", "-c", source, "-o", into],
                cwd=where,
                capture_output=True,
            )
            made[name] = into.read_bytes() if into.exists() else name
        return Verdict("equivalent", "the same machine code") if made["own"] == made["control"] else None

    def _ask_clauses(self, libraries):
        """No lemma and few tests speak of the clause that decides: it must be the same, or a test is missing."""
        program = self._caller(DECIDING_CLAUSES)
        asked = [
            subprocess.run([program], capture_output=True, env=self._environment(folder))
            for folder in (program.parent, libraries)
        ]
        same = len({(each.returncode, each.stdout) for each in asked}) == 1
        return None if same else Verdict("survived", "another clause decides")

    def _ask_lemmas(self, mutant, tree, lemmas):
        """Proved of a broken header or library, a lemma says that both sides still are the same, or shows where not."""
        proved = []
        for lemma, patterns in lemmas.items():
            program = self.build / "bin/rollout-oracle"
            if mutant.file.endswith(".hpp"):
                program = tree / "prove"
                errors = self._compile_prover(tree, lemma, program)
                if errors:
                    return Verdict("survived", f"{lemma} does not compile: {errors[:300]}")
            for pattern in patterns:
                ran = subprocess.run(
                    [program, "prove", "--run", pattern],
                    capture_output=True,
                    text=True,
                    env=self._environment(tree / "lib"),
                )
                if ran.returncode == 1:
                    return Verdict("killed", f"prove --run {pattern}")
                if ran.returncode != 4:  # proved; partial, because of --run
                    return Verdict("survived", f"prove exits {ran.returncode}: {ran.stderr.strip()[-200:]}")
                proved.append(pattern)
        return Verdict("equivalent", "prove --run " + ", ".join(proved))

    def _compile_prover(self, tree, lemma, program):
        """Makes the program with that lemma compiled against the broken header; returns the compiler's errors, if any."""
        broken = [tree / each for each in INCLUDES if (tree / each).exists()]
        made = subprocess.run(
            [self.compiler, "-O0", "-w", *(f"-I{ROOT}/proofs/{room}" for room in PROOF_ROOMS), *self._flags(*broken)]
            + ["-c", ROOT / f"proofs/lemmas/{lemma}.cpp", "-o", tree / "lemma.o"],
            capture_output=True,
            text=True,
        )
        if made.returncode == 0:
            self._must(
                [
                    self.compiler, "-Wl,-z,muldefs", "-o", program, tree / "lemma.o",
                    self.build / "impl/tool/CMakeFiles/rollout_command_line.dir/program/main.cpp.o",
                    *self._archives(*ROOMS, "proofs", *(f"proof_{room}" for room in PROOF_ROOMS), "analysis"),
                    *_packages("absl_flat_hash_set", "nettle", "pugixml"),
                    f"-L{self.build}/lib", "-lrollout", "-lz3", "-lfmt", "-pthread",
                ]
            )
        return made.stderr if made.returncode != 0 else ""

    # Both.

    def _environment(self, libraries):
        return {
            **os.environ,
            "LD_LIBRARY_PATH": f"{libraries}:{self.build}/lib",
            "RC_PARAMS": "seed=337 max_success=300",
            "GTEST_FAIL_FAST": "1",
        }

    def _run(self, test, command, libraries, memory_limit=True):
        """Returns the verdict if the test goes red, with the first failed case."""
        try:
            done = subprocess.run(
                ["bash", "-c", 'ulimit -v 12000000; exec "$0" "$@"', *command] if memory_limit else command,
                capture_output=True,
                timeout=SECONDS_MAX,
                env=self._environment(libraries),
            )
        except subprocess.TimeoutExpired:
            return Verdict("killed", f"{test}: time-out")
        if done.returncode == 0:
            return None
        said = (done.stdout + done.stderr).decode(errors="replace")
        if done.returncode == 127 or "error while loading" in said:
            raise SystemExit(f"{test} does not run: {said[:500]}")
        failed = re.search(r"\[  FAILED  \] ([\w./-]+)", said) or re.search(r"^(.*): \d+ of \d+ cases: FAILED", said, re.M)
        if not failed:
            started = re.findall(r"\[ RUN      \] ([\w./-]+)", said)
            return Verdict("killed", f"{test}: {started[-1] + ': ' if started else ''}exit {done.returncode}")
        return Verdict("killed", f"{test}: {failed.group(1)}")


def _object(source):
    return source.replace("/", "_") + ".o"


def _packages(*names):
    return subprocess.run(["pkg-config", "--libs", *names], check=True, capture_output=True, text=True).stdout.split()


def _does_not_compile(errors):
    said = r"static.assert(?:ion)? failed|not a constant expression|in .?constexpr|overflow in constant"
    checked = re.search(said, errors)
    return Verdict("killed", "the compiler: constant evaluation") if checked else Verdict("stillborn", "does not compile")
