"""A report held against an earlier one: which open verdicts are known, and which got worse.

Known is only what was open before under the same pack, condition and subject, as bad or worse, for
the same facts, and stood in the way of the money then too. A pack and one that extends it are taken
for the same. A FLOOR condition that is open or not met is never known.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from checker.domain.words import SETTLED, UNSETTLED
from checker.ground.errors import InputError
from checker.ground.shipped import data_folder
from checker.report.fingerprint import fingerprint
from checker.report.model import REPORT_VERSION, FindingKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.report.model import Comparison, Report, Result

__all__ = ["Baseline", "load_baseline", "with_baseline"]

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
        fault = _other_version(report) or _fault(report)
        if fault is not None:
            message, where = fault
            pointer = (index, *where) if isinstance(document.data, list) else where
            advice = "write one with `checker check FILE --output json=REPORT.json`"
            problem = document.problem("no-report", f"is no report to compare with: {message}", pointer, advice)
            raise InputError(problem._replace(path=""))
        found[report["project"]["id"]] = report
    return found


def _other_version(report: Any) -> tuple[str, tuple[str | int, ...]] | None:
    """That a report is of another version, which has other keys all over."""
    version = report.get("report") if isinstance(report, dict) else None
    if not isinstance(version, int) or version == REPORT_VERSION:
        return None
    said = f"it is of report version {version}, and this checker compares reports of version {REPORT_VERSION}"
    return said, ("report",)


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


def with_baseline(report: Report, earlier: Mapping[str, Any] | None) -> Report:
    """The report with each open verdict compared with the earlier one; without one, all are new."""
    before = _by_subject(earlier) if earlier else {}
    family = _family(report, earlier) if earlier else {}
    described = {subject.id: tuple(getattr(subject, name) for name in _DESCRIBED) for subject in report.workforces}
    results: list[Result] = []
    # A result that is about several subjects may fall apart, and each part then stands in the way by itself.
    parts: dict[FindingKey, list[FindingKey]] = {}
    for result in report.results:
        if result.verdict in SETTLED:
            results.append(result)
            continue
        if earlier is not None and report.project.purpose != earlier["project"]["purpose"]:
            results.append(replace(result, baseline="reopened"))
            continue
        said: dict[Comparison, list[str]] = {}
        floor, holds = report.rule(result).class_ == "FLOOR", report.in_the_way(result)
        for subject in result.subjects:
            known = ((name, result.condition, subject) for name in family.get(result.pack, (result.pack,)))
            old = next((before[key] for key in known if key in before), None)
            said.setdefault(_comparison(result, old, described.get(subject), floor=floor, holds=holds), []).append(
                subject
            )
        mine = [
            _part(report, replace(result, baseline=word, subject=subjects[0], subjects=tuple(subjects)))
            for word, subjects in said.items()
        ]
        results += mine
        parts[_key(result)] = [_key(one) for one in mine]
    blocking, holding = (
        tuple(part for key in keys for part in parts.get(key, [key]))
        for keys in (report.outcome.blocking, report.outcome.holding)
    )
    outcome = replace(report.outcome, blocking=blocking, holding=holding)
    return replace(report, results=tuple(results), outcome=outcome)


def _part(report: Report, result: Result) -> Result:
    return replace(result, fingerprint=fingerprint(report.project.id, result))


def _key(result: Result) -> FindingKey:
    return FindingKey(result.pack, result.condition, result.subject)


def _family(report: Report, earlier: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """For each pack its own name, then those of the earlier report that it extends or that extend it."""
    then = {pack["id"]: _bases(pack["extends"]) for pack in earlier["packs"]}
    found = {}
    for pack in report.packs:
        below = _bases(pack.extends)
        related = (name for name, bases in then.items() if name in below or pack.id in bases)
        found[pack.id] = (pack.id, *related)
    return found


def _bases(extends: Iterable[str]) -> set[str]:
    return {base.split()[0] for base in extends}


def _gravity(verdict: str) -> int:
    """How much a verdict weighs: nothing where it stands in nobody's way."""
    return 0 if verdict in SETTLED else len(UNSETTLED) - UNSETTLED.index(verdict)


def _comparison(
    result: Result, old: Mapping[str, Any] | None, described: Any, *, floor: bool, holds: bool
) -> Comparison:
    if old is None:
        return "new"
    if _gravity(result.verdict) > _gravity(old["verdict"]) or (holds and not old["in_way"]):
        return "worse"
    if old["described"] != described:
        return "reopened"
    if floor:
        return "reopened"
    # What only became less bad stays known; what is as bad for other facts is another finding.
    if old["verdict"] == result.verdict and old["facts"] != _facts(
        (item.path, item.value, item.statement_basis) for item in result.because
    ):
        return "reopened"
    return "known"


def _by_subject(earlier: Mapping[str, Any]) -> dict[tuple[str, str, str], dict[str, Any]]:
    """What the earlier report said, by pack, condition and subject."""
    outcome = earlier["outcome"]
    in_way = {(key["pack"], key["condition"], key["subject"]) for key in (*outcome["blocking"], *outcome["holding"])}
    described = {item["id"]: tuple(item[name] for name in _DESCRIBED) for item in earlier["workforces"]}
    return {
        (result["pack"], result["condition"], subject): {
            "verdict": result["verdict"],
            "in_way": (result["pack"], result["condition"], result["subject"]) in in_way,
            "described": described.get(subject),
            "facts": _facts((item["path"], item["value"], item["statement_basis"]) for item in result["because"]),
        }
        for result in earlier["results"]
        for subject in result["subjects"]
    }


def _facts(found: Iterable[tuple[str, Any, Any]]) -> frozenset[str]:
    """The deciding facts without their places, evidence and grades, which may change."""
    return frozenset(repr(item) for item in found)
