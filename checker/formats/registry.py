"""The formats a report can be written in: which module writes each, and what it needs beyond the base install."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from checker.ground.errors import Problem, UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.report.model import Report
    from checker.report.run import Run

__all__ = ["FORMATS", "Format", "render", "require_format", "write"]


class Format(NamedTuple):
    """Who writes a format, and which extra of the distribution brings the library it needs."""

    module: str
    library: str = ""
    extra: str = ""


FORMATS = {
    "text": Format("checker.formats.text"),
    "json": Format("checker.formats.json"),
    "html": Format("checker.formats.html"),
    "pdf": Format("checker.formats.pdf", "typst", "pdf"),
    "markdown": Format("checker.formats.markdown"),
    "sarif": Format("checker.formats.sarif"),
    "github": Format("checker.formats.github"),
    "gitlab": Format("checker.formats.gitlab"),
    "junit": Format("checker.formats.junit"),
    "csv": Format("checker.formats.csv"),
    "xlsx": Format("checker.formats.xlsx", "xlsxwriter", "xlsx"),
    "oscal": Format("checker.formats.oscal.results"),
    "oscal-poam": Format("checker.formats.oscal.poam"),
}


def require_format(name: str) -> None:
    """Find out before the check whether a format can be written.

    Raises:
        UsageError: there is no such format, or the library that it needs is not installed.
    """
    found = FORMATS.get(name)
    if found is None:
        advice = did_you_mean(name, FORMATS, f"formats: {', '.join(FORMATS)}")
        raise UsageError(Problem("unknown-name", f"`{name}` is no format", "--format", help=advice))
    if found.library and find_spec(found.library) is None:
        raise UsageError(
            Problem(
                "bad-usage",
                f"the format `{name}` needs the library {found.library}, which is not installed",
                "--format",
                help=f"install `conditionality-checker[{found.extra}]`",
            )
        )


def write(name: str, run: Run) -> bytes:
    """The run in a format, as the bytes of a file.

    Raises:
        UsageError: there is no such format, or its library is not installed.
    """
    require_format(name)
    written: str | bytes = import_module(FORMATS[name].module).render(run)
    return written if isinstance(written, bytes) else written.encode("utf-8", "backslashreplace")


def render(reports: Report | Sequence[Report], format: str) -> bytes:  # noqa: A002 - the word of the command line
    """Reports in a format such as ``html``, ``sarif`` or ``xlsx``, as the bytes of a file.

    Raises:
        UsageError: there is no such format, or its library is not installed.
        ValueError: there is no report.
    """
    from checker.report.model import Report
    from checker.report.run import Run

    found = (reports,) if isinstance(reports, Report) else tuple(reports)
    if not found:
        raise ValueError("there is no report to write")
    return write(format, Run(found))
