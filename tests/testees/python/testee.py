#!/usr/bin/env python3
"""A testee: answers the requests of rollout-oracle, protocol version 1, by asking `project` (projection.py)."""

import json
import sys

from projection import EDITION, Operation, project

PROTOCOL_VERSION = 1

# What each object may hold, and of which types. A member that is not here is refused: what it asks for would be ignored
# in silence.
REQUEST = {"cmd": {str}, "version": {int}, "seq": {int}, "edition": {str}, "subject": {str}, "cases": {list}}
CASE = {"operations": {list}, "children": {list}, "released": {bool}}
# The last four say where a row stands; they are read by a builder, and by no edition before finalizers.
ROW = {
    "state": {str},
    "on_failure": {str, type(None)},
    "deployment": {str},
    "key": {str},
    "kind": {str},
    "started": {bool},
}
# The last three are flags that edition b2 does not have: read, and without effect.
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
    return [{"state": project(operations(case), case.get("released", False))} for case in cases]


def operations(case):
    """The rows of a case, or rows that are to edition b2 what its children are."""
    check(case, CASE)
    if ("operations" in case) == ("children" in case):
        raise Unreadable("a case needs either operations or children")
    if "children" in case:
        return [of_child(child) for child in case["children"]]
    return [of_row(row) for row in case["operations"]]


def of_child(child):
    check(child, CHILD, ["state"])
    return Operation(child["state"], "continue" if child.get("continue_on_failure") else "halt")


def of_row(row):
    check(row, ROW, ["state"])
    # An absent policy is the default. A null is another thing: a word that nobody knows.
    return Operation(row["state"], row.get("on_failure", "halt"))


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
