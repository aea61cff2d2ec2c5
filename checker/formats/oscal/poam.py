"""The open conditions as an OSCAL plan of action and milestones: an item, a risk and a finding for each.

Open is what is not met or not determined and held against the project; what is only recorded about
host law (REG) is not. Findings and observations are those of the assessment results, with the same
identifiers. The schema asks for an item at least: where nothing is open, one says so, for a plan
that cannot be written would look like a check that failed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.domain.words import UNSETTLED
from checker.formats.oscal.assessment import assessments
from checker.formats.oscal.parts import (
    NS,
    Ids,
    bullets,
    compact,
    document,
    line,
    moment,
    paragraphs,
    prop,
    props,
    prose,
    string,
)
from checker.formats.oscal.results import fault_words, head
from checker.formats.shared.texts import (
    CLASSES,
    changed_phrases,
    counts_phrase,
    headline,
    marked_phrases,
    relaxation_phrases,
    source_phrases,
    why_open,
)

if TYPE_CHECKING:
    from checker.formats.oscal.assessment import Assessment
    from checker.ground.errors import Problem
    from checker.report.model import ActionItem, Result
    from checker.report.run import Run

__all__ = ["render"]


def render(run: Run) -> str:
    """The open conditions of all projects as one plan."""
    found = assessments(run.reports)
    ids = Ids("plan", *(one.ids.of("result") for one in found), *map(str, run.faults))
    plans = [_Plan(one) for one in found]
    items = [item for plan in plans for item in plan.items]
    items += [_fault_item(ids, at, fault) for at, fault in enumerate(run.faults)]
    relaxed = dict.fromkeys(phrase for report in run.reports for phrase in relaxation_phrases(report))
    noted = (said for report in run.reports for said in (*changed_phrases(report), *marked_phrases(report)))
    said = [*(_said(plan) for plan in plans), *relaxed, *dict.fromkeys(noted)]
    remarks = paragraphs(bullets(said, quotes=True), fault_words(run))
    body = {
        "uuid": ids.of("document"),
        "metadata": head(run, "Plan of action and milestones", remarks),
        "system-id": _system(found),
        "local-definitions": {
            "components": [item for one in found for item in _components(one, alone=len(found) == 1)],
        },
        "observations": [item for one in found for item in one.observations.values()],
        "risks": [risk for plan in plans for risk in plan.risks],
        "findings": [item for plan in plans for item in plan.findings],
        "poam-items": items or [_nothing_open(ids, found)],
        "back-matter": {"resources": [item for one in found for item in one.resources()]},
    }  # fmt: skip
    return document("plan-of-action-and-milestones", compact(body))


class _Plan:
    """The open conditions of one project."""

    def __init__(self, found: Assessment) -> None:
        self.found = found
        self.items: list[dict[str, Any]] = []
        self.risks: list[dict[str, Any]] = []
        self.findings: list[dict[str, Any]] = []
        actions = {(item.pack, item.condition, item.subject): item for item in found.report.action_plan}
        for at, result in enumerate(found.report.results):
            if result.verdict in UNSETTLED and found.report.rule(result).class_ != "REG":
                self._add(at, result, actions.get((result.pack, result.condition, result.subject)))

    def _add(self, at: int, result: Result, action: ActionItem | None) -> None:
        finding, rule = self.found.finding(at, result), self.found.report.rule(result)
        risk = self._risk(finding, result, action)
        self.findings.append(finding)
        self.risks.append(risk)
        observed = finding.get("related-observations")
        due = (action.due if action else None) or result.deadline
        wanted = action.evidence_required if action else f"{result.demanded_grade or 'E0'} or better"
        self.items.append(
            compact(
                {
                    "uuid": self.found.ids.of("item", finding["uuid"]),
                    "title": finding["title"],
                    "description": paragraphs(
                        bullets(self.found.report.remedy(result)),
                        line(f"Evidence asked for: {wanted}"),
                        line(f"Due: {due or 'no day is stated'}; needed for {action.linked_to}" if action else ""),
                    ),
                    "props": props(
                        project_id=self.found.report.project.id, action=action.id if action else None,
                        pack=result.pack, verdict=result.verdict, class_=rule.class_, due=due,
                        in_the_way=self.found.report.in_the_way(result), baseline=result.baseline,
                        waiver=result.waiver,
                    ),
                    "origins": self.found.origins(),
                    "related-findings": [{"finding-uuid": finding["uuid"]}],
                    "related-observations": observed,
                    "related-risks": [{"risk-uuid": risk["uuid"]}],
                }
            )
        )  # fmt: skip

    def _risk(self, finding: dict[str, Any], result: Result, action: ActionItem | None) -> dict[str, Any]:
        rule, ids, due = (
            self.found.report.rule(result),
            self.found.ids,
            moment((action.due if action else None) or result.deadline),
        )
        why = why_open(result) or rule.title
        sources = source_phrases(self.found.report.sources(rule))
        facets = [{"name": "class", "system": NS, "value": rule.class_}]
        return compact(
            {
                "uuid": ids.of("risk", finding["uuid"]),
                "title": line(f"{self.found.label(result)}: {rule.title}"),
                "description": line(f"{'Not met' if result.verdict == 'not_met' else 'Not determined'}: {why}"),
                "statement": paragraphs(
                    prose(f"Asks: {rule.requirement}"), line(f"{rule.class_}: {CLASSES[rule.class_]}."),
                    prose(f"Source: {'; '.join(sources)}") if sources else "",
                ),
                "props": props(pack=result.pack, verdict=result.verdict, class_=rule.class_, core=rule.core),
                "status": "open",
                "origins": self.found.origins(),
                "characterizations": [{"origin": self.found.origins()[0], "facets": facets}],
                "deadline": due,
                "remediations": [
                    self._remediation(finding, remedy, due) for remedy in self.found.report.remedy(result)
                ],
                "related-observations": finding.get("related-observations"),
            }
        )  # fmt: skip

    def _remediation(self, finding: dict[str, Any], remedy: str, due: str | None) -> dict[str, Any]:
        """What would mend it: a recommendation of the rule pack, not yet a plan that anybody accepted."""
        ids, target = self.found.ids, finding["uuid"]
        milestone = {
            "uuid": ids.of("milestone", target, remedy),
            "type": "milestone",
            "title": "Mended, and shown by the evidence asked for",
            "timing": {"on-date": {"date": due}},
        }
        return compact(
            {
                "uuid": ids.of("remediation", target, remedy),
                "lifecycle": "recommendation",
                "title": "What would mend it",
                "description": prose(remedy),
                "tasks": [milestone] if due else None,
            }
        )


def _components(found: Assessment, *, alone: bool) -> list[dict[str, Any]]:
    """The project, its workforces and the tool; beside others no project is the plan's own system."""
    kinds = {} if alone else {found.project: "system"}
    own = [{**item, "type": kinds.get(item["uuid"], item["type"])} for item in found.components.values()]
    return [*own, found.tool()]


def _said(plan: _Plan) -> str:
    """One project in a line, also where it has no item."""
    found, size = plan.found, len(plan.items)
    return f"{found.title}: {headline(found.report)}. {size or 'No'} open item{'' if size == 1 else 's'}."


def _system(found: list[Assessment]) -> dict[str, str] | None:
    """The project as the system of the plan; OSCAL has room for one only."""
    names = {one.report.project.id for one in found}
    return {"identifier-type": f"{NS}:project", "id": string(names.pop())} if len(names) == 1 else None


def _fault_item(ids: Ids, at: int, fault: Problem) -> dict[str, Any]:
    """What is to be done about a file that could not be checked."""
    return {
        "uuid": ids.of("fault", str(at)),
        "title": line(f"{fault.file} could not be checked"),
        "description": paragraphs(line(str(fault)), "Mend the file, then check again: nothing is known of it yet."),
        "props": [prop("could-not-be-checked", fault.file if string(fault.file) else "-")],
    }


def _nothing_open(ids: Ids, found: list[Assessment]) -> dict[str, Any]:
    """The one item of a plan in which nothing is to be done."""
    counted = [f"{one.title}: {counts_phrase(one.report.results)}" for one in found]
    return {
        "uuid": ids.of("nothing-open"),
        "title": "Nothing is open",
        "description": paragraphs(
            "No condition that is held against the project is not met or not determined. OSCAL asks for an item, "
            "and this one asks for no action.",
            bullets(counted),
        ),
        "props": props(open_items=0),
    }
