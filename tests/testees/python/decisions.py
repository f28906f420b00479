#!/usr/bin/env python3
"""A testee for the subject guard, edition b3, protocol version 1. Replace `guard` by your own and keep the rest."""

import json
import sys

EDITION = "b3"
TERMINAL = frozenset({"completed", "failed", "stopped", "cancelled", "reverted"})
HOLD = "running"  # the state by which b3 holds a failed rollout active


def guard(stored, projected, base, reopen):
    """Return what the operator does with a projection, over the state that is stored."""
    may_reopen = reopen and stored == base == "failed" and projected == HOLD
    if stored in TERMINAL and projected not in TERMINAL and not may_reopen:
        return "refuse"
    return "no_write" if projected == stored else "write"


def result(request, case):
    if request["edition"] != EDITION:
        return {"skipped": f"edition {request['edition']} is not offered"}
    if request.get("subject") != "guard" or case["decision"] != "guard":
        return {"skipped": "only the guard is offered"}
    return {"answer": guard(case["stored"], case["projected"], case["base"], case["reopen"])}


def reply(request):
    if request["cmd"] == "start":
        return {
            "version": 1,
            "implementation": {"name": "template", "version": "1", "language": "Python"},
            "editions": [EDITION],
            "subjects": ["guard"],
        }
    return {"seq": request["seq"], "results": [result(request, case) for case in request["cases"]]}


def main():
    for line in sys.stdin:
        request = json.loads(line)
        if request["cmd"] == "stop":
            return
        print(json.dumps(reply(request)), flush=True)


if __name__ == "__main__":
    main()
