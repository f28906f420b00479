"""Mutants that a person wrote: each a patch of one file, whose head names who must find it."""

import re
import subprocess
import tempfile

from .operators import Mutant
from .sources import ROOT

FOLDER = ROOT / "tests/mutants/patches"
OPERATOR = "patch"


def mutants():
    """Returns the mutants in the order of their names. Ends the program if a patch does not apply to the code as it is."""
    return [_mutant(path) for path in sorted(FOLDER.glob("*.patch"))]


def _mutant(path):
    head, _, hunks = path.read_text().partition("\n--- ")
    killers = re.search(r"^killed by: (.+)$", head, re.MULTILINE)
    files = re.findall(r"^\+\+\+ b/(.+)$", hunks, re.MULTILINE)
    line = re.search(r"^@@ -(\d+)", hunks, re.MULTILINE)
    if not killers or len(files) != 1 or not line:
        raise SystemExit(f"{path}: wants a line 'killed by: NAME...' and the unified difference of one file")
    with tempfile.NamedTemporaryFile("r") as patched:
        # Without fuzz: a patch whose surroundings changed could break another place than it says.
        command = ["patch", "-s", "-F0", "-r", "-", "-o", patched.name, "-i", path, ROOT / files[0]]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{path} does not apply to {files[0]}: {done.stdout}{done.stderr}")
        mutated = patched.read()
    said = path.stem.replace("_", " ")
    return Mutant(files[0], int(line[1]), OPERATOR, said, mutated, path.stem, tuple(killers[1].split()))
