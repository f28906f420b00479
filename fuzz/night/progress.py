"""What the person who waits sees: a line that moves on a terminal, plain lines anywhere else."""

import sys
import time

_moving = sys.stdout.isatty()
_width = 0


def say(line):
    global _width
    if _width:
        sys.stdout.write("\r" + " " * _width + "\r")
        _width = 0
    print(line, flush=True)


def show(line):
    """A line that the next one replaces; nothing where lines cannot be replaced."""
    global _width
    if _moving:
        sys.stdout.write("\r" + line.ljust(_width))
        sys.stdout.flush()
        _width = max(_width, len(line))


def clock(seconds):
    return time.strftime("%H:%M:%S", time.gmtime(int(seconds)))
