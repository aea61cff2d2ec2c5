"""Random project files, made from the vocabulary: every kind of fact in every form that can be written.

Everything comes from one seed, so that a failing example is a number. ``project`` is always valid;
``mutated`` changes one place, for better or worse.
"""

# a row of a table stays on one line.
# ruff: noqa: E501

from __future__ import annotations

import copy
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from checker.domain.vocabulary import (
    EVIDENCE_KINDS,
    PARTY_KINDS,
    PARTY_ROLES,
    PURPOSES,
    RECORDS,
    SECTIONS,
    STAGES,
    WORKER_CLASSES,
    Fact,
    facts_of_section,
)  # fmt: skip

if TYPE_CHECKING:
    from random import Random

__all__ = ["field", "mutated", "parties", "project", "value", "workforce"]

# Days before, between and after the sanctions measures.
DAYS = ("2006-08-01", "2006-10-14", "2017-08-20", "2017-09-11", "2019-12-22", "2020-07-30", "2026-01-01")
COUNTRIES = ("KP", "CN", "PL", "CH")
# Numbers at the bounds of the shipped rules and beside them.
NUMBERS = (0, 0.5, 0.8, 0.94, 0.95, 1, 1.25, 1.5, 3, 12, 14, 15, 16, 18, 24, 31, 48, 48.5, 97, 98, 239, 240)
# What keeps the figures of one workforce possible together, whatever is drawn for the others.
TOGETHER: dict[str, tuple[Any, ...]] = {
    "hours.regular_weekly": (0, 40, 48, 48.5, 72, 84),
    "hours.overtime_weekly": (0, 0.5, 12, 14, 40, 84),
    "disability.employed": (0, 1),
    "headcount": (1, 49, 50, 100),
}
# Who makes papers, signs and contests: parties by id and by name (see ``parties``), and people from outside.
MAKERS = ("party-0", "Party One Co., Ltd.", "the employer", "one", "two", "three", "Rights Watchers", None)
SHARES = (0, 0.0, 0.05, 0.3, 0.5, 0.79, 0.8, 0.9, 0.95, 1, 1.0)
FULL = {
    "kind": "inspection",
    "independent": True,
    "unannounced": True,
    "private_interviews": True,
    "records_matched": True,
}


def chance(r: Random, probability: float) -> bool:
    return r.random() < probability


def some(r: Random, words: Any, least: int = 0) -> list[Any]:
    words = list(words)
    return r.sample(words, r.randint(min(least, len(words)), len(words)))


def value(r: Random, fact: Fact) -> Any:
    """A value of a fact's kind."""
    if fact.path in TOGETHER:
        return r.choice(TOGETHER[fact.path])
    match fact.kind:
        case "bool":
            return r.choice([True, False])
        case "integer":
            return r.choice([number for number in NUMBERS if isinstance(number, int)])
        case "number":
            return r.choice([number for number in NUMBERS if fact.maximum is None or number <= fact.maximum])
        case "share":
            return r.choice(SHARES)
        case "choice":
            return r.choice(fact.choices)
        case "set":
            return some(r, fact.choices)[: r.choice([0, 1, 2, 20])]
        case "money":
            return {"amount": r.choice([0, 5.6, 7, 80, 100]), "currency": r.choice(["USD", "KPW"])}
        case "records":
            return [record(r, fact.path) for _ in range(r.choice([0, 1, 1, 2, 3]))]
        case "date":
            return r.choice([*DAYS, *fact.choices])
        case "country":
            return r.choice(COUNTRIES)
        case "text":
            return r.choice(["a", "two words", "제12조"])


def record(r: Random, path: str) -> dict[str, Any]:
    """A record of a list, with fields left out or blank."""
    fields: dict[str, Any] = {}
    for name, row in RECORDS[path].items():
        if chance(r, 0.8):
            fields[name] = None if chance(r, 0.05) else field(r, fields, row)
    return fields


def field(r: Random, fields: dict[str, Any], row: Fact) -> Any:
    """A value for a field of a record that is possible beside those that it has."""
    if row.path == "share":
        return r.choice([0, 0.05, 0.1, 0.3])
    made = value(r, row)
    days = {**fields, row.path: made}
    # No authorisation ends before it was granted; `none` is later than any day.
    if row.path in ("granted", "valid_until") and (days.get("granted") or "") > (days.get("valid_until") or "none"):
        return "none" if row.path == "valid_until" else days["valid_until"]
    return made


def statement(r: Random, fact: Fact, evidence: list[str], as_of: date) -> dict[str, Any]:
    """A long fact's statement."""
    made: dict[str, Any]
    if chance(r, 0.1):
        made = {"not_collected": r.choice(["access_refused", "unsafe_to_collect"])}
    else:
        made = {"value": None if chance(r, 0.05) else value(r, fact)}
    if chance(r, 0.6):
        made["basis"] = r.choice(["practice", "practice", "commitment", "law", None])
    if evidence and chance(r, 0.8):
        made["evidence"] = r.sample(evidence, min(len(evidence), r.randint(0, 3)))
    if chance(r, 0.3):
        made["as_of"] = (as_of + timedelta(days=r.choice([-800, -400, -30, 0, 30]))).isoformat()
    if chance(r, 0.1):
        made["contested"] = r.choice([True, False])
        if chance(r, 0.5):
            made["contested_by"] = r.choice(MAKERS)
    if chance(r, 0.05):
        made["note"] = r.choice(["as reported", None])
    return made


def stated(r: Random, fact: Fact, evidence: list[str], as_of: date) -> Any:
    """A fact in one of the forms in which it can be written."""
    form = r.random()
    if form < 0.3:
        return value(r, fact)
    if form < 0.35:
        return None
    if form < 0.75:
        return statement(r, fact, evidence, as_of)
    return [statement(r, fact, evidence, as_of) for _ in range(r.randint(1, 3))]


def sections(r: Random, scope: Any, density: float, evidence: list[str], as_of: date) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for section in SECTIONS[scope]:
        if chance(r, 0.05):
            made[section] = None
            continue
        facts = {name: fact for name, fact in facts_of_section(section).items() if chance(r, density)}
        if facts or chance(r, 0.1):
            made[section] = {name: stated(r, fact, evidence, as_of) for name, fact in facts.items()}
    return made


def workforce(r: Random, density: float, evidence: list[str], employers: list[str], as_of: date) -> dict[str, Any]:
    """A workforce, or what holds for all of them, without an id."""
    made = sections(r, "workforce", density, evidence, as_of)
    if chance(r, 0.8):
        made["worker_class"] = r.choice(WORKER_CLASSES)
    if chance(r, 0.5):
        made["headcount"] = r.choice([1, 49, 50, 100, None])
    for key in ("nationality", "workplace_country"):
        if chance(r, 0.7):
            made[key] = r.choice([*COUNTRIES, None])
    if employers and chance(r, 0.3):
        made["employer"] = r.choice(employers)
    return made


def parties(r: Random) -> list[dict[str, Any]]:
    """Parties with fields left out."""
    made = []
    for index in range(r.randint(0, 4)):
        party: dict[str, Any] = {"id": f"party-{index}"}
        if chance(r, 0.8):
            party["kind"] = r.choice([*PARTY_KINDS, "multilateral", "lender"])
        if chance(r, 0.7):
            party["country"] = r.choice([*COUNTRIES, None])
        if chance(r, 0.8):
            party["roles"] = r.choice([["lead_financier"], ["co_financier"], some(r, PARTY_ROLES)])
        if chance(r, 0.3):
            party["name"] = r.choice(["A party", "Party One Company", None])
        if chance(r, 0.2):
            # It may be a party that is not listed, itself, or one that is part of it in turn.
            party["part_of"] = f"party-{r.randrange(5)}"
        made.append(party)
    return made


def evidence_item(r: Random, index: int, as_of: date) -> dict[str, Any]:
    made: dict[str, Any] = {"id": f"E{index}", "kind": r.choice(EVIDENCE_KINDS)}
    if chance(r, 0.3):
        made |= FULL
    for key in ("independent", "unannounced", "private_interviews", "records_matched", "partial_access"):
        if chance(r, 0.3):
            made[key] = r.choice([True, False, None])
    if chance(r, 0.3):
        made["examined_by"] = r.choice([{"name": "auditor", "independent": True}, {"independent": False}, {}, None])
    if index and chance(r, 0.2):
        made["origin"] = f"E{r.randrange(index)}"
    if chance(r, 0.8):
        made["issuer"] = r.choice(MAKERS)
    if chance(r, 0.2):
        made["signed_by"] = some(r, [one for one in MAKERS if one])
    if chance(r, 0.05):
        made["url"] = "https://example.org/report"
    for key in ("issued", "covers_from", "covers_until"):
        if chance(r, 0.4):
            made[key] = (as_of + timedelta(days=r.choice([-1000, -300, 0, 50]))).isoformat()
    for key, words in (
        ("title", ["A title", None]),
        ("page", [3, "iv", None]),
        ("language", ["ko"]),
        ("sha256", ["0" * 64]),
    ):
        if chance(r, 0.1):
            made[key] = r.choice(words)
    return made


def project(r: Random) -> dict[str, Any]:
    """A valid project file's data."""
    as_of = date.fromisoformat(r.choice(DAYS))
    density = r.choice([0.05, 0.3, 0.7, 0.95])
    # The last two are strong and neutral in time, so that a good part of the facts count.
    items = [evidence_item(r, index, as_of) for index in range(r.randint(0, 6))]
    items += [
        {"id": "FULL", "issuer": "monitor", "issued": as_of.isoformat(), **FULL},
        {"id": "PAPER", "kind": "contract"},
    ]
    ids = [item["id"] for item in items] + ["FULL"] * 6
    made: dict[str, Any] = {
        "id": "random", "purpose": r.choice(PURPOSES), "stage": r.choice(STAGES), "as_of": as_of.isoformat(), "evidence": items,
        **sections(r, "project", density, ids, as_of),
    }  # fmt: skip
    if chance(r, 0.85):
        made["country"] = r.choice(["KP", "KP", *COUNTRIES])
    if chance(r, 0.7):
        made["parties"] = parties(r)
    employers = [party["id"] for party in made.get("parties", ())]
    if chance(r, 0.85):
        made["workforces"] = [
            {"id": f"w{index}", **workforce(r, density, ids, employers, as_of)}
            for index in range(r.choice([0, 1, 1, 2, 3]))
        ]
    if chance(r, 0.4):
        made["workforce_defaults"] = workforce(r, density, ids, employers, as_of)
    if chance(r, 0.6):
        made["context"] = r.choice([{"workers_can_speak_safely": True}, {"workers_can_speak_safely": False}, {}, None])
    if chance(r, 0.5):
        dues = [
            (as_of + timedelta(days=days)).isoformat() for days in sorted(r.sample(range(-400, 400), r.randint(0, 3)))
        ]
        made["finance"] = {
            "currency": "EUR",
            "amount": 1.5,
            "disbursements": [{"id": f"d{n}", "due": due} for n, due in enumerate(dues)],
        }
    for key, words in (("title", ["A title", None]), ("default_basis", ["practice", "commitment", "law", None]),
                       ("exit_harm", ["People."]), ("regime", ["actual", None]), ("sector", [{"scheme": "DAC", "code": "1"}, {}])):  # fmt: skip
        if chance(r, 0.3):
            made[key] = r.choice(words)
    return made


ODD = (None, True, False, 0, 1, -1, 5, 1.5, 10**30, "", "x", "KP", "kp", "yes", "none", "2026-01-01", "2026-02-30", "a b", [], [None],
       ["songbun"], {}, {"value": True}, {"value": None}, {"not_collected": "access_refused"}, {"not_collected": None},
       {"amount": 1, "currency": "USD"}, {"amount": 1, "currency": "usd"}, [{"value": 1}], [{"name": "x"}])  # fmt: skip


def mutated(r: Random, data: dict[str, Any]) -> dict[str, Any]:
    """The data with one place changed: a key taken out, added or renamed, or a value replaced."""
    data = copy.deepcopy(data)
    places = [(data, key) for key in data]
    for holder, key in places:
        inner = holder[key]
        keys = inner if isinstance(inner, dict) else range(len(inner)) if isinstance(inner, list) else ()
        places += [(inner, one) for one in keys]
    holder, key = r.choice(places)
    change = r.randrange(4)
    if change == 0 and isinstance(holder, dict):
        del holder[key]
    elif change == 1 and isinstance(holder, dict):
        holder[r.choice(["value", "basis", "evidence", "not_collected", "contested", "note", "extra"])] = r.choice(ODD)
    else:
        holder[key] = copy.deepcopy(r.choice(ODD))
    return data
