"""Rollouts, and the state that an edition's specification gives each."""
from __future__ import annotations

import json
import pathlib
from dataclasses import dataclass
from typing import Any

from . import RolloutError, editions


@dataclass(frozen=True)
class Vector:
    """A rollout and its state. It has rows or children; a row is a mapping, as rollout.project takes it."""

    id: str
    edition: str
    rows: list[dict[str, Any]] | None
    children: list[dict[str, Any]] | None
    released: bool
    expected: str
    clause: str  # that decides
    sentence: str  # of the clause

    def because(self, state: str) -> str:
        """Returns why `state` is wrong, for an assertion."""
        return f"{self.id}: got {state!r}, expected {self.expected!r} by {self.clause}: {self.sentence}"


def vectors(edition: str) -> list[Vector]:
    """Returns the vectors of an edition. Raises RolloutError where there is none of that name."""
    if edition not in editions():
        raise RolloutError(f"{edition!r} is not an edition; use one of {', '.join(editions())}")
    text = pathlib.Path(__file__).with_name("vectors").joinpath(f"{edition}.json").read_text()
    return [
        Vector(
            id=each["id"],
            edition=edition,
            rows=each["case"].get("operations"),
            children=each["case"].get("children"),
            released=each["case"].get("released", False),
            expected=each["expected"],
            clause=each["clause"],
            sentence=each["sentence"],
        )
        for each in json.loads(text)
    ]
