#!/usr/bin/python3
"""A testee in front of a database: each request's rows go into tables, and one query projects every rollout of them.

The query is what `rollout-oracle export sql` prints. No text has a NUL, which not every engine stores. `--trap NAME` makes
query or column wrong in a way that is the database's own.
"""

import argparse
import json
import os
import subprocess
import sys

from engines import ENGINES

EDITIONS = ["b1", "b2", "b3", "b4", "pause", "settled", "finalizers", "steps"]

# What a schema or a query gets wrong: columns, the dialect, or a part of the text and what stands for it.
TRAPS = {
    "case-blind": {"about": "columns whose collation ignores case, and a query that is not told"},
    "padded": {"about": "columns whose collation ignores blanks at the end, and a query that is not told"},
    "three-valued": {
        "about": "on_failure <> 'continue', which is not true of null",
        "instead": {"when policy in ('continue') then 1 else 0": "when policy <> 'continue' then 0 else 1"},
    },
    "empty-is-null": {
        "about": "a rollout without rows is told by a null, where a left join fills in 0",
        "instead": {"children = 0": "children is null"},
    },
}
COLLATIONS = {
    "case-blind": {"sqlite": "collate nocase", "mariadb": "collate utf8mb4_general_ci"},
    "padded": {"sqlite": "collate rtrim", "mariadb": "collate utf8mb4_bin"},
}
BY_BYTES = {"sqlite": "", "postgresql": "", "mariadb": "collate utf8mb4_nopad_bin", "duckdb": ""}


def rows_of(cases):
    for number, case in enumerate(cases):
        for position, row in enumerate(case["operations"]):
            # An absent policy is the column's default, and null is null.
            policy = row.get("on_failure", "halt")
            place = [row.get("deployment", ""), row.get("key", ""), row.get("kind", "work")]
            yield (number, position, row["state"], policy, *place, row.get("started", True), row.get("step", 0))


class Database:
    def __init__(self, options):
        self.options = options
        columns = BY_BYTES[options.engine]
        if options.columns:
            columns = COLLATIONS[options.columns].get(options.engine, "")
        if options.trap in COLLATIONS:
            columns = COLLATIONS[options.trap][options.engine]
        self.engine = ENGINES[options.engine](columns)
        self.dialect = "portable" if options.portable or options.trap in COLLATIONS else self.engine.dialect
        self.queries = {}

    def query(self, edition):
        if edition not in self.queries:
            command = [self.options.program, "export", "sql", "--edition", edition, "--dialect", self.dialect]
            command += ["--tokens", "canonical" if self.options.canonical else "any"]
            text = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
            for part, instead in TRAPS.get(self.options.trap, {}).get("instead", {}).items():
                text = text.replace(part, instead)
            self.queries[edition] = text
        return self.queries[edition]

    def project(self, edition, cases):
        self.engine.fill([(number, case.get("released", False)) for number, case in enumerate(cases)], list(rows_of(cases)))
        answers = {number: state for number, state, _ in self.engine.query(self.query(edition))}
        self.engine.empty()
        return [answers[number] for number in range(len(cases))]


def parsed():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=ENGINES, default="sqlite")
    parser.add_argument("--program", default=os.environ.get("ROLLOUT_ORACLE", "rollout-oracle"), help="what exports the query")
    parser.add_argument("--portable", action="store_true", help="the portable query, not that of the engine's dialect")
    parser.add_argument("--canonical", action="store_true", help="a query that reads canonical tokens alone")
    parser.add_argument("--columns", choices=COLLATIONS, help="of texts: how they compare, which the query is to overrule")
    parser.add_argument("--trap", choices=TRAPS, help="; ".join(f"{name}: {trap['about']}" for name, trap in TRAPS.items()))
    return parser.parse_args()


def main():
    options = parsed()
    database = Database(options)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        if request["cmd"] == "stop":
            return
        if request["cmd"] == "start":
            engine = database.engine
            implementation = {"name": "sql", "version": engine.version, "language": f"SQL ({engine.about})"}
            words = ["canonical", "without NUL"] if options.canonical else ["without NUL"]
            answer = {"version": 1, "implementation": implementation, "editions": EDITIONS}
            answer |= {"levels": ["operations"], "words": words}
        else:
            states = database.project(request["edition"], request["cases"])
            answer = {"seq": request["seq"], "results": [{"state": state} for state in states]}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
