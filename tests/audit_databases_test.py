#!/usr/bin/python3
"""Goal: an audit of PostgreSQL and MariaDB says what an audit of the same fleet as CSV says, writes nothing, and shows no
password. Method: a server of each, a random fleet whose rows come in any order."""

import csv
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/testees/sql"))
from engines import COLUMNS, ENGINES  # noqa: E402

PROGRAM = pathlib.Path(os.environ["ROLLOUT_BIN"]) / "rollout-oracle"
STATES = ["completed", "completed", "running", "pending", "failed", "stopped", "Completed", "cancelled", "unheard of"]


def audit(*words):
    return subprocess.run([PROGRAM, "audit", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)


def fleet():
    """Returns parents (id, released, stored) and rows as COLUMNS has them."""
    draw = random.Random(25)
    parents, rows = [], []
    for number in range(2000):
        parents.append((number, draw.random() < 0.3, draw.choice([*STATES, "paused", "running_degraded"])))
        for position in range(draw.randrange(6)):
            place = (draw.choice(["", "d"]), draw.choice(["a", "a/group_finalizer"]), draw.choice(["work", "group_finalizer"]))
            policy = draw.choice(["halt", "continue", "pause", "Pause", None])
            rows.append((number, position * 7, draw.choice(STATES), policy, *place, draw.random() < 0.8, draw.randrange(3)))
    draw.shuffle(rows)
    return parents, rows


class Server:
    def __init__(self, name):
        self.engine = ENGINES[name]("")
        folder = self.engine.folder.path
        self.source = {
            "postgresql": ["--postgres", f"host={folder} user=tester dbname=postgres"],
            "mariadb": ["--mysql", f"socket={folder}/socket user=root database=fleet"],
        }[name]
        self.run("alter table rollouts add column state varchar(40)")
        parents, rows = fleet()
        many = self.engine.cursor.executemany
        many("insert into rollouts values (%s, %s, %s)", parents)
        many(f"insert into operations values ({', '.join(['%s'] * len(COLUMNS))})", rows)
        self.engine.connection.commit()

    def run(self, statement):
        self.engine.cursor.execute(statement)
        self.engine.connection.commit()

    def audit(self, *words):
        return audit(*self.source, *words)


class Databases(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        cls.servers = {name: Server(name) for name in ("postgresql", "mariadb")}

    def each(self):
        for name, server in self.servers.items():
            with self.subTest(name):
                yield name, server

    def test_says_what_csv_says(self):
        parents, rows = fleet()
        with tempfile.TemporaryDirectory() as folder:
            files = [pathlib.Path(folder) / name for name in ("parents.csv", "rows.csv")]
            for file, head, lines in zip(files, (("id", "released", "state"), COLUMNS), (parents, rows)):
                with open(file, "w", newline="", encoding="utf-8") as out:
                    writer = csv.writer(out, lineterminator="\n")
                    writer.writerow(head)
                    writer.writerows([int(v) if isinstance(v, bool) else v for v in line] for line in lines)
            for edition in ("b2", "settled", "steps"):
                expected = audit("--csv", *files, "--edition", edition, "--format", "jsonl")
                self.assertGreater(len(expected.stdout.splitlines()), 1000)
                for _, server in self.each():
                    found = server.audit("--edition", edition, "--format", "jsonl", "--parents",
                                         "(select * from rollouts order by id limit 1000000)")
                    self.assertEqual(found.stderr, "")
                    self.assertEqual(sorted(found.stdout.splitlines()), sorted(expected.stdout.splitlines()))

    def test_tells_what_is_not_there(self):
        for name, server in self.each():
            found = server.audit("--parents", "nothing")
            self.assertEqual(found.returncode, 2)
            self.assertIn("nothing", found.stderr)
            self.assertEqual(server.audit("--released", "p.nothing").returncode, 2)
            # What only some editions read may be missing; what is there and no condition is told.
            server.run("alter table rollouts rename column released to latch")
            self.assertEqual(server.audit().stderr, "")
            server.run("alter table rollouts rename column latch to released")
            if name == "postgresql":
                self.assertIn("must be type boolean", server.audit("--released", "id").stderr)

    def test_writes_nothing(self):
        postgresql = self.servers["postgresql"]
        postgresql.run("create sequence numbers")
        found = postgresql.audit("--released", "nextval('numbers') > 0")
        self.assertIn("read-only transaction", found.stderr)
        mariadb = self.servers["mariadb"]
        mariadb.run("create function written() returns int begin delete from operations; return 1; end")
        found = mariadb.audit("--released", "written()")
        self.assertIn("READ ONLY transaction", found.stderr)

    def test_shows_no_password(self):
        for words, told in (
            (["--postgres", "host=/nowhere password=sesame"], "/nowhere"),
            (["--postgres", "host=/nowhere sesame"], "no connection string"),
            (["--mysql", "socket=/nowhere password=sesame"], "/nowhere"),
            (["--mysql", "socket=/nowhere password=open sesame"], "expected NAME=VALUE"),
            (["--mysql", "sockt=/nowhere"], "did you mean socket?"),
            (["--mysql", "port=many"], "port: expected a number"),
        ):
            found = audit(*words)
            self.assertEqual(found.returncode, 2)
            self.assertIn(told, found.stderr)
            self.assertNotIn("sesame", found.stderr + found.stdout)


if __name__ == "__main__":
    unittest.main()
