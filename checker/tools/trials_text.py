"""What the cases of a rule pack found, as its writer reads it in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.formats.shared.wrap import wrap
from checker.tools.coverage import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.domain.pack import Pack
    from checker.tools.coverage import Coverage
    from checker.tools.lint import Remark
    from checker.tools.mutation import Mutation
    from checker.tools.trials import Trial

__all__ = ["coverage_text", "lint_text", "mutation_sum", "mutation_text", "trials_text", "unnoticed"]


def trials_text(pack: Pack, trials: list[Trial]) -> str:
    """The cases that failed, each with the truth of its tree, and the count of all."""
    return "\n".join(_trials(pack, trials)) + "\n"


def _trials(pack: Pack, trials: list[Trial]) -> Iterator[str]:
    failed = [trial for trial in trials if not trial.passed]
    for trial in failed:
        yield from wrap(f"{trial.case.file}:{trial.case.line}: {trial.case.condition}: {trial.case.name}", "")
        if trial.fault:
            yield from wrap(trial.fault, "  ")
        for difference in trial.differences:
            yield from wrap(difference, "  ")
        for line in trial.tree:
            yield from wrap(line, "    ", hang=" " * 12)
        yield ""
    said = f"{len(failed)} failed, " if failed else ""
    yield f"{pack.id} {pack.version}: {said}{len(trials) - len(failed)} of {len(trials)} cases as expected"


def coverage_text(pack: Pack, found: list[Coverage], *, every_test: bool = False) -> str:
    """What the cases of each condition reach and miss, and the sums in whole percent, rounded down.

    Args:
        pack: the pack that was tried.
        found: the coverage of its conditions.
        every_test: whether to list each test with the number of cases that turn on it.
    """
    return "\n".join(_coverage(pack, found, every_test=every_test)) + "\n"


def _coverage(pack: Pack, found: list[Coverage], *, every_test: bool) -> Iterator[str]:
    for item in found:
        tests = f"{item.decided} of {len(item.leaves)} tests decide a case" if item.leaves else "no test"
        yield from wrap(f"{item.condition}: {', '.join(item.reached) or 'no verdict'}; {tests}", "", hang="    ")
        if item.missing:
            yield from wrap(f"no case is {', '.join(item.missing)}", "    ", hang=" " * 8)
        if item.failed:
            yield f"    {_plural(item.failed, 'case')} failed, and counted for nothing"
        for leaf in item.leaves:
            if not leaf.cases:
                yield from wrap(f"no case turns on {leaf.said}", "    ", hang=" " * 8)
            elif every_test:
                yield from wrap(f"{_plural(leaf.cases, 'case')} on {leaf.said}", "    ", hang=" " * 8)
    verdicts = sum(len(item.reached) for item in found), sum(len(item.verdicts) for item in found)
    tests_of = sum(item.decided for item in found), sum(len(item.leaves) for item in found)
    yield (
        f"{pack.id} {pack.version}: verdicts {percent(*verdicts)}% ({verdicts[0]} of {verdicts[1]}), "
        f"tests {percent(*tests_of)}% ({tests_of[0]} of {tests_of[1]})"
    )


def mutation_text(pack: Pack, found: list[Mutation]) -> str:
    """The mutants that no case notices, and the score in whole percent, rounded down."""
    return "\n".join([*unnoticed(found), mutation_sum(pack, found)]) + "\n"


def unnoticed(found: list[Mutation]) -> Iterator[str]:
    """The mutants that no case notices or that were not tried, in lines."""
    for item in found:
        for what in item.unnoticed:
            yield from wrap(f"{item.condition}: no case notices: {what}", "", hang="    ")
        if item.untried:
            yield f"{item.condition}: {_plural(item.untried, 'mutant')} not tried: there are too many for its cases"


def mutation_sum(pack: Pack, found: list[Mutation]) -> str:
    """The score of a pack; what no case could notice is told and not counted."""
    mutants, noticed = sum(item.mutants for item in found), sum(item.noticed for item in found)
    idle = sum(item.idle for item in found)
    left_out = f"; {idle} that change no verdict left out" if idle else ""
    score = percent(noticed, mutants)
    return f"{pack.id} {pack.version}: {score}% of mutants noticed ({noticed} of {mutants}{left_out})"


def lint_text(pack: Pack, cases: int, remarks: list[Remark]) -> str:
    """The remarks on a pack, those to be mended first, and their count."""
    grave = [remark for remark in remarks if remark.grave]
    notes = [remark for remark in remarks if not remark.grave]
    lines = [line for remark in grave for line in wrap(f"{remark.where}: {remark.message}", "", hang="    ")]
    lines += [line for remark in notes for line in wrap(f"{remark.where}: note: {remark.message}", "", hang="    ")]
    found = f"{len(grave)} to mend" if grave else "no fault"
    noted = f", {_plural(len(notes), 'note')}" if notes else ""
    held = f"{_plural(len(pack.conditions), 'condition')}, {_plural(cases, 'case')}"
    lines.append(f"{pack.id} {pack.version}: {held}, {found}{noted}")
    return "\n".join(lines) + "\n"


def _plural(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
