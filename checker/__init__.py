"""Human-rights conditionality for economic projects, made checkable.

    from checker import check, load_project, load_pack, Report
    report = check("examples/kaesong-2006/project.yaml")
    report.outcome.word, report.cluster("HIRE").verdict

Names are imported when they are used, so that asking for one does not load the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.version import __version__

if TYPE_CHECKING:
    from checker.adapt.native import ProjectFile
    from checker.attestations import load_attestations
    from checker.checking import check, load_project
    from checker.errors import CheckerError, InputError, PackError, Problem, UsageError
    from checker.findings import Report
    from checker.packs.load import load_pack
    from checker.packs.model import Pack
    from checker.project import Project
    from checker.report.formats import render

__all__ = ["CheckerError", "InputError", "Pack", "PackError", "Problem", "Project", "ProjectFile", "Report",
           "UsageError", "__version__", "check", "load_attestations", "load_pack", "load_project",
           "render"]  # fmt: skip

_HOMES = {
    "CheckerError": "errors",
    "InputError": "errors",
    "Pack": "packs.model",
    "PackError": "errors",
    "Problem": "errors",
    "Project": "project",
    "ProjectFile": "adapt.native",
    "Report": "findings",
    "UsageError": "errors",
    "load_attestations": "attestations",
    "load_pack": "packs.load",
    "check": "checking",
    "load_project": "checking",
    "render": "report.formats",
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'checker' has no attribute {name!r}")
    return getattr(import_module(f"checker.{_HOMES[name]}"), name)
