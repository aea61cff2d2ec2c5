"""What the cases of rule packs found as JUnit XML: a test suite for each pack, a test case for each of its cases."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from checker.report.junit_parts import counted, element_of_test, end, name_text, place, whole

if TYPE_CHECKING:
    from checker.packs.model import Pack
    from checker.workbench.trials import Trial

__all__ = ["render"]


def render(found: list[tuple[Pack, list[Trial]]]) -> str:
    """The trials of each pack; a case whose facts make no project is an error."""
    return whole([_suite(pack, trials) for pack, trials in found]).decode()


def _suite(pack: Pack, trials: list[Trial]) -> ET.Element:
    suite = ET.Element("testsuite", {"name": name_text(f"{pack.id} {pack.version}")})
    for trial in trials:
        case = element_of_test(trial.case.name, f"{pack.id}/{trial.case.condition}")
        place(case, trial.case.file, trial.case.line)
        if trial.fault is not None:
            end(case, "error", trial.fault.problems[0].message, (), "fault")
        elif trial.difference:
            end(case, "failure", trial.difference, trial.tree, "difference")
        suite.append(case)
    return counted(suite)
