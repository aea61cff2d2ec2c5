"""The cases of a pack run by the same path as a project file: facts given, verdict found, and how it differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.domain.vocabulary import FACTS
from checker.domain.words import BURDENS, DELIVERY_STAGES
from checker.engine.attested_answers import Answer, Answers
from checker.engine.facts import FactBase
from checker.engine.judge import Judge
from checker.engine.would_decide import questions_of
from checker.ground.errors import PackError, Problem
from checker.ground.places import Document
from checker.packs.facts_schema import rows_of
from checker.packs.folder import load_pack
from checker.packs.terms import fix_terms
from checker.project.own_facts import settle
from checker.project.read import adapt

if TYPE_CHECKING:
    from checker.domain.pack import Condition, Pack
    from checker.engine.judged import Judged
    from checker.packs.cases import Case

__all__ = ["explain_difference", "run_case", "set_up"]

_WORKFORCE = {"worker_class": "direct", "headcount": 100, "nationality": "KP", "workplace_country": "KP"}
# An item of the register that has exactly the grade a case asks for, in every cluster; E2 of what is done takes two.
_ITEMS: dict[str, dict[str, Any]] = {
    "E5": {
        "kind": "inspection", "independent": True, "unannounced": True, "private_interviews": True,
        "records_matched": True,
    },
    "E4": {"kind": "inspection", "independent": True},
    "E3": {"kind": "court_record"},
    "E2": {"kind": "contract"},
    "E1": {"kind": "press"},
    "E2-report": {"kind": "ngo_report", "issuer": "another"},
}  # fmt: skip


def run_case(pack: Pack, case: Case) -> Judged:
    """The verdict that a case leads to, by the same path as a project file's.

    Raises:
        PackError: the facts given make no valid project.
    """
    judge, condition, workforce = set_up(pack, case)
    return judge.judge(condition, workforce)


def set_up(pack: Pack, case: Case) -> tuple[Judge, Condition, int | None]:
    """A judge on the facts that a case gives, the condition, and the workforce to judge it for.

    Raises:
        PackError: the facts given make no valid project.
    """
    given = case.given
    pack = _under_regime(pack, case)
    burden = given.get("burden", BURDENS[0])
    if burden not in BURDENS:
        said = f"the case `{case.name}` has a burden of proof that there is not: `{burden}`"
        raise PackError(Problem("bad-case", said, case.file, case.line, help=f"one of {', '.join(BURDENS)}"))
    try:
        project_file = adapt(Document(case.file, _project(given, pack), {}, ""))
        project = settle(project_file, pack.own, pack.ids)
    except Exception as error:
        raise PackError(
            Problem("bad-case", f"the case `{case.name}` gives no valid project: {error}", case.file, case.line)
        ) from None
    facts = FactBase(project, as_of=project.as_of, stage=project.stage, own=rows_of(pack.own))
    terms = fix_terms(
        pack, purpose=project.purpose, country=project.country, as_of=project.as_of, profile=given.get("profile"),
        values=given.get("parameters", {}),
    )  # fmt: skip
    condition = next(condition for condition in pack.conditions if condition.id == case.condition)
    workforce = 0 if condition.scope == "workforce" and facts.workforces else None
    answers = (
        {(condition.id, workforce): _attested(condition, facts, answer=given["attested"])}
        if "attested" in given
        else {}
    )
    return Judge(facts, terms, burden, answers), condition, workforce


def _attested(condition: Condition, facts: FactBase, *, answer: bool) -> Answers:
    """The answer that a case gives to every question that the condition asks."""
    questions = questions_of(condition.asking)
    return Answers({question: Answer(answer, 0, facts.as_of) for question in questions})


def _under_regime(pack: Pack, case: Case) -> Pack:
    """The pack, compiled for the sanctions regime that a case asks for."""
    regime = case.given.get("regime", pack.regime)
    if regime == pack.regime:
        return pack
    if regime not in pack.regimes:
        raise PackError(Problem("bad-case", f"the case `{case.name}` asks for a regime that there is not: `{regime}`",
                                case.file, case.line))  # fmt: skip
    return load_pack(pack.folder, regime=regime)


def _project(given: dict[str, Any], pack: Pack) -> dict[str, Any]:
    """A project file's data from what a case gives."""
    stage = given.get("stage", "operation")
    data: dict[str, Any] = {
        "id": "case",
        "country": given.get("country", "KP"),
        "purpose": given.get("purpose", "commercial"),
        "stage": stage,
        "as_of": given.get("as_of", "2026-01-01"),
        "context": {"workers_can_speak_safely": given.get("speak_safely", True)},
        "evidence": [
            {"id": name, "issuer": "given", "issued": given.get("as_of", "2026-01-01"), **item}
            for name, item in (*_ITEMS.items(), *_permits(given).items())
        ],
    }
    if "parties" in given:
        data["parties"] = [{"id": f"p{index}", **party} for index, party in enumerate(given["parties"])]
    workforce = given.get("workforce", _WORKFORCE)
    if workforce == "none":
        data["workforces"] = []
    elif workforce != "unstated":
        data["workforces"] = [{"id": "w", **workforce}]
    basis = "practice" if stage in DELIVERY_STAGES else "commitment"
    for path, raw in given.get("facts", {}).items():
        section, _, name = path.partition(".")
        row = pack.fact(path) if path in FACTS or path in pack.own else None
        statements = _statements(raw, given.get("grade", "E5"), basis, by_document=bool(row and row.by_document))
        if path == _AUTHORISED:
            _with_permits(statements)
        of_project = row is None or row.scope == "project"
        holder = data if of_project else (data.get("workforces") or [{}])[0]
        if path in pack.own:
            holder = holder.setdefault("extensions", {})
        holder.setdefault(section, {})[name] = statements
    return data


_AUTHORISED = "sanctions.authorisations"


def _permits(given: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The letters of the bodies that a case names: only they show an authorisation."""
    stated = given.get("facts", {}).get(_AUTHORISED) or []
    items = stated if isinstance(stated, list) else [stated]
    records = [record for item in items for record in (item.get("value") or [] if "value" in item else [item])]
    bodies = dict.fromkeys(record["body"] for record in records if record.get("body"))
    return {f"letter of {body}".replace(" ", "-"): {"kind": "authorisation", "issuer": body} for body in bodies}


def _with_permits(statements: list[Any]) -> None:
    """Authorisations with evidence enough cite the letters; with less they cite what the case says."""
    for statement in statements:
        letters = _permits({"facts": {_AUTHORISED: statement.get("value") or []}})
        if statement.get("evidence", ["E1"]) != ["E1"]:
            statement["evidence"] = [*statement["evidence"], *letters]


def _statements(raw: Any, grade: str, basis: str, *, by_document: bool) -> list[Any]:
    def is_statement(item: Any) -> bool:
        return isinstance(item, dict) and bool(item.keys() & {"value", "not_collected", "basis", "grade"})

    items = raw if isinstance(raw, list) and raw and all(map(is_statement, raw)) else [raw]
    made = []
    for item in items:
        statement = dict(item) if is_statement(item) else {"value": item}
        own = statement.pop("grade", grade)
        statement.setdefault("basis", basis)
        if own != "E0":
            reports = own == "E2" and statement["basis"] == "practice" and not by_document
            statement.setdefault("evidence", ["E1", "E2-report"] if reports else [own])
        made.append(statement)
    return made


def explain_difference(case: Case, judged: Judged) -> tuple[str, ...]:
    """How a verdict differs from what a case expects, word by word; empty where it does not."""
    found = {
        "verdict": judged.verdict,
        "reason": judged.reason,
        "structural": judged.structural,
        "presumption": judged.presumption is not None,
    }
    return tuple(
        f"{key}: expected {_worded(value)}, found {_worded(found[key])}"
        for key, value in case.expected.items()
        if found[key] != value
    )


def _worded(value: str | bool | None) -> str:
    return str(value or "none") if not isinstance(value, bool) else str(value).lower()
