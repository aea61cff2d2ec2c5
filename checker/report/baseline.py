"""A report held against an earlier one: which open verdicts are known, and which got worse.

Known is only what was open before for the same subject, as bad or worse, for the same facts, and
stood in the way of the money then too. A FLOOR condition that is not met is never known.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from checker.domain.words import SETTLED, UNSETTLED
from checker.ground.errors import InputError
from checker.ground.shipped import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.report.model import Comparison, Report, Result

__all__ = ["Baseline", "compare", "load_baseline"]

_DESCRIBED = ("employer", "worker_class", "nationality", "workplace_country")

# The reports of an earlier run, as plain data, by the project's id.
Baseline = dict[str, "Mapping[str, Any]"]


def load_baseline(path: str, *, max_bytes: int) -> Baseline:
    """Read an earlier report, or a list of them, as ``--format json`` writes it.

    Raises:
        InputError: it cannot be read or is no report of this version.
    """
    from checker.load import load_document

    document = load_document(path, limit=max_bytes)
    reports = document.data if isinstance(document.data, list) else [document.data]
    found: Baseline = {}
    for index, report in enumerate(reports):
        fault = _fault(report)
        if fault is not None:
            message, where = fault
            pointer = (index, *where) if isinstance(document.data, list) else where
            advice = "write one with `checker check FILE --output json=REPORT.json`"
            problem = document.problem("no-report", f"is no report to compare with: {message}", pointer, advice)
            raise InputError(problem._replace(path=""))
        found[report["project"]["id"]] = report
    return found


def _fault(report: Any) -> tuple[str, tuple[str | int, ...]] | None:
    """What keeps data from being a report, and where in it."""
    import json

    from jsonschema import Draft202012Validator

    with open(os.path.join(data_folder("schemas"), "report.schema.json"), encoding="utf-8") as file:
        validator = Draft202012Validator(json.load(file))
    fault = next(iter(validator.iter_errors(report)), None)
    if fault is None:
        return None
    where = ".".join(map(str, fault.absolute_path))
    said = {
        "required": f"a key is missing{f' at {where}' if where else ''}",
        "type": f"{f'`{where}`' if where else 'it'} is of another type",
    }
    return said.get(str(fault.validator), f"{f'`{where}`' if where else 'it'} is not as reports have it"), tuple(
        fault.absolute_path
    )


def compare(report: Report, earlier: Mapping[str, Any] | None) -> Report:
    """The report with each open verdict compared with the earlier one; without one, all are new."""
    # The same id in a pack of another family is another condition.
    before = _by_subject(earlier) if earlier and _families(report) & _families_of(earlier) else {}
    in_way = {*report.outcome.blocking, *report.outcome.holding}
    described = {subject.id: tuple(getattr(subject, name) for name in _DESCRIBED) for subject in report.workforces}
    results: list[Result] = []
    for result in report.results:
        if result.verdict in SETTLED:
            results.append(result)
            continue
        if earlier is not None and report.project.purpose != earlier["project"]["purpose"]:
            results.append(replace(result, baseline="reopened"))
            continue
        said: dict[Comparison, list[str]] = {}
        for subject in result.subjects:
            old = before.get((result.condition, subject))
            holds = result.condition in in_way
            said.setdefault(_comparison(result, old, described.get(subject), holds=holds), []).append(subject)
        results += [
            replace(result, baseline=word, subject=subjects[0], subjects=tuple(subjects))
            for word, subjects in said.items()
        ]
    return replace(report, results=tuple(results))


def _families(report: Report) -> set[str]:
    """The ids of the packs of a report, and of those that they extend."""
    return {name for pack in report.packs for name in (pack.id, *(base.split()[0] for base in pack.extends))}


def _families_of(earlier: Mapping[str, Any]) -> set[str]:
    packs = earlier["packs"]
    return {name for pack in packs for name in (pack["id"], *(base.split()[0] for base in pack.get("extends", ())))}


def _weight(verdict: str) -> int:
    """How much a verdict weighs: nothing where it stands in nobody's way."""
    return 0 if verdict in SETTLED else len(UNSETTLED) - UNSETTLED.index(verdict)


def _comparison(result: Result, old: Mapping[str, Any] | None, described: Any, *, holds: bool) -> Comparison:
    if old is None:
        return "new"
    if _weight(result.verdict) > _weight(old["verdict"]) or (holds and not old["in_way"]):
        return "worse"
    if old["described"] != described:
        return "reopened"
    if result.class_ == "FLOOR" and result.verdict == "not_met":
        return "reopened"
    # What only became less bad stays known; what is as bad for other facts is another finding.
    if old["verdict"] == result.verdict and old["facts"] != _facts(
        (item.path, item.value, item.statement_basis) for item in result.because
    ):
        return "reopened"
    return "known"


def _by_subject(earlier: Mapping[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """What the earlier report said, by condition and subject."""
    in_way = {*earlier["outcome"]["blocking"], *earlier["outcome"]["holding"]}
    described = {item["id"]: tuple(item[name] for name in _DESCRIBED) for item in earlier["workforces"]}
    return {
        (result["condition"], subject): {
            "verdict": result["verdict"],
            "in_way": result["condition"] in in_way,
            "described": described.get(subject),
            "facts": _facts((item["path"], item["value"], item["statement_basis"]) for item in result["because"]),
        }
        for result in earlier["results"]
        for subject in result["subjects"]
    }


def _facts(found: Iterable[tuple[str, Any, Any]]) -> frozenset[str]:
    """The deciding facts without their places, evidence and grades, which may change."""
    return frozenset(repr(item) for item in found)
