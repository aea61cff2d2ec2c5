"""What the cases of a rule pack found, as its writer reads it in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.report.wrap import wrap
from checker.workbench.coverage import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.packs.model import Pack
    from checker.workbench.coverage import Coverage
    from checker.workbench.lint import Remark
    from checker.workbench.mutation import Mutation
    from checker.workbench.trials import Trial

__all__ = ["coverage_text", "lint_text", "mutation_text", "trials_text"]


def trials_text(pack: Pack, trials: list[Trial]) -> str:
    """The cases that failed, each with the truth of its tree, and the count of all."""
    return "\n".join(_trials(pack, trials)) + "\n"


def _trials(pack: Pack, trials: list[Trial]) -> Iterator[str]:
    failed = [trial for trial in trials if not trial.passed]
    for trial in failed:
        yield from wrap(f"{trial.case.file}:{trial.case.line}: {trial.case.condition}: {trial.case.name}", "")
        if trial.fault is not None:
            yield from wrap(trial.fault.problems[0].message, "  ")
        for difference in filter(None, trial.difference.split("; ")):
            yield from wrap(difference, "  ")
        for line in trial.tree:
            yield from wrap(line, "    ", hang=" " * 12)
        yield ""
    said = f"{len(failed)} failed, " if failed else ""
    yield f"{pack.id} {pack.version}: {said}{len(trials) - len(failed)} of {len(trials)} cases as expected"


def coverage_text(pack: Pack, found: list[Coverage]) -> str:
    """A line for each condition that its cases do not reach whole, and the sums in whole percent, rounded down."""
    return "\n".join(_coverage(pack, found)) + "\n"


def _coverage(pack: Pack, found: list[Coverage]) -> Iterator[str]:
    for item in found:
        missing = [verdict for verdict in item.verdicts if verdict not in item.reached]
        if missing:
            yield from wrap(f"{item.condition}: no case is {', '.join(missing)}", "", hang="    ")
        for test in item.undecided:
            yield from wrap(f"{item.condition}: no case turns on {test}", "", hang="    ")
    verdicts = sum(len(item.reached) for item in found), sum(len(item.verdicts) for item in found)
    tests = sum(item.decided for item in found), sum(item.tests for item in found)
    yield (
        f"{pack.id} {pack.version}: verdicts {percent(*verdicts)}% ({verdicts[0]} of {verdicts[1]}), "
        f"tests {percent(*tests)}% ({tests[0]} of {tests[1]})"
    )


def mutation_text(pack: Pack, found: list[Mutation]) -> str:
    """The mutants that no case notices, and the score in whole percent, rounded down."""
    return "\n".join(_mutation(pack, found)) + "\n"


def _mutation(pack: Pack, found: list[Mutation]) -> Iterator[str]:
    for item in found:
        for what in item.unnoticed:
            yield from wrap(f"{item.condition}: no case notices: {what}", "", hang="    ")
    mutants = sum(item.mutants for item in found)
    noticed = mutants - sum(len(item.unnoticed) for item in found)
    yield f"{pack.id} {pack.version}: {percent(noticed, mutants)}% of mutants noticed ({noticed} of {mutants})"


def lint_text(pack: Pack, cases: int, remarks: list[Remark]) -> str:
    """The remarks on a pack, those to be mended first, and their count."""
    grave = [remark for remark in remarks if remark.grave]
    notes = [remark for remark in remarks if not remark.grave]
    lines = [line for remark in grave for line in wrap(f"{remark.where}: {remark.message}", "", hang="    ")]
    lines += [line for remark in notes for line in wrap(f"{remark.where}: note: {remark.message}", "", hang="    ")]
    found = f"{len(grave)} to mend" if grave else "no fault"
    noted = f", {len(notes)} notes" if notes else ""
    lines.append(f"{pack.id} {pack.version}: {len(pack.conditions)} conditions, {cases} cases, {found}{noted}")
    return "\n".join(lines) + "\n"
