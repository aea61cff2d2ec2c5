"""The command line: the only room that uses click, prints and exits.

Each command is a module of this folder, imported when it is asked for.
"""

from __future__ import annotations

import gc
import sys

__all__ = ["run"]


def run() -> None:
    """Run the command and end the process with its documented exit code."""
    # A check lives for a tenth of a second: collecting garbage meanwhile costs more than it frees.
    gc.disable()
    from checker.cli.ending import end_with
    from checker.cli.main import main

    sys.exit(end_with(main))
