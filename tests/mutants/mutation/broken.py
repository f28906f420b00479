"""A mutant as files: a tree that has it, and what is compiled of the tree when it is asked for first."""

import os
import pathlib
import shutil

from .sources import ROOT

COPIED = ("reference/include", "impl/library", "impl/tool", "proofs")
# What programs load: the reference as a library is of the tests that call it (../called).
REFERENCE = "lib/libcalled_reference.so"
REFERENCE_SOURCE = "tests/mutants/called/reference_library.cpp"
# An index beyond an end is found by the test that makes it.
OF_TESTS = ("-w", "-O1", "-UNDEBUG", "-D_GLIBCXX_ASSERTIONS")


class DoesNotCompile(Exception):
    """What the compiler said of a mutant."""


class Broken:
    """The tree of one mutant. Its functions raise DoesNotCompile where it is no program."""

    def __init__(self, build, mutant, folder):
        self.build, self.mutant, self.folder = build, mutant, folder
        self.libraries = folder / "lib"
        self._made = set()
        self._programs = {}
        for copied in COPIED:
            # No links: a quoted include would be looked up beside what it points to.
            shutil.copytree(ROOT / copied, folder / copied)
        self.libraries.mkdir()
        (folder / mutant.file).write_text(mutant.mutated)

    def is_of_the_reference(self):
        return self.mutant.file.startswith("reference/")

    def is_of_the_proofs(self):
        return self.mutant.file.startswith("proofs/")

    def is_of_the_program(self):
        return self.mutant.file.startswith("impl/tool/")

    def make_libraries(self, *names, flags=()):
        """Makes those of the libraries that the mutant changes, under the names that programs load. Ends the program where
        it changes none: then no test can tell."""
        if not any(self.changed(name) for name in names):
            raise SystemExit(f"{self.mutant.file}: no source of {' or '.join(names)} reads it, so no test can tell")
        for name in names:
            if (name, flags) not in self._made:
                self._made.add((name, flags))
                self._make_library(name, flags)

    def make_reference(self):
        if REFERENCE not in self._made:
            self._made.add(REFERENCE)
            made = self._compile(REFERENCE_SOURCE, OF_TESTS)
            name = next(iter(self.build.objects(REFERENCE).values()))
            self.build.link(REFERENCE, self.libraries / pathlib.Path(REFERENCE).name, {name: made})

    def changed(self, name):
        """Returns the sources of a library that read the file of the mutant."""
        return self.build.readers(self.mutant.file, self._target(name))

    def program(self, target, sources, flags=(), objects=()):
        """Returns the program `target` with those sources compiled anew, and with those objects, in place of what its
        archives have."""
        key = (target, *sources)
        if key not in self._programs:
            program = self.folder / f"{pathlib.Path(target).name}_{len(self._programs)}"
            self.build.link(target, program, first=[*(self._compile(source, flags) for source in sources), *objects])
            self._programs[key] = program
        return self._programs[key]

    def machine_code(self, source):
        """Returns the object of a source as it ships."""
        return self._compile(source, ("-w",), "shipped_").read_bytes()

    def _make_library(self, name, flags):
        changed = self.changed(name)
        if not changed:
            return
        target = self._target(name)
        objects = self.build.objects(target)
        replaced = {objects[source]: self._compile(source, (*OF_TESTS, *flags)) for source in changed}
        # A program may carry the inline tables of an unbroken header: the library shall read its own.
        loaded = os.readlink(self.build.folder / "lib" / name)
        self.build.link(target, self.libraries / loaded, replaced, flags=("-Wl,-Bsymbolic", *flags))

    def _target(self, name):
        return f"lib/{(self.build.folder / 'lib' / name).resolve().name}"

    def _compile(self, source, flags, prefix=""):
        into = self.folder / (prefix + source.replace("/", "_") + ".o")
        done = self.build.compile(source, into, self.folder, flags)
        if done.returncode != 0:
            raise DoesNotCompile(done.stderr)
        return into
