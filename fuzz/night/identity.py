"""Which night this is: that of a commit and a seed. The same night goes on where it was left."""

import hashlib
import subprocess
import time


def commit_of(root):
    """The commit as git describe says it, or None."""
    asked = _git(root, "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")
    return asked.decode().strip() if asked else None


def folder_of(nights, root, commit, seed, fresh):
    """Returns the folder of the night and its seed. Raises FileExistsError where a fresh one has been before."""
    name = commit
    if commit.endswith("-dirty"):
        # Other changes on the same commit are another night.
        name += "-" + hashlib.sha256(_git(root, "diff", "HEAD") or b"").hexdigest()[:8]
    begun = sorted(nights.glob(f"{name}.seed-*"), key=lambda path: path.stat().st_mtime)
    if seed is None:
        if begun and not fresh:
            return begun[-1], int(begun[-1].name.rpartition("-")[2])
        # libFuzzer reads 32 bits, and takes 0 for none.
        seed = int(time.time())
    folder = nights / f"{name}.seed-{seed}"
    if fresh and folder.exists():
        raise FileExistsError(folder)
    return folder, seed


def _git(root, *arguments):
    done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True)
    return done.stdout if done.returncode == 0 else None
