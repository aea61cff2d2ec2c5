"""The command line: the only room that uses click, prints and exits.

Each command is a module of this folder, imported when it is asked for.
"""

from __future__ import annotations

import gc
import os
import sys

__all__ = ["run"]

# Set to anything, it makes every run collect garbage and end as Python does, for profilers and coverage.
_NO_SHORTCUTS = "CHECKER_NO_SHORTCUTS"


def run() -> None:
    """Run the command and end the process with its documented exit code."""
    # A check of one file lives for a tenth of a second: collecting garbage meanwhile costs more than it frees.
    # `check` itself turns collecting on again where it is given more than that.
    if sys.argv[1:2] == ["check"] and not os.environ.get(_NO_SHORTCUTS):
        gc.disable()
    from checker.cli.ending import end_with
    from checker.cli.main import main

    code = end_with(main)
    try:
        sys.stderr.flush()
    except (OSError, ValueError):
        sys.stderr = None  # nobody hears it, and Python would end with a code of its own
    # Output is flushed by now. Taking the interpreter down piece by piece would add a tenth to so short a run.
    if not gc.isenabled():
        os._exit(code)
    sys.exit(code)
