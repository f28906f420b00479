#!/usr/bin/env python3
"""A testee: answers the requests of rollout-oracle, protocol version 1, by asking projection.py.

Nothing here depends on the edition.
"""

import json
import sys

from projection import EDITION, Child, Operation, project, project_children

PROTOCOL_VERSION = 1

# What each object may hold, and of which types. A member that is not here is refused: what it asks for would be ignored
# in silence.
REQUEST = {"cmd": {str}, "version": {int}, "seq": {int}, "edition": {str}, "subject": {str}, "cases": {list}}
CASE = {"operations": {list}, "children": {list}, "released": {bool}}
ROW = {
    "state": {str},
    "on_failure": {str, type(None)},
    "deployment": {str},
    "key": {str},
    "kind": {str},
    "started": {bool},
    "step": {int},
    "target": {str},
}
CHILD = {
    "state": {str},
    "continue_on_failure": {bool},
    "pause_on_failure": {bool},
    "orphaned": {bool},
    "never_started": {bool},
}


class Unreadable(Exception):
    """A request that this program does not understand."""


def check(value, members, required=()):
    if not isinstance(value, dict):
        raise Unreadable(f"{value!r:.40} where an object belongs")
    for name, held in value.items():
        if name not in members:
            raise Unreadable(f"unknown member {name!r}")
        if type(held) not in members[name]:
            raise Unreadable(f"{name} is {held!r:.40}")
    for name in required:
        if name not in value:
            raise Unreadable(f"{name} is missing")


def respond(line):
    """Return the answer to one request; None to a stop."""
    request = json.loads(line)
    check(request, REQUEST, ["cmd"])
    command = request["cmd"]
    if command == "start":
        if request.get("version") != PROTOCOL_VERSION:
            raise Unreadable(f"only protocol version {PROTOCOL_VERSION} is spoken here")
        return {
            "version": PROTOCOL_VERSION,
            "implementation": {"name": "template", "version": "1", "language": "Python"},
            "editions": [EDITION],
        }
    if command == "run":
        check(request, REQUEST, ["seq", "edition", "cases"])
        return {"seq": request["seq"], "results": run(request)}
    if command == "stop":
        return None
    raise Unreadable(f"unknown command {command!r}")


def run(request):
    cases, edition, subject = request["cases"], request["edition"], request.get("subject", "projection")
    if edition != EDITION:
        return [{"skipped": f"edition {edition} is not offered"}] * len(cases)
    if subject != "projection":
        return [{"skipped": f"subject {subject} is not offered"}] * len(cases)
    return [{"state": projected(case)} for case in cases]


def projected(case):
    """The answer of the function for rows, or of the one for children."""
    check(case, CASE)
    if ("operations" in case) == ("children" in case):
        raise Unreadable("a case needs either operations or children")
    if "children" in case:
        return project_children([of_child(child) for child in case["children"]])
    return project([of_row(row) for row in case["operations"]], case.get("released", False))


def of_child(child):
    check(child, CHILD, ["state"])
    flags = [child.get(flag, False) for flag in Child._fields[1:]]
    return Child(child["state"], *flags)


def of_row(row):
    check(row, ROW, ["state"])
    return Operation(
        row["state"],
        # An absent policy is the default. A null is another thing: a word that nobody knows.
        row.get("on_failure", "halt"),
        row.get("deployment", ""),
        row.get("key", ""),
        row.get("kind", "work"),
        row.get("started", True),
        row.get("step", 0),
        row.get("target", ""),
    )


def main():
    """Answer each line until a stop or the end of the input."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            answer = respond(line)
        except (Unreadable, ValueError, RecursionError) as error:
            sys.exit(f"testee: line {number}: {error}")
        if answer is None:
            return
        sys.stdout.write(json.dumps(answer, separators=(",", ":")) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
