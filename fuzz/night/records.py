"""The records of a night: one JSON object a line, appended, each on disk before the night goes on."""

import json
import os

# A record names one of these.
KINDS = ("canary", "target", "step")


class Unreadable(Exception):
    pass


class Records:
    def __init__(self, path):
        self.path = path
        self.set_aside = None
        self.all = self._read()

    def _read(self):
        if not self.path.exists():
            return []
        content = self.path.read_bytes()
        whole, _, rest = content.rpartition(b"\n")
        if rest:
            self._put_aside(rest, len(content) - len(rest))
        found = []
        for number, line in enumerate(whole.splitlines(), start=1):
            try:
                record = json.loads(line)
                if not isinstance(record, dict) or "result" not in record or not any(kind in record for kind in KINDS):
                    raise ValueError
            except ValueError:
                raise Unreadable(f"{self.path}:{number}: not a record of a night; repair the line, or begin a new night "
                                 "with --fresh") from None
            found.append(record)
        return found

    def _put_aside(self, rest, size):
        """A line without its end was being written when the night was killed: what it told is run again."""
        self.set_aside = self.path.with_suffix(".set_aside")
        with open(self.set_aside, "ab") as file:
            file.write(rest + b"\n")
        os.truncate(self.path, size)

    def append(self, record):
        line = json.dumps(record, ensure_ascii=False) + "\n"
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        self.all.append(record)

    def latest(self, kind):
        """The last record of each name of this kind."""
        return list({record[kind]: record for record in self.all if kind in record}.values())

    def completed(self, kind):
        """The names of this kind that need no other run."""
        return {record[kind] for record in self.latest(kind)
                if record["result"] in ("clean", "finding", "passed", "failed")}
