"""Labels are claims: stage, purpose, class of worker, country and an empty list of workforces.

A label can take conditions away. Where other facts of the file contradict it, the FLOOR is judged as if the label
were not there as well, the graver verdict stands, and the contradiction is told.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.words import DELIVERY_STAGES, UNSETTLED
from checker.engine.facts import FactBase
from checker.engine.judge import Judge
from checker.packs.terms import fix_terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checker.engine.attested_answers import Answers
    from checker.engine.judged import Judged
    from checker.engine.values import Placed
    from checker.ground.places import Pointer
    from checker.packs.terms import Terms
    from checker.project.models import Project, Workforce

__all__ = ["Contradiction", "contradictions", "judge_all"]

_RECORDS_OF_PAY = frozenset({"payroll_records", "bank_records"})
# A count of these above nought shows a project under way.
_COUNTS_OF_DELIVERY = ("monitoring.visits_made", "remedy.complaints_received")
# Classes that lift conditions on those who hire and direct; what is stated of hiring and pay contradicts them.
_UNHIRED = frozenset({"community", "self_employed"})
_SIGNS_OF_HIRING = (
    "hiring.selection_mode", "hiring.final_choice_by", "hiring.dismissal_by", "hiring.state_may_withdraw_workers",
    "hiring.intermediary", "hiring.fee_charged_to_worker", "hiring.team_leaders_appointed_by",
    "hiring.employer_may_refuse",
    "wages.payment_path", "wages.gross_monthly", "wages.arrears_days",
)  # fmt: skip
# These say that nobody stands between or above, so they contradict no label.
_NO_SIGN = {"hiring.intermediary": "none", "hiring.fee_charged_to_worker": False,
            "hiring.state_may_withdraw_workers": False, "hiring.team_leaders_appointed_by": "workers",
            "wages.arrears_days": 0}  # fmt: skip
_ENGAGED_ELSEWHERE = {"contracted": "client", "supply_chain": "client"}
_UNPROFITABLE = frozenset({"humanitarian", "exchange"})
_FINANCING = frozenset({"lead_financier", "co_financier"})


class Contradiction(NamedTuple):
    """A label, what contradicts it, and the project as it is without the label.

    ``pointer`` is where the label stands, ``other`` the place of what contradicts it. A label that is left out is
    not ``stated``; others say what it would be.
    """

    label: str
    said: str
    pointer: Pointer
    other: Pointer
    project: Project
    stage: str
    stated: bool = True


def contradictions(facts: FactBase, *, asked_stage: bool) -> list[Contradiction]:
    """The labels of a file that its other facts contradict, each once; a stage that was asked for is no label."""
    found = [*_purpose(facts), *_workforces(facts), *_country(facts), *_worker_classes(facts)]
    return [*([] if asked_stage else _stage(facts)), *found]


def _stage(facts: FactBase) -> Iterator[Contradiction]:
    project = facts.project
    if facts.stage in DELIVERY_STAGES:
        return
    for other, sign in _signs_of_delivery(facts):
        said = f"the file calls this stage {facts.stage}, and {sign}"
        yield Contradiction("stage", said, ("stage",), other, project, "operation")
        return


def _signs_of_delivery(facts: FactBase) -> Iterator[tuple[Pointer, str]]:
    project = facts.project
    for index, payment in enumerate((project.finance.disbursements or ()) if project.finance else ()):
        if payment.due and payment.due < facts.as_of:
            yield ("finance", "disbursements", index, "due"), f"a payment was due on {payment.due}"
    for index, item in enumerate(project.evidence or ()):
        day = item.covers_until or item.issued
        if (item.kind in _RECORDS_OF_PAY or item.kind == "monitoring_report") and day and day <= facts.as_of:
            yield ("evidence", index), f"the {item.kind.replace('_', ' ')} {item.id} of {day} show it under way"
    for path in _COUNTS_OF_DELIVERY:
        for placed in facts.stated(path, None):
            if isinstance(placed.statement.value, int) and placed.statement.value > 0:
                yield placed.pointer, f"{path} is {placed.statement.value}"


def _purpose(facts: FactBase) -> Iterator[Contradiction]:
    project = facts.project
    if project.purpose not in _UNPROFITABLE:
        return
    as_commercial = replace(project, purpose="commercial")
    for placed in facts.stated("sanctions.profit_making", None):
        if placed.statement.value is True:
            said = f"the purpose is {project.purpose}, and the project makes a profit"
            yield Contradiction("purpose", said, ("purpose",), placed.pointer, as_commercial, facts.stage)
            return
    for index, party in enumerate(project.parties or ()):
        if party.kind == "company" and _FINANCING.intersection(party.roles or ()):
            said = f"the purpose is {project.purpose}, and a company, {party.id}, finances the project"
            yield Contradiction("purpose", said, ("purpose",), ("parties", index), as_commercial, facts.stage)
            return


def _workforces(facts: FactBase) -> Iterator[Contradiction]:
    """That there is no workforce, against employers and what is stated for all workforces."""
    project = facts.project
    if project.workforces != ():
        return
    other: Pointer | None = None
    said = ""
    if project.workforce_defaults is not None and _states_anything(project.workforce_defaults):
        other, said = ("workforce_defaults",), "workforce_defaults states facts of workers"
    else:
        for index, party in enumerate(project.parties or ()):
            if "employer" in (party.roles or ()):
                other, said = ("parties", index), f"{party.id} is named as an employer"
                break
    if other is None:
        return
    from checker.project.models import Workforce

    # What is stated for all is judged; of people of whom nothing is stated nothing is known.
    defaults = other == ("workforce_defaults",)
    without = replace(project, workforces=(Workforce(id="workforce_defaults"),) if defaults else None)
    said = f"the list of workforces is empty, and {said}"
    yield Contradiction("workforces", said, ("workforces",), other, without, facts.stage)


def _states_anything(entry: Any) -> bool:
    return any(getattr(entry, name) is not None for name in (one.name for one in fields(entry)))


def _country(facts: FactBase) -> Iterator[Contradiction]:
    """The host, against where all the work is done and where the host party is from; also where no host is stated."""
    project = facts.project
    defaults = project.workforce_defaults
    places = {
        entry.workplace_country or (defaults.workplace_country if defaults else None): index
        for index, entry in enumerate(project.workforces or ())
    }
    hosts = {party.country: index for index, party in enumerate(project.parties or ()) if "host" in (party.roles or ())}
    found: dict[str, tuple[Pointer, str]] = {}
    for country, index in hosts.items():
        if country and country != project.country and project.country not in hosts:
            found[country] = (("parties", index), f"the host party is from {country}")
    if places and None not in places and project.country not in places:
        for country, index in places.items():
            elsewhere = "elsewhere, in" if project.country else "in"
            found.setdefault(str(country), (("workforces", index), f"all the work is done {elsewhere} {country}"))
    label = f"the country is {project.country or 'not stated'}"
    for country, (other, sign) in found.items():
        without = replace(project, country=country)
        yield Contradiction(
            "country", f"{label}, and {sign}", ("country",), other, without, facts.stage, stated=bool(project.country)
        )


def _worker_classes(facts: FactBase) -> Iterator[Contradiction]:
    project = facts.project
    changed: dict[int, Workforce] = {}
    first: tuple[str, Pointer, Pointer] | None = None
    for index, entry in enumerate(project.workforces or ()):
        class_ = facts.resolve("worker_class", index).value
        placed = _sign_of_class(facts, index, class_)
        if placed is None:
            continue
        changed[index] = replace(entry, worker_class="direct")
        value = placed.statement.value
        said = f"the worker_class of {entry.id} is {class_}, and {placed.path} is {_say(value)}"
        first = first or (said, facts.resolve("worker_class", index).pointer or ("workforces", index), placed.pointer)
    if first is None:
        return
    without = replace(
        project, workforces=tuple(changed.get(index, entry) for index, entry in enumerate(project.workforces or ()))
    )
    more = f" (and so for {len(changed) - 1} more)" if len(changed) > 1 else ""
    said, pointer, other = first
    yield Contradiction("worker_class", said + more, pointer, other, without, facts.stage)


def _sign_of_class(facts: FactBase, index: int, class_: str) -> Placed | None:
    engaged = _ENGAGED_ELSEWHERE.get(class_)
    if class_ in _UNHIRED or engaged:
        for placed in facts.stated("employment.engaged_through", index):
            if placed.statement.value == "client":
                return placed
    if class_ in _UNHIRED:
        for path in _SIGNS_OF_HIRING:
            for placed in facts.stated(path, index):
                if placed.statement.value is not None and placed.statement.value != _NO_SIGN.get(path):
                    return placed
    return None


def _say(value: object) -> str:
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def judge_all(
    facts: FactBase, terms: Terms, burden: str, answers: Mapping[tuple[str, int | None], Answers] | None,
    against: list[Contradiction], values: Mapping[str, Any], profile: str | None,
) -> tuple[Judged, ...]:  # fmt: skip
    """The verdicts of a pack; of a FLOOR also as if a contradicted label were not there, and the graver stands."""
    judge = Judge(facts, terms, burden, answers)
    found = [one for condition in terms.pack.conditions for one in judge.judge_each(condition)]
    for label in against:
        project = label.project
        other = FactBase(
            project, as_of=facts.as_of, stage=label.stage, known_on=facts.register.known_on, own=facts.own,
            asked_day=facts.asked_day,
        )  # fmt: skip
        others = fix_terms(
            terms.pack, purpose=project.purpose, country=project.country, as_of=facts.as_of, profile=profile,
            values=values,
        )  # fmt: skip
        without = Judge(other, others, burden, answers)
        found = list(_graver(found, without, others, terms))
    return tuple(found)


def _graver(found: list[Judged], judge: Judge, others: Terms, terms: Terms) -> Iterator[Judged]:
    by_condition: dict[str, list[Judged]] = {}
    for one in found:
        by_condition.setdefault(one.condition.id, []).append(one)
    for condition in terms.pack.conditions:
        told = by_condition[condition.id]
        if others.class_of(condition) != "FLOOR":
            yield from told
            continue
        again = judge.judge_each(condition)
        if len(again) != len(told):
            yield from again if _worse(again, told) else told
            continue
        for one, other in zip(told, again, strict=True):
            yield other if _worse([other], [one]) else one


def _worse(one: list[Judged], other: list[Judged]) -> bool:
    return max(map(_gravity, one), default=0) > max(map(_gravity, other), default=0)


def _gravity(judged: Judged) -> int:
    """How grave a verdict is; that a condition does not apply is what a label may have made of it."""
    if judged.verdict in UNSETTLED:
        return 3 if judged.verdict == "not_met" else 2
    return 0 if judged.verdict == "not_applicable" else 1
