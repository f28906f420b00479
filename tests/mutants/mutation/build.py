"""How CMake has a source compiled and a program linked: read from the build folder that it wrote, never said again."""

import json
import os
import pathlib
import re
import shlex
import subprocess

from .sources import ROOT

UNITY = re.compile(r'^#include "(.*)"$', re.MULTILINE)


class Build:
    """A folder that CMake configured for Ninja. A source is a path from the root, a target one from the folder."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder).resolve()
        if not (self.folder / "build.ninja").exists():
            raise SystemExit(f"{folder}: no build.ninja; configure a preset first, such as: cmake --preset release")
        self._compiles = {}  # by source
        self._source_of = {}  # by object, if it is of one source
        self._reads = {}  # by object
        self._links = {}  # by target
        for entry in json.loads(self._ninja("-t", "compdb")):
            self._add(entry)

    def _add(self, entry):
        words = shlex.split(entry["command"])
        if "-c" not in words:
            return
        path = self.folder / entry["file"]
        members = UNITY.findall(path.read_text()) if path.parent.name == "Unity" else [path]
        for member in members:
            self._compiles.setdefault(_from_root(member), _without_files(words))
        if members == [path]:
            self._source_of[entry["output"]] = _from_root(path)

    def make(self, *targets):
        """Brings targets up to date; ends the program with what is wrong if that fails."""
        done = subprocess.run(["ninja", *targets], cwd=self.folder, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(targets)} is not built:\n{done.stdout[-3000:]}")

    def compiler(self):
        return next(iter(self._compiles.values()))[0]

    def compile(self, source, into, tree=ROOT, flags=()):
        """Compiles `source` as CMake does, with `flags` after CMake's own; what `tree` has comes from there, and no path
        of the tree is in the object. Returns the process, which may have failed."""
        words = [_within(word, tree) for word in self._compiles[source]]
        path = source if (tree / source).exists() else ROOT / source
        return subprocess.run([*words, *flags, "-c", path, "-o", into], cwd=tree, capture_output=True, text=True)

    def objects(self, target):
        """Returns the objects of a library by source, as its link names them; none of a unity source."""
        return {self._source_of[word]: word for word in self._link(target) if word in self._source_of}

    def readers(self, file, target):
        """Returns the sources of the library that read `file` when they were compiled last."""
        return [source for source, name in self.objects(target).items() if file in self._read_by(name)]

    def link(self, target, into, replaced=None, first=(), flags=()):
        """Links `target` as CMake does, but into `into`, with the objects that `replaced` has for those of the same name,
        and with the objects of `first` before all. Ends the program with what is wrong if that fails."""
        words = [str((replaced or {}).get(word, word)) for word in self._link(target)]
        words[words.index("-o") + 1] = into
        # Of two definitions the first one counts: what the program or an archive has besides is not taken from there.
        objects = ["-Wl,-z,muldefs", *first] if first else []
        command = [words[0], *objects, *words[1:], *flags]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{target} does not link: {done.stderr[-3000:]}")

    def _read_by(self, name):
        if name not in self._reads:
            # From the folder, where a compiler cache writes paths that are relative.
            lines = self._ninja("-t", "deps", name).splitlines()[1:]
            self._reads[name] = {_from_root(self.folder / line.strip()) for line in lines if line.strip()}
        return self._reads[name]

    def _link(self, target):
        if target not in self._links:
            shown = self._ninja("-t", "commands", "-s", target).strip()
            # Before and after it CMake may have steps of its own: the link is what names the target's objects.
            command = max(re.split(r" && |; ", shown), key=len)
            self._links[target] = shlex.split(command)
        return self._links[target]

    def _ninja(self, *arguments):
        done = subprocess.run(["ninja", *arguments], cwd=self.folder, check=True, capture_output=True, text=True)
        return done.stdout


def _from_root(path):
    return os.path.relpath(path, ROOT)


def _without_files(words):
    """Returns the command without its source, and without what it writes."""
    kept, skip = [], False
    for word in words:
        if not skip and word not in ("-c", "-o", "-MD", "-MT", "-MF"):
            kept.append(word)
        skip = word in ("-c", "-o", "-MT", "-MF")
    return kept


def _within(word, tree):
    """Returns the word of a command with a folder of the root that the tree has too as one of the tree."""
    option = "-I" if word.startswith("-I") else ""
    path = word.removeprefix(option)
    if not path.startswith(f"{ROOT}/"):
        return word
    inside = path.removeprefix(f"{ROOT}/")
    return option + inside if (tree / inside).exists() else word
