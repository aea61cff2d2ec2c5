"""The command line: the only room that uses click, prints and exits.

Each command is a module of this folder, imported when it is asked for.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys

__all__ = ["run"]


def run() -> None:
    """Run the command and end the process with its documented exit code."""
    # A check lives for a tenth of a second: collecting garbage meanwhile costs more than it frees.
    gc.disable()
    from checker.cli.ending import end_with
    from checker.cli.main import main

    code = end_with(main)
    # Output is flushed by now. Taking the interpreter down piece by piece would add a tenth to every run.
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(code)
