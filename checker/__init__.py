"""Human-rights conditionality for economic projects, made checkable.

    from checker import check, load_project, load_pack, Report
    report = check("examples/kaesong-2006/project.yaml")
    report.outcome.word, report.cluster("HIRE").verdict

Names are imported when they are used, so that asking for one does not load the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.ground.version import __version__

if TYPE_CHECKING:
    from checker.checks.one_project import check, load_project
    from checker.domain.pack import Pack
    from checker.formats.registry import render
    from checker.ground.errors import CheckerError, InputError, PackError, Problem, UsageError
    from checker.packs.folder import load_pack
    from checker.people.attestations import load_attestations
    from checker.project.models import Project
    from checker.project.read import ProjectFile
    from checker.report.model import Report

__all__ = ["CheckerError", "InputError", "Pack", "PackError", "Problem", "Project", "ProjectFile", "Report",
           "UsageError", "__version__", "check", "load_attestations", "load_pack", "load_project",
           "render"]  # fmt: skip

_HOMES = {
    "CheckerError": "ground.errors",
    "InputError": "ground.errors",
    "Pack": "domain.pack",
    "PackError": "ground.errors",
    "Problem": "ground.errors",
    "Project": "project.models",
    "ProjectFile": "project.read",
    "Report": "report.model",
    "UsageError": "ground.errors",
    "load_attestations": "people.attestations",
    "load_pack": "packs.folder",
    "check": "checks.one_project",
    "load_project": "checks.one_project",
    "render": "formats.registry",
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'checker' has no attribute {name!r}")
    return getattr(import_module(f"checker.{_HOMES[name]}"), name)
