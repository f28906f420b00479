"""The projection of rollouts for Python, by the C++ core.

>>> import rollout
>>> rollout.project([{"state": "failed", "on_failure": "continue"}, {"state": "running"}], edition="b2")
'running'
"""
from __future__ import annotations

import ctypes
import pathlib
from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["RolloutError", "editions", "project", "project_children"]

# rollout.h
_ABI_VERSION = 3
_ERROR = 255


class _Text(ctypes.Structure):
    _fields_ = [("bytes", ctypes.c_char_p), ("size", ctypes.c_size_t)]


class _Row(ctypes.Structure):
    _fields_ = [
        ("state", _Text),
        ("on_failure", ctypes.POINTER(_Text)),
        ("deployment", _Text),
        ("key", _Text),
        ("group_finalizer", ctypes.c_uint8),
        ("not_started", ctypes.c_uint8),
        ("step", ctypes.c_uint32),
        ("target", _Text),
    ]


class _Child(ctypes.Structure):
    _fields_ = [
        ("state", ctypes.c_uint8),
        ("continue_on_failure", ctypes.c_uint8),
        ("pause_on_failure", ctypes.c_uint8),
        ("orphaned", ctypes.c_uint8),
        ("never_started", ctypes.c_uint8),
    ]


def _load() -> ctypes.CDLL:
    library = ctypes.CDLL(str(pathlib.Path(__file__).with_name("librollout.so")))
    library.rollout_edition_named.argtypes = [_Text]
    library.rollout_edition_named.restype = ctypes.c_uint8
    library.rollout_parse_state.argtypes = [ctypes.c_uint8, _Text]
    library.rollout_parse_state.restype = ctypes.c_uint8
    library.rollout_state_token.argtypes = [ctypes.c_uint8]
    library.rollout_state_token.restype = ctypes.c_char_p
    library.rollout_project_rows.argtypes = [ctypes.c_uint8, ctypes.POINTER(_Row), ctypes.c_size_t, ctypes.c_int]
    library.rollout_project_rows.restype = ctypes.c_uint8
    library.rollout_project_children.argtypes = [ctypes.c_uint8, ctypes.POINTER(_Child), ctypes.c_size_t]
    library.rollout_project_children.restype = ctypes.c_uint8
    if library.rollout_abi_version() != _ABI_VERSION:
        raise ImportError("librollout.so has another interface than this module was written for")
    return library


_library = _load()
_EDITIONS = ("b1", "b2", "b3", "b4", "pause", "settled", "finalizers", "steps")
_MEMBERS = {"state", "on_failure", "deployment", "key", "kind", "started", "step", "target"}
_FLAGS = ("continue_on_failure", "pause_on_failure", "orphaned", "never_started")


class RolloutError(ValueError):
    """What cannot be projected. The message names the row, the member and what is wrong."""


def editions() -> tuple[str, ...]:
    """Returns the names of the editions, in order."""
    return _EDITIONS


def project(rows: Iterable[Mapping[str, Any]], edition: str = "b2", released: bool = False) -> str:
    """Returns the state of a rollout of rows, in (created_at, id) order.

    A row has `state`, and may have `on_failure`, `deployment`, `key`, `kind` ("work" or "group_finalizer"), `started`,
    `step` and `target`, as spec/guides/wire.md says. An absent `on_failure` means halt; None, and every word that is no
    policy, is unknown and fails closed. Raises RolloutError for an unknown edition, an unknown member or a wrong type:
    a misspelt policy is never taken for an absent one.
    """
    number = _edition(edition)
    kept: list[Any] = []  # what the rows point into
    made = [_row(row, place, kept) for place, row in enumerate(rows, 1)]
    array = (_Row * len(made))(*made)
    return _token(_library.rollout_project_rows(number, array, len(made), int(released)))


def project_children(children: Iterable[Mapping[str, Any]], edition: str = "b2") -> str:
    """Returns the state of a rollout of children: each has `state`, and may have the flags `continue_on_failure`,
    `pause_on_failure`, `orphaned` and `never_started`. Raises RolloutError as project does."""
    number = _edition(edition)
    made = []
    for place, child in enumerate(children, 1):
        _check_members(child, {"state", *_FLAGS}, f"child {place}")
        state = _library.rollout_parse_state(number, _text(child, "state", f"child {place}", []))
        made.append(_Child(state, *(_flag(child, flag, f"child {place}") for flag in _FLAGS)))
    array = (_Child * len(made))(*made)
    return _token(_library.rollout_project_children(number, array, len(made)))


def _edition(name: str) -> int:
    number = _library.rollout_edition_named(_text({"edition": name}, "edition", "project", []))
    if number == _ERROR:
        raise RolloutError(f"{name!r} is not an edition; use one of {', '.join(_EDITIONS)}")
    return number


def _token(state: int) -> str:
    if state == _ERROR:
        raise MemoryError("the rows do not fit into memory")
    return _library.rollout_state_token(state).decode()


def _check_members(element: Mapping[str, Any], known: set[str], where: str) -> None:
    for name in element:
        if name not in known:
            raise RolloutError(f"{where}: {name!r}: unknown; expected {', '.join(sorted(known))}")
    if "state" not in element:
        raise RolloutError(f"{where}: state: is required")


def _text(element: Mapping[str, Any], name: str, where: str, kept: list[Any]) -> _Text:
    value = element.get(name, "")
    if not isinstance(value, str):
        raise RolloutError(f"{where}: {name}: expected a text, not {type(value).__name__}")
    try:
        encoded = value.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as error:
        raise RolloutError(f"{where}: {name}: {value!r}: is no text: {error.reason}") from error
    kept.append(encoded)
    return _Text(encoded, len(encoded))


def _flag(element: Mapping[str, Any], name: str, where: str, default: bool = False) -> bool:
    value = element.get(name, default)
    if not isinstance(value, bool):
        raise RolloutError(f"{where}: {name}: expected True or False, not {type(value).__name__}")
    return value


def _row(row: Mapping[str, Any], place: int, kept: list[Any]) -> _Row:
    where = f"row {place}"
    _check_members(row, _MEMBERS, where)
    kind = row.get("kind", "work")
    if kind not in ("work", "group_finalizer"):
        raise RolloutError(f"{where}: kind: {kind!r}: expected 'work' or 'group_finalizer'")
    step = row.get("step", 0)
    if not isinstance(step, int) or isinstance(step, bool) or not 0 <= step < 2**32:
        raise RolloutError(f"{where}: step: {step!r}: expected a whole number from 0 to 4294967295")
    policy = None
    if "on_failure" in row:
        word = {"on_failure": ""} if row["on_failure"] is None else row
        policy = ctypes.pointer(_text(word, "on_failure", where, kept))
    return _Row(
        state=_text(row, "state", where, kept),
        on_failure=policy,
        deployment=_text(row, "deployment", where, kept),
        key=_text(row, "key", where, kept),
        group_finalizer=kind == "group_finalizer",
        not_started=not _flag(row, "started", where, True),
        step=step,
        target=_text(row, "target", where, kept),
    )
