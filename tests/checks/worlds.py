"""Files that laws are tried on: random ones, examples and muddled examples; how they are judged, and changed.

Every file is in long form: each fact is a list of statements, so that a change is one statement more or less.
"""

from __future__ import annotations

import copy
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from checker import load_pack
from checker.domain.vocabulary import SECTIONS, Fact, facts_of_section
from checker.engine.facts import FactBase
from checker.engine.labels import contradictions, judge_all
from checker.engine.outcome import Schedule, consequence
from checker.ground.places import Document
from checker.ground.shipped import shipped_packs
from checker.load import parse_text
from checker.packs.terms import fix_terms
from checker.project.read import adapt
from checker.project.statements import as_statements
from tests import generate
from tests.build import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from checker import Pack
    from checker.engine.evaluate import Key
    from checker.engine.judge import Judged
    from checker.packs.terms import Terms

Data = dict[str, Any]
Finding = tuple[str, int | None]

# How grave a verdict is; that a condition does not apply, or is met otherwise, is as good as met.
GRAVITY = {"not_met": 2, "not_determined": 1, "met": 0, "met_by_alternative": 0, "not_applicable": 0}
WORDS = {"release": 0, "hold": 1, "corrective_action": 1, "block": 2}
# Beyond doubt for every kind of fact: a whole visit, and a court's record of what documents say. No generated
# party or maker has a name like theirs.
PROOF = ("VISIT", "RECORD")
EXAMPLES = ("eugene-bell-2020", "invented-hold", "invented-release", "kaesong-2006", "poland-shipyards-2015",
            "undp-2006", "undp-2010")  # fmt: skip


class World(NamedTuple):
    """A file as it was judged: its data, the verdict on each condition and subject, and the outcome's word."""

    data: Data
    facts: FactBase
    terms: Terms
    verdicts: dict[Finding, Judged]
    word: str
    labels: tuple[str, ...]

    def gravity(self, key: Finding) -> int:
        return GRAVITY[self.verdicts[key].verdict]


class Start(NamedTuple):
    """What a law starts from: a pack and a file in which every fact is a list of statements, judged."""

    pack: Pack
    world: World
    tally: Tally

    def judged(self, data: Data, **how: Any) -> World:
        return judge(data, self.pack, self.tally, **how)


class Tally:
    """How many verdicts were given while laws were tried."""

    def __init__(self) -> None:
        self.verdicts = 0


def judge(data: Data, pack: Pack, tally: Tally, *, burden: str = "neutral", profile: str | None = None) -> World:
    """The verdicts of a pack on a file, as the engine gives them."""
    project = adapt(Document("project.yaml", data, {}, "")).project
    facts = FactBase(project, as_of=project.as_of, stage=project.stage)
    terms = fix_terms(
        pack, purpose=project.purpose, country=project.country, as_of=project.as_of, profile=profile, values={}
    )
    labels = contradictions(facts, asked_stage=False)
    found = judge_all(facts, terms, burden, None, labels, {}, profile)
    tally.verdicts += len(found)
    word = consequence(found, terms, facts, Schedule(project, project.as_of, None, project.stage)).word
    told = {(one.condition.id, one.workforce): one for one in found}
    return World(data, facts, terms, told, word, tuple(one.label for one in labels))


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def start(r: Random, tally: Tally) -> Start:
    """A pack and a file to start from."""
    data = generate.project(r) if generate.chance(r, 0.4) else copy.deepcopy(_example(r.choice(EXAMPLES)))
    data = long_form(data)
    data["evidence"] = [*(data.get("evidence") or ()), *_proof(data["as_of"])]
    if generate.chance(r, 0.5):
        _muddle(r, data)
    pack = _pack(r.choice(shipped_packs()))
    return Start(pack, judge(data, pack, tally), tally)


@cache
def _pack(name: str) -> Pack:
    return load_pack(name)


@cache
def _example(name: str) -> Data:
    text = (ROOT / "examples" / name / "project.yaml").read_text(encoding="utf-8")
    found: Data = parse_text("project.yaml", text).data
    return found


def _proof(day: str) -> list[Data]:
    return [
        {"id": "VISIT", "issuer": "Zeta Watch", "issued": day, **generate.FULL},
        {"id": "RECORD", "issuer": "Omega Tribunal", "issued": day, "kind": "court_record"},
    ]


def _muddle(r: Random, data: Data) -> None:
    """More statements beside those of a file, of any value, evidence, basis and day."""
    as_of = date.fromisoformat(data["as_of"])
    ids = [item["id"] for item in data["evidence"]]
    data["evidence"] += [
        generate.evidence_item(r, index, as_of) | {"id": f"M{index}", "origin": None} for index in range(4)
    ]
    ids += [f"M{index}" for index in range(4)] * 3
    every = list(facts_in(data))
    for _ in range(r.randint(1, 6) if every else 0):
        fact, said = r.choice(every)
        said.append(generate.statement(r, fact, ids, as_of))


def long_form(data: Data) -> Data:
    """The file with every fact as a list of statements."""
    data = copy.deepcopy(data)
    for _, facts, name, fact in places(data):
        facts[name] = [copy.deepcopy(one) for one in as_statements(facts[name], fact)[0]]
    return data


def _holders(data: Data) -> Iterator[tuple[int | None, str, Data]]:
    """What can state facts: of which workforce (None: the project, or all), in which scope."""
    yield None, "project", data
    if data.get("workforce_defaults"):
        yield None, "workforce", data["workforce_defaults"]
    for index, entry in enumerate(data.get("workforces") or ()):
        yield index, "workforce", entry


def places(data: Data) -> Iterator[tuple[int | None, Data, str, Fact]]:
    """Where facts are stated: whose, the section, the name in it, and the row."""
    for index, scope, holder in _holders(data):
        for section in SECTIONS[scope]:  # type: ignore[index]
            rows = facts_of_section(section)
            for name in list(holder.get(section) or ()):
                yield index, holder[section], name, rows[name]


def facts_in(data: Data) -> Iterator[tuple[Fact, list[Data]]]:
    """Every stated fact of a file in long form, with its statements."""
    for _, facts, name, fact in places(data):
        yield fact, facts[name]


def said_of(data: Data, key: Key) -> list[Data]:
    """The statements that decide of a fact: the subject's own, else what is stated for all; empty where none is."""
    section, _, name = key[0].partition(".")
    scopes = [data] if key[1] is None else [data["workforces"][key[1]], data.get("workforce_defaults") or {}]
    for holder in scopes:
        said = (holder.get(section) or {}).get(name)
        if said and any(one.get("value") is not None for one in said):
            return list(said) if said is None else said
    return []


def stated(data: Data, key: Key, said: list[Data]) -> Data:
    """The file with these statements of a fact, the subject's own, in place of all others."""
    data = copy.deepcopy(data)
    section, _, name = key[0].partition(".")
    holder = data if key[1] is None else data["workforces"][key[1]]
    holder[section] = {**(holder.get(section) or {}), name: copy.deepcopy(said)}
    return data


def added(data: Data, key: Key, *more: Data) -> Data:
    """The file with statements more of a fact that is stated, as the subject's own."""
    return stated(data, key, [*said_of(data, key), *more])


def without(data: Data, key: Key) -> Data:
    """The file without a fact, of the subject and of all."""
    data = copy.deepcopy(data)
    section, _, name = key[0].partition(".")
    for holder in [data] if key[1] is None else [data["workforces"][key[1]], data.get("workforce_defaults") or {}]:
        (holder.get(section) or {}).pop(name, None)
    return data


def proven(value: Any) -> Data:
    return {"value": value, "basis": "practice", "evidence": list(PROOF)}


def basis_of(start: Start, key: Key) -> str | None:
    """The basis of the statements that decide of a fact."""
    live = start.world.facts.stated(*key)
    return next((basis for basis in ("practice", "commitment", "law") if any(one.basis == basis for one in live)), None)
