"""What an artefact of libFuzzer is worth: made smaller, tried again, and told so that a person can read it."""

import re

KINDS = ("crash", "timeout", "oom", "leak")
SMALLER = ".minimised"


def artefact_of(folder):
    """The newest artefact in the folder, and its kind; or None."""
    found = [path for path in folder.iterdir() if kind_of(path) and not path.name.endswith(SMALLER)]
    if not found:
        return None
    newest = max(found, key=lambda path: path.stat().st_mtime)
    return newest, kind_of(newest)


def kind_of(path):
    kind = path.name.partition("-")[0]
    return kind if kind in KINDS else None


def sort_of(message):
    """What two messages of the same fault share: no addresses, no rollouts."""
    if message is None:
        return None
    if message.startswith("DIFFERENCE"):
        return "DIFFERENCE"
    if found := re.match(r"ERROR: \w+: [\w-]+", message):
        return found.group()
    return re.split(r"[0-9'\"]", message)[0]


def examine(engine, artefact, kind, message, shown_path):
    """The part of a record that a finding adds. `shown_path` tells a path as one types it."""
    original = engine.replay(artefact)
    # The run's own output tells more than a replay that is clean.
    again = original.message()
    message = again or message or original.last_line()
    reproducer, best = artefact, original
    if kind == "crash" and again is not None:
        smaller = artefact.with_name(artefact.name + SMALLER)
        engine.minimise(artefact, smaller)
        if smaller.exists():
            tried = engine.replay(smaller)
            if sort_of(tried.message()) == sort_of(again):
                reproducer, message = smaller, tried.message()
            else:
                smaller.unlink()
        # The log of the last replay is that of the reproducer.
        best = engine.replay(reproducer)
    return {
        "kind": kind,
        "reproducer": shown_path(reproducer),
        "original": shown_path(artefact),
        "reproduced": again is not None,
        "minimised": reproducer != artefact,
        "replay": f"ROLLOUT_FUZZ_SHOW=1 {shown_path(engine.program)} {shown_path(reproducer)}",
        "readable": best.inputs_shown(),
        "message": message,
    }
