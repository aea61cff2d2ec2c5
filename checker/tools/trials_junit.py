"""What the cases of rule packs found as JUnit XML: a test suite for each pack, a test case for each of its cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from checker.formats.shared.junit_parts import body_text, counted, element_of_test, end, name_text, place, whole
from checker.tools.trials_text import mutation_sum, unnoticed

if TYPE_CHECKING:
    from checker.domain.pack import Pack
    from checker.ground.errors import Problem
    from checker.tools.mutation import Mutation
    from checker.tools.trials import Trial

__all__ = ["Tried", "render"]


class Tried(NamedTuple):
    """One pack: its cases, and with mutation what they noticed and whether that is too little."""

    pack: Pack
    trials: list[Trial]
    mutations: list[Mutation] | None = None
    too_few: bool = False


def render(found: list[Tried], faults: list[Problem]) -> str:
    """The trials of each pack; a case whose facts make no project is an error, and so is a pack that cannot be read."""
    suites = [_suite(tried) for tried in found]
    if faults:
        suites.append(_faults(faults))
    return whole(suites).decode()


def _suite(tried: Tried) -> ET.Element:
    pack = tried.pack
    suite = ET.Element("testsuite", {"name": name_text(f"{pack.id} {pack.version}")})
    for trial in tried.trials:
        case = element_of_test(trial.case.name, f"{pack.id}/{trial.case.condition}")
        place(case, trial.case.file, trial.case.line)
        if trial.fault:
            end(case, "error", trial.fault, (), "fault")
        elif trial.differences:
            end(case, "failure", "; ".join(trial.differences), trial.tree, "difference")
        suite.append(case)
    if tried.mutations is not None:
        suite.append(_mutation(tried, tried.mutations))
    return counted(suite)


def _mutation(tried: Tried, mutations: list[Mutation]) -> ET.Element:
    """One more test case: it fails where too few mutants are noticed, and names the others in any event."""
    case = element_of_test("mutants", f"{tried.pack.id}/mutation")
    said, left = mutation_sum(tried.pack, mutations), list(unnoticed(mutations))
    if tried.too_few:
        end(case, "failure", said, left, "mutation")
    else:
        ET.SubElement(case, "system-out").text = body_text([said, *left])
    return case


def _faults(faults: list[Problem]) -> ET.Element:
    suite = ET.Element("testsuite", {"name": "could not be read"})
    for problem in faults:
        case = element_of_test(problem.message, "pack", problem.path)
        place(case, problem.file, problem.line)
        end(case, "error", str(problem), (), problem.code)
        suite.append(case)
    return counted(suite)
