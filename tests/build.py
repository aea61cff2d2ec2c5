"""Small project files, trees and packs for tests: a test states only what it is about."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker import check, load_pack
from checker.engine.evaluate import View
from checker.engine.facts import FactBase
from checker.engine.judge import Judge
from checker.ground.places import Document
from checker.packs.compile import Compiler, ParameterType
from checker.packs.terms import fix_terms
from checker.project.read import adapt
from checker.report.model import Instrument, SourceRef

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker import Pack, ProjectFile, Report
    from checker.domain.tree import Node
    from checker.engine.judged import Judged
    from checker.report.model import FindingKey, Source

ROOT = Path(__file__).resolve().parent.parent
DAY = "2026-01-01"

# One item for each grade that it has alone, outside the clusters that rest on what workers say. What is done has
# grade E2 only by two reports that agree, so E2 is a contract, for what it promises or settles, beside two reports.
FULL = {
    "kind": "inspection",
    "independent": True,
    "unannounced": True,
    "private_interviews": True,
    "records_matched": True,
}
EVIDENCE = [
    {"id": "E5", "issuer": "monitor", "issued": DAY, **FULL},
    {"id": "E4", "issuer": "monitor", "issued": DAY, "kind": "inspection", "independent": True},
    {"id": "E3", "issuer": "court", "issued": DAY, "kind": "court_record"},
    {"id": "E2", "issuer": "parties", "issued": DAY, "kind": "contract"},
    {"id": "E1", "issuer": "paper", "issued": DAY, "kind": "press"},
    {"id": "E1-too", "issuer": "watch", "issued": DAY, "kind": "ngo_report"},
]
_CITED = {"E0": [], "E2": ["E2", "E1", "E1-too"]}


def said(value: Any, grade: str = "E5", **more: Any) -> dict[str, Any]:
    """A statement with evidence of a grade; ``E0`` cites none."""
    cited = _CITED.get(grade, [grade])
    return {"value": value, **({"evidence": cited} if cited else {}), **more}


def data(**keys: Any) -> dict[str, Any]:
    """A project file's data; ``workforce`` stands for a single entry of ``workforces``."""
    if "workforce" in keys:
        keys["workforces"] = [{"id": "w", **keys.pop("workforce")}]
    opening = {"id": "p", "country": "KP", "purpose": "commercial", "stage": "operation", "as_of": DAY}
    return {**opening, "evidence": EVIDENCE, **keys}


def project(**keys: Any) -> ProjectFile:
    """A project file as the product takes it in."""
    return adapt(Document("project.yaml", data(**keys), {}, ""))


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def facts(*, at: str | None = None, at_stage: str | None = None, known_on: str | None = None, **keys: Any) -> FactBase:
    """The facts of a project on a day and at a stage; the file's own where not given."""
    made = project(**keys).project
    return FactBase(made, as_of=day(at) or made.as_of, stage=at_stage or made.stage, known_on=day(known_on))


PARAMETERS = {"level": ParameterType("choice", ("low", "high")), "most": ParameterType("number"),
              "countries": ParameterType("text", (), is_list=True)}  # fmt: skip
VALUES = {"level": "low", "most": 2, "countries": ("KP",)}


def tree(raw: Any, scope: Any = "workforce") -> Node:
    """A tree as a pack writes it, compiled; a fault in it fails the test."""
    faults: list[str] = []
    node = Compiler(
        PARAMETERS, (), lambda message, _pointer, advice, _at_key, _code: faults.append(f"{message}; {advice}")
    ).compile(raw, (), scope)
    assert not faults
    assert node is not None
    return node


def faults_of(raw: Any, scope: Any = "workforce") -> list[tuple[str, str]]:
    """What is wrong with a tree: messages with their help."""
    found: list[tuple[str, str]] = []
    Compiler(PARAMETERS, (), lambda message, _pointer, advice, _at_key, _code: found.append((message, advice))).compile(
        raw, (), scope
    )
    return found


def view(**keys: Any) -> View:
    """What a tree sees of a project whose first workforce is the subject."""
    base = facts(**keys)
    return View(base, 0 if base.workforces else None, VALUES)


@cache
def shipped(name: str = "engagement-threshold") -> Pack:
    """A shipped pack, loaded once."""
    return load_pack(name)


def report(project_file: ProjectFile, pack: Pack | None = None, **options: Any) -> Report:
    """The report of a check with one pack: the shipped one where none is given."""
    days = {key: day(options.pop(key)) for key in ("as_of", "known_on") if key in options}
    return check(project_file, packs=[pack or shipped()], **days, **options)


def ids(keys: Iterable[FindingKey]) -> tuple[str, ...]:
    """The conditions that findings are of, each once."""
    return tuple(dict.fromkeys(key.condition for key in keys))


def altered(found: Report, condition: str, **changes: Any) -> Report:
    """The report with other values of a condition's rule, of its results, or other ``sources``."""
    of_rule = {name: changes.pop(name) for name in _OF_RULE & changes.keys()}
    if "sources" in changes:
        cited: tuple[Source, ...] = changes.pop("sources")
        of_rule["sources"] = tuple(
            SourceRef(f"made {at}", one.article, one.confirmed, one.note) for at, one in enumerate(cited)
        )
        more = tuple(Instrument(f"made {at}", one.short, one.instrument, one.url) for at, one in enumerate(cited))
        found = replace(found, instruments=found.instruments + more)
    return replace(
        found,
        rules=tuple(replace(one, **of_rule) if one.condition == condition else one for one in found.rules),
        results=tuple(replace(one, **changes) if one.condition == condition else one for one in found.results),
    )


def alone(found: Report, condition: str, **changes: Any) -> Report:
    """The same with the results of that condition alone."""
    changed = altered(found, condition, **changes)
    return replace(changed, results=tuple(one for one in changed.results if one.condition == condition))


_OF_RULE = {"title", "requirement", "remedy", "why", "class_", "core", "scope", "cluster"}


def judged(made: ProjectFile, pack: Pack, rule: str, *, burden: str = "neutral", **options: Any) -> Judged:
    """What the engine itself says of one condition of a pack, for the first subject."""
    asked = {key: day(options.get(key)) for key in ("as_of", "known_on")}
    base = FactBase(
        made.project, as_of=asked["as_of"] or made.project.as_of, stage=options.get("stage") or made.project.stage,
        known_on=asked["known_on"], asked_day=asked["as_of"] is not None,
    )  # fmt: skip
    terms = fix_terms(pack, purpose=made.project.purpose, country=made.project.country, as_of=base.as_of,
                      profile=None, values={})  # fmt: skip
    return Judge(base, terms, burden).judge_each(next(one for one in pack.conditions if one.id == rule))[0]


def condition(identity: str, class_: str, requires: Any, **more: Any) -> dict[str, Any]:
    """A condition of a small pack."""
    words = {
        "title": f"{identity} title",
        "requirement": f"{identity} requirement.",
        "why": f"{identity} why",
        "remedy": f"{identity} remedy: do what is asked, and let an independent monitor see it done.",
    }
    rest = {"sources": [{"source": "norm", "article": "1"}], "provenance": {"kind": "norm"}}
    return {"id": identity, "class": class_, "core": True, "requires": requires, **words, **rest, **more}


def write_pack(folder: Path, conditions: list[dict[str, Any]], *, scope: str = "project", **more: Any) -> Path:
    """A pack of one cluster, TEST, in a folder: JSON is YAML too."""
    demands = {"planning": "E0", "delivery": "E2"}
    strong = {"planning": "E2", "delivery": "E3"}
    economic = {"purposes": ["commercial", "developmental"], "clusters": ["TEST"], "outcomes": {"worst": "block"}}
    humanitarian = {"purposes": ["humanitarian"], "clusters": ["TEST"], "outcomes": {"worst": "corrective_action"}}
    pack = {
        "pack": "small", "version": "1.0.0", "title": "Small", "authority": "The tests", "clusters": ["TEST"],
        "tracks": {"economic": economic, "humanitarian": humanitarian},
        "evidence_demands": {
            "documents": "E2", "FLOOR": strong, "CP": strong, "CS": demands, "COV": demands,
            "REG": {"planning": "E0", "delivery": "E0"}},
        "sources": {"norm": {"title": "A norm", "confirmed": True}}, **more,
    }  # fmt: skip
    cluster = {"cluster": "TEST", "title": "Test", "scope": scope, "conditions": conditions}
    (folder / "cases").mkdir(parents=True)
    (folder / "pack.yaml").write_text(json.dumps(pack))
    (folder / "TEST.yaml").write_text(json.dumps(cluster))
    for one in conditions:
        (folder / "cases" / f"{one['id']}.yaml").write_text(json.dumps({"condition": one["id"], "cases": _cases(one)}))
    return folder


def _cases(one: dict[str, Any]) -> list[dict[str, Any]]:
    """A case for each verdict where the condition asks one flag, else a mere placeholder."""
    asked = one["requires"]
    if not isinstance(asked, dict) or set(asked) != {"fact", "is"} or asked["is"] is not True:
        return [{"name": "any", "expect": "met"}]
    answers = {"met": {"facts": {asked["fact"]: True}}, "not_met": {"facts": {asked["fact"]: False}}}
    return [{"name": verdict, "expect": verdict, "given": given} for verdict, given in answers.items()] + [
        {"name": "not_determined", "expect": "not_determined"}
    ]


def toml_text(data: dict[str, Any]) -> str:
    """Plain data as TOML; what is null is left out, and leaves its key blank."""
    return "".join(f"{json.dumps(key)} = {_toml(value)}\n" for key, value in data.items() if value is not None)


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        inner = (f"{json.dumps(key)} = {_toml(one)}" for key, one in value.items() if one is not None)
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(one) for one in value if one is not None) + "]"
    return json.dumps(value, ensure_ascii=False)
