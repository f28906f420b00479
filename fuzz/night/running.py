"""Runs one program into a log, bounded in time. Nothing that it started outlives this process."""

import os
import signal
import subprocess
import threading
import time

GRACE_SECONDS = 10

_stop = threading.Event()


class Interrupted(Exception):
    pass


def heed_signals():
    # Only a flag: a record or a corpus that is being written is finished first.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: _stop.set())


def run(command, log, seconds=None, environment=None, directory=None, watch=None):
    """Returns the exit status, negative for a signal, None where the time was up. Raises Interrupted.

    `watch` is called now and then with the seconds so far."""
    if _stop.is_set():
        raise Interrupted
    started = time.monotonic()
    with open(log, "ab") as output:
        # A kill -9 of this process reaches no handler here: the kernel passes it on.
        process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", "--", *command],
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})}, cwd=directory, start_new_session=True)
        try:
            while True:
                try:
                    return process.wait(timeout=0.2)
                except subprocess.TimeoutExpired:
                    pass
                if _stop.is_set():
                    raise Interrupted
                so_far = time.monotonic() - started
                if seconds is not None and so_far > seconds:
                    return None
                if watch is not None:
                    watch(so_far)
        finally:
            _end(process)


def _end(process):
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            return
        try:
            process.wait(timeout=GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            pass
