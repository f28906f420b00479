"""The living corpus of a target: grows every night, is minimised after each, and is whole whenever a night is killed."""

import os
import shutil


class Corpus:
    def __init__(self, folder):
        self.folder = folder
        self._smaller = folder.with_name(folder.name + ".smaller")
        self._before = folder.with_name(folder.name + ".before")

    def open(self):
        """Ensures: the folder is there, as the last night left it."""
        # Killed between the two renames of replace(): the smaller one may be whole, the one before surely is.
        if not self.folder.exists() and self._before.exists():
            self._before.rename(self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self._before, ignore_errors=True)
        return self.begin_smaller()

    def begin_smaller(self):
        """An empty folder for the minimised corpus."""
        shutil.rmtree(self._smaller, ignore_errors=True)
        self._smaller.mkdir()
        return self._smaller

    def replace(self):
        """The smaller corpus takes the place of the living one."""
        for name in os.listdir(self._smaller):
            _to_disk(self._smaller / name)
        self.folder.rename(self._before)
        self._smaller.rename(self.folder)
        shutil.rmtree(self._before)

    def drop_smaller(self):
        shutil.rmtree(self._smaller, ignore_errors=True)

    def names(self):
        return set(os.listdir(self.folder))


def _to_disk(path):
    with open(path, "rb") as file:
        os.fsync(file.fileno())
