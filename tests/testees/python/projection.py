"""The file to replace: the edition that your controller follows, and its projection, of rows and of children.

Both functions here follow edition b2 and are written for reading. They read no more of a row or a child than that edition
does; the other fields are there for later editions.
"""

from typing import List, NamedTuple, Optional

# The rule that `project` and `project_children` follow.
EDITION = "b2"


class Operation(NamedTuple):
    """One stored row, its words as they are stored.

    `on_failure` is None where the column is null; a row that was stored without a policy has the default, "halt".
    """

    state: str
    on_failure: Optional[str]
    # Read from edition finalizers on.
    deployment: str
    key: str
    kind: str  # "work" or "group_finalizer"
    started: bool
    # Read in edition steps; the target only by claims.
    step: int  # of its change, from 1 on; 0 where the row is the whole change
    target: str


class Child(NamedTuple):
    """A row whose policy has been resolved to flags."""

    state: str
    continue_on_failure: bool
    pause_on_failure: bool  # read from edition pause on
    # Read from edition finalizers on.
    orphaned: bool
    never_started: bool


def project(operations: List[Operation], released: bool) -> str:
    """Return the parent state of a rollout's operations, which come in (created_at, id) order.

    The release latch is read by no edition before pause.
    """
    # Compared exactly: a word that is not known, or null, is no permission.
    return project_children(
        [Child(each.state, each.on_failure == "continue", False, False, False) for each in operations]
    )


def project_children(children: List[Child]) -> str:
    """Return the parent state of children in the same order."""
    states = [canonical(child.state) for child in children]
    base = aggregate(states)
    if base != "failed":
        return base
    for state, child in zip(states, children):
        if state == "failed" and not child.continue_on_failure:
            return "failed"
    return "failed" if TERMINAL.issuperset(states) else "running"


def aggregate(states: List[str]) -> str:
    """What the parent would be without policies: the first rule that holds decides."""
    if not states:
        return "pending"
    seen = set(states)
    for state in ("failed", "failed_retryable", "cancelled", "stopped", "reverted"):
        if state in seen:
            return state
    if seen == {"completed"}:
        return "completed"
    for state in ("recovering", "cutting_over"):
        if state in seen:
            return state
    for state in ("waiting_for_cutover", "waiting_for_deploy"):
        if seen <= {state, "completed"}:
            return state
    for state in ("revert_window", "running"):
        if state in seen:
            return state
    return "pending"


TERMINAL = frozenset({"completed", "failed", "stopped", "cancelled", "reverted"})

ALIASES = {"complete": "completed", "recovering_cutover": "recovering"}


def canonical(token: str) -> str:
    """Spell a stored token as the rule does.

    A token that this edition does not know comes back as something that no rule asks about: it is never terminal, and
    seen as pending.
    """
    # Outside ASCII, lower() would turn look-alikes into letters.
    if not token.isascii():
        return token
    state = token.lower()
    if state.startswith("state_"):
        state = state[len("state_") :]
    return ALIASES.get(state, state)
