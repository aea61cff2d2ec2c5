"""One report in OSCAL's terms: findings, observations, components and resources, for every document of a run.

OSCAL knows satisfied and not satisfied; what is not determined is never satisfied, and a property
keeps our own verdict. Evidence is named and never opened.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from checker.domain.words import UNSETTLED
from checker.formats.oscal.parts import (
    Ids,
    bullets,
    catalog_ids,
    compact,
    control_ids,
    first_sentence,
    line,
    link,
    moment,
    nearest_moment,
    objective_id,
    paragraphs,
    prop,
    props,
    prose,
    resource,
    rlinks,
    string,
    token,
    version_prop,
)
from checker.formats.shared.texts import (
    CLASSES,
    VERDICTS,
    because_phrase,
    contrary_label,
    place_of,
    subject_phrase,
    why_open,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.report.model import Because, EvidenceEntry, FindingKey, Need, PackUsed, Report, Result, Rule, RuleKey

__all__ = ["Assessment", "assessments"]

# More subjects or facts of one verdict than these are counted, or a zone's document would grow beyond reading.
_MOST = 100
_FACTS, _QUESTIONS = 6, 20
_REASONS = {"met": "pass", "met_by_alternative": "pass", "not_met": "fail", "not_determined": "not-determined"}
_STATES = {"proposal": "under-development", "appraisal": "under-development", "closed": "disposition"}


def assessments(reports: Iterable[Report]) -> list[Assessment]:
    """The reports, each with identifiers of its own, also where one report is there twice."""
    made: list[Assessment] = []
    for report in reports:
        key = _run_key(report)
        made.append(Assessment(report, key, sum(one.key == key for one in made)))
    return made


def _run_key(report: Report) -> str:
    """What makes a run this run: the tool, the project file, the rules, the settings, and what it is compared with."""
    data = replace(
        report,
        results=(),
        rules=(),
        instruments=(),
        evidence=(),
        action_plan=(),
        warnings=(),
        workforces=(),
        attestations=(),
    ).to_dict()
    return json.dumps([data, [item.baseline for item in report.results]], sort_keys=True)


class Assessment:
    """One report. What it hands out has the same identifiers in every document of the run.

    Components and observations are made as findings ask for them, so ask for findings first.
    """

    def __init__(self, report: Report, key: str, twin: int = 0) -> None:
        self.report = report
        self.key = key
        self.ids = Ids("report", key, str(twin))
        self.observations: dict[str, dict[str, Any]] = {}
        self.components: dict[str, dict[str, Any]] = {}
        self._controls = control_ids((rule.pack, rule.condition) for rule in report.rules)
        self._evidence = {item.id: item for item in report.evidence}
        self._workforces = {item.id: item for item in report.workforces}
        self.project = self._component("project", "this-system", self.title, self._about_project())

    @property
    def title(self) -> str:
        """The project's title, or its id where it has none."""
        return _named(self.report.project.title, self.report.project.id)

    def label(self, result: Result) -> str:
        """The condition, and where there are several workforces the subject."""
        several = len(self._workforces) > 1 and self.report.rule(result).scope == "workforce"
        name = self.report.name(result)
        return f"{name} [{subject_phrase(result)}]" if several else name

    def control(self, of: Result | Rule | RuleKey | FindingKey) -> str:
        """The id of the control that a rule is in the catalog of the report's packs."""
        return self._controls[of.pack, of.condition]

    def finding(self, index: int, result: Result) -> dict[str, Any]:
        """A verdict as a finding about the condition's objective; ``index`` is its place in the report."""
        rule, observation = self.report.rule(result), self._observation(result)
        return compact(
            {
                "uuid": self.ids.of("finding", str(index), result.pack, result.condition, result.subject),
                "title": line(f"{self.label(result)} is {VERDICTS[result.verdict].label}: {_told(rule, result)}"),
                "description": _described(rule, result),
                "props": self._finding_props(result),
                "origins": self.origins(),
                "target": {
                    "type": "objective-id",
                    "target-id": objective_id(self.control(result)),
                    "status": {
                        "state": "not-satisfied" if result.verdict in UNSETTLED else "satisfied",
                        "reason": _REASONS[result.verdict],
                        "remarks": line(_status(rule, result)),
                    },
                },
                "related-observations": [{"observation-uuid": observation}] if observation else None,
            }
        )

    def origins(self) -> list[dict[str, Any]]:
        """Who says so: this tool."""
        return [{"actors": [{"type": "tool", "actor-uuid": self.ids.of("tool")}]}]

    def tool(self) -> dict[str, Any]:
        """The tool as a component."""
        return {
            "uuid": self.ids.of("tool"),
            "type": "software",
            "title": line(self.report.tool_name),
            "description": "Judges a project file by rule packs. It examines the file and opens no evidence.",
            "props": [version_prop(self.report.tool_version)],
            "status": {"state": "operational"},
        }

    def assets(self) -> dict[str, Any]:
        """The tool as what the assessment was made with."""
        component = self.tool()
        used = [{"component-uuid": component["uuid"]}]
        platform = {"uuid": self.ids.of("platform"), "title": component["title"], "uses-components": used}
        return {"components": [component], "assessment-platforms": [platform]}

    def resources(self) -> list[dict[str, Any]]:
        """The project file, the rule packs and the evidence register, for the back matter."""
        project = self.report.project
        file = resource(
            self.ids.of("file"),
            f"Project file of {project.id}",
            props=[prop("type", "raw-data", ns=None), *props(file=project.file, sha256=project.sha256)],
            rlinks=rlinks(project.file, project.sha256),
        )
        packs = [self._pack(pack) for pack in self.report.packs]
        return [file, *packs, *(self._entry(item) for item in self.report.evidence)]

    def pack_links(self) -> list[dict[str, str]]:
        """Links to the rule packs."""
        return [link(self.ids.of("pack", pack.id)) for pack in self.report.packs]

    def _about_project(self) -> dict[str, Any]:
        project, stage = self.report.project, self.report.settings.stage
        state = "other" if stage == "suspended" else _STATES.get(stage, "operational")
        return {
            "description": line(f"Project {project.id}: {project.purpose}, stage {stage}."),
            "props": props(project_id=project.id, purpose=project.purpose, stage=stage),
            "links": [link(self.ids.of("file"))],
            "status": compact({"state": state, "remarks": "suspended" if state == "other" else ""}),
        }

    def _component(self, name: str, kind: str, title: str, about: dict[str, Any]) -> str:
        """A component that others can refer to, made once; its id."""
        identity = self.ids.of("component", name)
        if identity not in self.components:
            self.components[identity] = compact({"uuid": identity, "type": kind, "title": line(title), **about})
        return identity

    def _subject(self, result: Result, identity: str) -> str:
        """The component that a result is about."""
        found = self._workforces.get(identity) if self.report.rule(result).scope == "workforce" else None
        if found is None:
            return self.project
        known = {
            "employer": found.employer, "worker_class": found.worker_class, "headcount": found.headcount,
            "nationality": found.nationality, "workplace_country": found.workplace_country,
        }  # fmt: skip
        said = [f"{name.replace('_', ' ')} {value}" for name, value in known.items() if value is not None]
        about = {
            "description": line(f"Workforce {identity}{': ' if said else ''}{', '.join(said)}."),
            "props": props(workforce_id=identity, **known),
            "status": {"state": "other", "remarks": "A workforce has no state of operation."},
        }
        # The word keeps it apart from the project, which may have the same id.
        return self._component(f"workforce {identity}", "workforce", _named(found.title, identity), about)

    def _finding_props(self, result: Result) -> list[dict[str, str]]:
        many, rule = len(result.subjects) > 1, self.report.rule(result)
        return [
            *props(
                verdict=result.verdict, reason=result.reason, pack=result.pack, condition=result.condition,
                class_=rule.class_, core=rule.core, in_the_way=self.report.in_the_way(result), basis=result.basis,
                grade=result.grade, demanded_grade=result.demanded_grade, structural=result.structural or None,
                presumption=result.presumption, deadline=result.deadline, waiver=result.waiver,
                baseline=result.baseline, fingerprint=result.fingerprint,
                subjects=len(result.subjects) if many else None,
            ),
            *(prop("subject", item) for item in result.subjects[:_MOST]),
        ]  # fmt: skip

    def _observation(self, result: Result) -> str | None:
        """The id of the observation of the facts, or the missing facts, behind a result; made once for all alike."""
        told: list[Because | Need] = [*result.because, *result.contrary, *result.needs]
        if not told:
            return None
        identity = self.ids.of("observation", *result.subjects, *map(repr, told))
        if identity not in self.observations:
            self.observations[identity] = self._observed(identity, result, [item.path for item in told])
        return identity

    def _observed(self, identity: str, result: Result, paths: list[str]) -> dict[str, Any]:
        because, contrary, subjects = result.because[:_MOST], result.contrary[:_MOST], result.subjects[:_MOST]
        label = contrary_label(result)
        about = dict.fromkeys(self._subject(result, one) for one in subjects)
        cited = list(dict.fromkeys(one for item in (*because, *contrary) for one in item.evidence))
        facts = [f"{because_phrase(item, '')}, {item.file} line {item.line}" for item in because]
        facts += [f"{label}: {because_phrase(item, '')}, {item.file} line {item.line}" for item in contrary]
        spoken = any(self._evidence[one].kind == "interviews" for one in cited if one in self._evidence)
        cut = [
            f"{len(shown)} {what} are listed, and {len(every) - len(shown)} more are not; the JSON report has all."
            for what, shown, every in (
                ("subjects", subjects, result.subjects),
                ("facts", because, result.because),
                ("facts on the other side", contrary, result.contrary),
            )
            if len(every) > len(shown)
        ]
        return compact(
            {
                "uuid": identity,
                "title": line(f"{'Stated' if facts else 'Not shown'}: {_listed(paths)}"),
                "description": bullets(facts) or "The file states nothing that decides this.",
                "props": [
                    *(one for at, item in enumerate(because, 1) for one in _fact(item, f"fact-{at}")),
                    *(one for at, item in enumerate(contrary, 1) for one in _fact(item, f"contrary-{at}")),
                ],
                "methods": ["EXAMINE", "INTERVIEW"] if spoken else ["EXAMINE"],
                "types": ["control-objective"],
                "origins": self.origins(),
                "subjects": [{"subject-uuid": one, "type": "component"} for one in about],
                "relevant-evidence": [self._relevant(one) for one in cited],
                "collected": nearest_moment(self.report.settings.as_of),
                "remarks": " ".join(cut),
            }
        )

    def _relevant(self, identity: str) -> dict[str, Any]:
        """An item of evidence as an observation cites it: its web link, else its entry in the back matter."""
        item = self._evidence.get(identity)
        if item is None:
            return {"description": line(f"{identity}, which the evidence register does not have")}
        entry = self.ids.of("evidence", identity)
        href = next((found["href"] for found in rlinks(item.url)), None)
        links = [link(entry)] if href else None
        return compact({"href": href or f"#{entry}", "description": line(_evidence_phrase(item)), "links": links})

    def _entry(self, item: EvidenceEntry) -> dict[str, Any]:
        """An item of evidence in the back matter."""
        when = moment(item.issued)
        return resource(
            self.ids.of("evidence", item.id),
            _evidence_phrase(item),
            f"An entry of the evidence register, line {item.line} of the project file. The check does not open it.",
            props=[
                prop("type", "evidence", ns=None),
                *([prop("published", when, ns=None)] if when else []),
                *props(
                    evidence_id=item.id, kind=item.kind, issuer=item.issuer, issued=item.issued, grade=item.grade,
                    url=item.url,
                ),
                *(prop("cited-by", self.control(one)) for one in item.cited_by),
            ],
            rlinks=rlinks(item.url),
        )  # fmt: skip

    def _pack(self, pack: PackUsed) -> dict[str, Any]:
        """A rule pack in the back matter, with the id of the catalog that it is written as."""
        catalog = catalog_ids([(pack.id, pack.version, pack.sha256)]).of("document")
        values = [(token(name), _plain(value)) for name, value in pack.parameters.items()]
        return resource(
            self.ids.of("pack", pack.id),
            f"Rule pack {pack.id} {pack.version}, profile {pack.profile}",
            "What was asked. The property catalog-uuid names the OSCAL catalog of this pack, which the command "
            "checker list --format oscal --pack with the pack's id or folder writes.",
            props=[
                prop("type", "standard", ns=None),
                version_prop(pack.version),
                *props(pack_id=pack.id, sha256=pack.sha256, profile=pack.profile, catalog_uuid=catalog),
                *(prop("parameter", value, **{"class": name}) for name, value in values if string(value)),
                *(
                    prop("changed-parameter", _plain(one.default), **{"class": token(one.name)}, remarks="the default")
                    for one in pack.changed_parameters
                    if string(_plain(one.default))
                ),
                *(prop("extends", base) for base in pack.extends),
                *(prop("relaxes", said) for said in pack.relaxes),
            ],
        )


def _named(title: str | None, identity: str) -> str:
    """A title, or the id where it has none that could be seen."""
    return title if title and string(title) else identity


def _plain(value: Any) -> str:
    """A value as text for machines: text as it is, all else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _told(rule: Rule, result: Result) -> str:
    """What a finding's title tells: how it fails, or what is asked."""
    return rule.title if result.verdict == "not_met" else first_sentence(rule.requirement)


def _status(rule: Rule, result: Result) -> str:
    """Why the state is what it is, for a reader who knows only OSCAL's two."""
    why = [VERDICTS[result.verdict].meaning, why_open(result), CLASSES["REG"] if rule.class_ == "REG" else ""]
    return "; ".join(filter(None, why))


def _described(rule: Rule, result: Result) -> str:
    """What is asked, what decided, and what an open verdict waits for, as Markdown."""
    facts = [because_phrase(item, "") for item in result.because[:_FACTS]]
    if len(result.because) > _FACTS:
        facts.append(f"and {len(result.because) - _FACTS} more facts, see the observation")
    label = contrary_label(result)
    facts += [f"{label}: {because_phrase(item, '')}, at {place_of(item)}" for item in result.contrary[:_FACTS]]
    if len(result.contrary) > _FACTS:
        facts.append(f"{label}: {len(result.contrary) - _FACTS} more facts, see the observation")
    needs = [
        f"{item.question} ({item.path}){': ' if item.would_decide else ''}{item.would_decide}"
        for item in result.needs[:_QUESTIONS]
    ]
    if len(result.needs) > _QUESTIONS:
        needs.append(f"and {len(result.needs) - _QUESTIONS} more questions, all in the JSON report")
    return paragraphs(
        prose(f"Asks: {rule.requirement}"),
        line(f"Open: {why_open(result)}") if result.reason else "",
        bullets(facts),
        "To decide it, answer:" if needs else "",
        bullets(needs, quotes=True),
    )


def _listed(paths: list[str]) -> str:
    unique = list(dict.fromkeys(paths))
    rest = len(unique) - 3
    return f"{', '.join(unique[:3])} and {rest} more" if rest > 0 else ", ".join(unique)


def _fact(item: Because, group: str) -> list[dict[str, str]]:
    """A deciding fact as properties of one group, for machines."""
    told = props(
        path=item.path, value=_plain(item.value), statement_basis=item.statement_basis, grade=item.grade,
        day=item.day, file=item.file, line=item.line, column=item.column, remark=item.remark,
    )  # fmt: skip
    return [{**one, "group": group} for one in told]


def _evidence_phrase(item: EvidenceEntry) -> str:
    about = [item.kind, item.issuer, item.issued, f"grade {item.grade} alone"]
    return f"{item.id}: {item.title or 'without a title'} ({', '.join(filter(None, about))})"
