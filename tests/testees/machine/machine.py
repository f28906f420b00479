#!/usr/bin/env python3
"""A testee that knows no rule: it walks machines that were made from one. Usage: machine.py MACHINE.json...

`project` is all that a program needs which carries a machine as data; the rest is the protocol of rollout-oracle.
"""

import json
import sys

PROTOCOL_VERSION = 1

ALIASES = {"complete": "completed", "recovering_cutover": "recovering"}

# Rows become children by a builder there, which is no part of a machine.
BUILDER_EDITIONS = {"finalizers", "steps"}

# What each object may hold, and of which types; a child also has the flags that the machine names.
REQUEST = {"cmd": {str}, "version": {int}, "seq": {int}, "edition": {str}, "subject": {str}, "cases": {list}}
CASE = {"operations": {list}, "children": {list}, "released": {bool}}
OPERATION = {
    "state": {str},
    "on_failure": {str, type(None)},
    "deployment": {str},
    "key": {str},
    "kind": {str},
    "started": {bool},
    "step": {int},
    "target": {str},
}


def project(machine, children):
    """Return the parent state of children, each a pair of a state token and a number of flags."""
    letters, state = machine["letters"], machine["initial"]
    for token, flags in children:
        by_flags = letters.get(token if by_bytes(machine) else canonical(token), letters[""])
        state = machine["transitions"][state][by_flags[flags]]
    return machine["states"][state]["output"]


def by_bytes(machine):
    """Whether the machine is a rule file's: its words are bytes, and an absent policy is one that is not listed."""
    return machine.get("comparison") == "bytes"


def needs_a_builder(machine):
    return machine["edition"] in BUILDER_EDITIONS and not by_bytes(machine)


def canonical(token):
    # Outside ASCII, lower() would turn look-alikes into letters.
    state = token.lower() if token.isascii() else token
    if state.startswith("state_"):
        state = state[len("state_") :]
    return ALIASES.get(state, state)


def flags_of_word(words, operation, absent):
    """The flags that a stored policy sets; an absent one is that word, a null is a word that nobody knows."""
    return words.get(operation.get("on_failure", absent), words[""])


def flags_of_child(names, child):
    return sum(1 << bit for bit, name in enumerate(names) if child.get(name, False))


def answer(machine, case):
    check(case, CASE)
    if ("operations" in case) == ("children" in case):
        raise ValueError("a case needs either operations or children")
    if "children" in case:
        names = machine["flags"]
        for child in case["children"]:
            check(child, {"state": {str}, **dict.fromkeys(names, {bool})})
        return {"state": project(machine, [(each["state"], flags_of_child(names, each)) for each in case["children"]])}
    if needs_a_builder(machine):
        return {"skipped": "children only: operations need a builder in this edition"}
    words = machine["policies"]["released" if case.get("released", False) else "unreleased"]
    for operation in case["operations"]:
        check(operation, OPERATION)
    absent = None if by_bytes(machine) else "halt"
    rows = [(each["state"], flags_of_word(words, each, absent)) for each in case["operations"]]
    return {"state": project(machine, rows)}


def check(value, members):
    """A member that is not known is refused: what it asks for would be ignored in silence."""
    for name, held in value.items():
        if type(held) not in members.get(name, ()):
            raise ValueError(f"member {name!r} is unknown or of another type")


def respond(machines, request):
    """Return the answer to one request; None to a stop."""
    check(request, REQUEST)
    if request["cmd"] == "start" and request["version"] == PROTOCOL_VERSION:
        offer = {
            "version": PROTOCOL_VERSION,
            "implementation": {"name": "machine", "version": "1", "language": "Python"},
            "editions": list(machines),
        }
        is_of_children = all(needs_a_builder(machine) for machine in machines.values())
        return {**offer, "levels": ["children"]} if is_of_children else offer
    if request["cmd"] == "run":
        machine = machines.get(request["edition"])
        if machine is None or request.get("subject", "projection") != "projection":
            results = [{"skipped": "this edition or subject is not offered"}] * len(request["cases"])
        else:
            results = [answer(machine, case) for case in request["cases"]]
        return {"seq": request["seq"], "results": results}
    if request["cmd"] == "stop":
        return None
    raise ValueError("unknown command or version")


def load(path):
    try:
        with open(path, encoding="utf-8") as file:
            machine = json.load(file)
    except (OSError, ValueError) as error:
        sys.exit(f"machine: {path}: {error}")
    if not isinstance(machine, dict) or machine.get("format") != 1:
        sys.exit(f"machine: {path}: only format 1 is read")
    return machine


def main():
    if len(sys.argv) < 2:
        sys.exit("usage: machine.py MACHINE.json...")
    machines = {machine["edition"]: machine for machine in map(load, sys.argv[1:])}
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            reply = respond(machines, json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            sys.exit(f"machine: line {number}: {error!r}")
        if reply is None:
            return
        sys.stdout.write(json.dumps(reply, separators=(",", ":")) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
