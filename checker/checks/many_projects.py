"""Many projects against rule packs: one that cannot be checked stops no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.checks.one_project import check_project, load_project, ready_pack
from checker.ground.errors import CheckerError, InputError, PackError, Problem
from checker.load import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checker.domain.options import Options
    from checker.domain.pack import Pack
    from checker.people.signed_file import File
    from checker.project.read import ProjectFile
    from checker.report.baseline import Baseline
    from checker.report.model import Report

__all__ = ["Checked", "all_with_baseline", "check_projects"]

_FAULTS = 100


class Checked(NamedTuple):
    """What came of many project files.

    Attributes:
        reports: each file that could be checked, with its report, in the order of the files.
        faults: why others could not be checked, each fault once.
        unchecked: how many those others are.
    """

    reports: tuple[tuple[ProjectFile, Report], ...]
    faults: tuple[Problem, ...]
    unchecked: int


def check_projects(
    names: Iterable[str | InputError],
    options: Options,
    attestations: File | None = None,
    *,
    max_bytes: int = MAX_BYTES,
) -> Checked:
    """Check every project file; see ``check``.

    Args:
        names: project files as ``project_files`` finds them; an error stands for what it could not find.
        options: what all of them are checked with; packs by id or folder, or loaded.
        attestations: a loaded file of attestations, for all of them.
        max_bytes: largest input that is read.
    """
    loaded: dict[tuple[str | Pack, str | None], Pack | PackError] = {}
    reports: list[tuple[ProjectFile, Report]] = []
    faults: dict[str, Problem] = {}
    unchecked = 0
    for name in names:
        try:
            if isinstance(name, InputError):
                raise name
            file = load_project(name, max_bytes=max_bytes)
            packs = tuple(_loaded(pack, options, file, loaded) for pack in options.packs)
            reports.append((file, check_project(file, options._replace(packs=packs), attestations)))
        except CheckerError as error:
            faults |= {str(problem): problem for problem in _cut(error.problems)}
            unchecked += 1
    return Checked(tuple(reports), tuple(faults.values()), unchecked)


def all_with_baseline(checked: Checked, baseline: Baseline) -> tuple[Checked, list[str]]:
    """Every report held against its earlier one, and what is to be told: what has none, and how much is hidden."""
    from checker.report.baseline import with_baseline

    told, reports = [], []
    for file, report in checked.reports:
        before = baseline.get(report.project.id)
        if before is None:
            told.append(f"{file.document.name}: the baseline has no report on `{report.project.id}`: all counts")
        reports.append((file, with_baseline(report, before)))
    words = [(one.baseline, len(one.subjects)) for _, report in reports for one in report.results if one.baseline]
    known = sum(size for word, size in words if word == "known")
    worse = sum(size for word, size in words if word != "known")
    told.append(f"baseline: {known} known findings do not fail this run; new, worse or reopened: {worse}")
    return checked._replace(reports=tuple(reports)), told


def _cut(problems: Sequence[Problem]) -> Sequence[Problem]:
    """As many faults of a file as a reader can use, and how many more there are."""
    rest = len(problems) - _FAULTS
    if rest <= 0:
        return problems
    return [*problems[:_FAULTS], Problem("more", f"has {rest} more faults, not listed", problems[0].file)]


def _loaded(
    pack: str | Pack, options: Options, file: ProjectFile, loaded: dict[tuple[str | Pack, str | None], Pack | PackError]
) -> Pack:
    """A pack, read once for each sanctions regime that the files ask for; a broken one fails once."""
    key = pack, options.regime or file.project.regime
    if key not in loaded:
        try:
            loaded[key] = ready_pack(pack, options, file)
        except PackError as error:
            loaded[key] = error
    found = loaded[key]
    if isinstance(found, PackError):
        raise found
    return found
