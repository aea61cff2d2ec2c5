"""What a format is given to write: the reports of one run, and the files that could not be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.ground.errors import Problem
    from checker.report.model import Report

__all__ = ["Run"]


class Run(NamedTuple):
    """The reports of one run, in the order of the files, and how they are wished to be written.

    Attributes:
        reports: at least one report.
        faults: why other files could not be checked; a format that can, says so.
        lines: for each report, a function that gives a line of its file by number, for code frames.
        colour: whether the text report may use terminal colours.
        verbose: whether the text report lists met and not applicable conditions too.
        sarif_profile: ``github`` (failures, and open conditions as warnings) or ``full``.
        junit_open: how JUnit shows a not determined condition: ``skipped`` or ``error``.
    """

    reports: tuple[Report, ...]
    faults: tuple[Problem, ...] = ()
    lines: tuple[Callable[[int], str], ...] = ()
    colour: bool = False
    verbose: bool = False
    sarif_profile: str = "github"
    junit_open: str = "skipped"
