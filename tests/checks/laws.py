"""The laws of the product, each as a function that tries it on one random file and yields every breach.

    python -m tests.checks.laws --verdicts 100000

A law starts from a file (random, an example, or an example that was muddled), changes one thing, and compares
the verdicts. ``tests/checks/test_laws.py`` tries a sample of each; this command tries as many as are asked for.
"""

from __future__ import annotations

import argparse
import copy
import json
import sys
import time
from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any

from checker import InputError
from checker.domain.operators import OPERATORS, witnesses
from checker.domain.outline import say_operand
from checker.domain.pack import Either
from checker.domain.tree import Constant, FactRef, ParamRef, Test, walk
from checker.domain.vocabulary import DESCRIPTIVE, FACTS, SECTIONS
from checker.engine.sides import Trees, keys_read
from checker.ground.days import shifted
from checker.load import parse_text
from tests import generate
from tests.build import toml_text
from tests.checks.worlds import (
    GRAVITY,
    PROOF,
    WORDS,
    Data,
    Finding,
    Start,
    Tally,
    World,
    added,
    basis_of,
    facts_in,
    places,
    proven,
    said_of,
    start,
    stated,
    without,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from checker.engine.evaluate import Key
    from checker.engine.judge import Judged

__all__ = ["LAWS", "tried"]

AUTHORISATIONS = "sanctions.authorisations"


# ── what a law picks ────────────────────────────────────────────────────────────────────────────────────────────────


def _findings(r: Random, start: Start, count: int, *verdicts: str) -> list[tuple[Finding, Judged]]:
    """Some verdicts of a file, of the kinds asked for."""
    entries = len(start.world.data.get("workforces") or ())
    found = [
        (key, one)
        for key, one in start.world.verdicts.items()
        # What is stated for all is judged as a workforce of its own where the file denies that there is any.
        if (not verdicts or one.verdict in verdicts) and (one.workforce is None or one.workforce < entries)
    ]
    return r.sample(found, min(count, len(found)))


def _keys_of(start: Start, judged: Judged) -> list[Key]:
    """The graded facts that a condition reads of its subject."""
    condition = judged.condition
    trees = Trees(condition.applies, condition.requires, condition.alternative).every
    if judged.workforce is None and condition.scope == "workforce":
        return []
    return [key for key in keys_read(trees, start.world.facts, judged.workforce) if key[0] not in DESCRIPTIVE]


def _stated_keys(start: Start, judged: Judged) -> list[Key]:
    """Those of them that the file gives a value; lists to which statements add are told apart otherwise."""
    return [key for key in _keys_of(start, judged) if said_of(start.world.data, key) and not FACTS[key[0]].adds]


def _pairs(r: Random, start: Start, count: int, *verdicts: str) -> Iterator[tuple[Finding, Judged, Key]]:
    """Some verdicts, each with a stated fact that its condition reads."""
    for key, judged in _findings(r, start, count, *verdicts):
        stated = _stated_keys(start, judged)
        if stated:
            yield key, judged, r.choice(stated)


def _not_kinder(before: World, after: World, what: str) -> Iterator[str]:
    """Every verdict, and the outcome, that a change made kinder."""
    for key, one in before.verdicts.items():
        if key in after.verdicts and after.gravity(key) < before.gravity(key):
            yield f"{what}: {key} {one.verdict} -> {after.verdicts[key].verdict}"
    if WORDS[after.word] < WORDS[before.word]:
        yield f"{what}: {before.word} -> {after.word}"


# ── the laws ────────────────────────────────────────────────────────────────────────────────────────────────────────


def filling_an_unknown_never_reverses(r: Random, start: Start) -> Iterator[str]:
    """A fact that a tree reads, and of which nothing is known, stated beyond doubt."""
    world = start.world
    for finding, judged in _findings(r, start, 3, "met", "met_by_alternative", "not_met"):
        unknown = [key for key in _keys_of(start, judged) if not any(one.known for one in world.facts.values(*key))]
        if not unknown:
            continue
        key = r.choice(unknown)
        data = stated(world.data, key, [proven(generate.value(r, FACTS[key[0]]))])
        after = start.judged(data)
        # What contradicts a label or a stated fact is evidence, and no answer to what was unknown.
        if after.labels != world.labels or _contradictions(after) - _contradictions(world):
            continue
        for other, before in world.verdicts.items():
            if {before.verdict, after.verdicts[other].verdict} in (
                {"met", "not_met"},
                {"met_by_alternative", "not_met"},
            ):
                yield f"{key} of {finding}: {other} {before.verdict} -> {after.verdicts[other].verdict}"


def _contradictions(world: World) -> set[tuple[str, int | None]]:
    return {(conclusion.row.id, subject) for conclusion, subject, _ in world.facts.contradictions()}


def support_never_lowers(r: Random, start: Start) -> Iterator[str]:
    """What decided a verdict, said once more with proof: what is met stays met, what fails keeps failing."""
    for finding, judged in _findings(r, start, 3, "met", "met_by_alternative", "not_met", "not_determined"):
        if judged.verdict == "not_determined" and judged.reason not in ("evidence_insufficient", "evidence_stale"):
            continue
        grounds = [
            one for one in judged.because
            if one.key[0] in FACTS and one.statements and one.value is not None and not FACTS[one.key[0]].adds
            and _alike(one.statements[0].statement.value, one.value)  # who is contested says the contrary
        ]  # fmt: skip
        if not grounds:
            continue
        ground = r.choice(grounds)
        key = _full(ground.key, judged)
        placed = ground.statements[0]
        if placed.path != key[0]:
            continue
        said = {**_plain(placed.statement.value), "basis": placed.basis, "evidence": [r.choice(PROOF)]}
        after = start.judged(added(start.world.data, key, said)).verdicts[finding]
        if judged.verdict == "not_determined":
            if after.verdict == "not_met" and judged.presumption is None:
                yield f"{finding} open, {key} supported -> not_met"
        elif GRAVITY[after.verdict] != GRAVITY[judged.verdict]:
            yield f"{finding} {judged.verdict}, {key} supported -> {after.verdict}"


def _plain(value: Any) -> Data:
    return {"value": json.loads(json.dumps(value, default=str))}


def _full(key: Key, judged: Judged) -> Key:
    """A key as facts are looked up: with the subject where it is the subject's."""
    path, workforce = key
    if workforce is None and FACTS[path].scope == "workforce":
        return path, judged.workforce
    return key


def _side(start: Start, finding: Finding, key: Key, said: Data) -> str:
    """What a condition comes to where a fact is proven to have the value of a statement, and nothing else."""
    data = stated(start.world.data, key, [said | {"evidence": list(PROOF), "as_of": None}])
    return start.judged(data).verdicts[finding].verdict


def contradiction_never_raises(r: Random, start: Start) -> Iterator[str]:
    """An adverse value beside what is stated: never kinder, and where it stays met, with a warning."""
    world = start.world
    ids = [item["id"] for item in world.data["evidence"]]
    for finding, judged, key in _pairs(r, start, 3):
        basis = basis_of(start, key)
        said = {"value": generate.value(r, FACTS[key[0]]), "basis": basis}
        if _side(start, finding, key, said) != "not_met":
            continue
        said["evidence"] = r.sample(ids, r.randint(0, min(2, len(ids))))
        said["as_of"] = _some_day(r, world)
        after = start.judged(added(world.data, key, said))
        found = after.verdicts[finding]
        if GRAVITY[found.verdict] < GRAVITY[judged.verdict]:
            yield f"{finding} {judged.verdict}, {key} contradicted by {said} -> {found.verdict}"
        live = any(one.statement.evidence == tuple(said["evidence"]) and _alike(one.statement.value, said["value"])
                   for one in after.facts.stated(*key))  # fmt: skip
        if live and GRAVITY[found.verdict] == 0 and not found.set_aside:
            # Another way to be met, or not to apply, may not need the fact at all.
            needed = start.judged(without(world.data, key)).verdicts[finding]
            if GRAVITY[needed.verdict] != 0:
                yield f"{finding} stays {found.verdict} without a word, {key} contradicted by {said}"


def _some_day(r: Random, world: World) -> str | None:
    """A day up to the file's own, or none."""
    days = r.choice([None, 0, 10, 400, 2_000])
    return None if days is None else shifted(world.facts.as_of, -days).isoformat()


def _alike(one: Any, other: Any) -> bool:
    return bool(json.dumps(one, default=str, sort_keys=True) == json.dumps(other, default=str, sort_keys=True))


def two_that_agree_are_like_one(r: Random, start: Start) -> Iterator[str]:
    """A second adverse value beside an adverse one is never kinder, a second good one never stricter."""
    world = start.world
    ids = [item["id"] for item in world.data["evidence"]]
    for finding, judged, key in _pairs(r, start, 4, "met", "met_by_alternative", "not_met"):
        said = {"value": generate.value(r, FACTS[key[0]]), "basis": basis_of(start, key)}
        alone = _side(start, finding, key, said)
        if GRAVITY[alone] != GRAVITY[judged.verdict]:
            continue
        said["evidence"] = r.sample(ids, r.randint(0, min(2, len(ids))))
        said["as_of"] = _some_day(r, world)
        both = start.judged(added(world.data, key, said))
        after = both.verdicts[finding]
        # What other facts speak against is not good because proof would make it so.
        good = judged.verdict == "not_met" or not _contradictions(both) - _contradictions(world)
        if good and GRAVITY[after.verdict] != GRAVITY[judged.verdict]:
            yield f"{finding} {judged.verdict}, {key} also {said} -> {after.verdict} ({after.reason})"


def leaving_out_never_helps(r: Random, start: Start) -> Iterator[str]:
    """An issuer, a date that nothing else gives, a label, who contests or signs: without it nothing is kinder."""
    for what, data in _left_out(r, start.world.data, 3):
        after = start.judged(data)
        if what.startswith("country"):
            # What is no FLOOR, or where nothing else says where the host is, stays open instead of failing.
            floors = {key: one for key, one in start.world.verdicts.items() if one.class_ == "FLOOR"}
            known = {"country"} <= set(after.labels)
            yield from _not_kinder(start.world._replace(verdicts=floors), after, what) if known else ()
        elif what.startswith("worker_class"):
            # Unstated is judged as direct, so what asks only about other classes no longer applies.
            others = {key for key, one in after.verdicts.items() if one.verdict == "not_applicable"}
            kept = {key: one for key, one in start.world.verdicts.items() if key not in others}
            yield from _not_kinder(start.world._replace(verdicts=kept, word="release"), after, what)
        else:
            yield from _not_kinder(start.world, after, what)


# What an item of evidence can leave out, beside its dates.
OF_ITEMS = ("issuer", "signed_by", "examined_by", "independent", "unannounced", "private_interviews", "records_matched")


def _left_out(r: Random, data: Data, count: int) -> Iterator[tuple[str, Data]]:
    places: list[tuple[tuple[Any, ...], str]] = []
    for index, item in enumerate(data["evidence"]):
        places += [(("evidence", index), name) for name in OF_ITEMS if item.get(name)]
        days = [name for name in ("issued", "covers_until") if item.get(name)]
        # A day after the file's own leaves a statement out; without it, it is a claim like any that has no day.
        if len(days) == 1 and item[days[0]] <= data["as_of"] and not _dated_otherwise(data, item["id"]):
            places.append((("evidence", index), days[0]))
    for index, party in enumerate(data.get("parties") or ()):
        places += [(("parties", index), name) for name in ("kind", "country") if party.get(name)]
    places += [((), "country")] if data.get("country") else []
    for index, entry in enumerate(data.get("workforces") or ()):
        places += [(("workforces", index), name) for name in ("worker_class",) if entry.get(name)]
    for path in _long_places(data):
        statement = _at(data, path)
        # Without `contested: true` it is what contests, and not a word beside it.
        places += [(path, "contested_by")] if statement.get("contested_by") and statement.get("contested") else []
        if (
            statement.get("as_of")
            and statement.get("evidence")
            and not any(_days(data, one) for one in statement["evidence"])
        ):
            places.append((path, "as_of"))
    used = {identity for path in _long_places(data) for identity in _at(data, path).get("evidence") or ()}
    # What nothing cites can hardly matter.
    places = [one for one in places if one[0][:1] != ("evidence",) or data["evidence"][one[0][1]]["id"] in used]
    for path, name in r.sample(places, min(count, len(places))):
        changed = copy.deepcopy(data)
        value = _at(changed, path).pop(name)
        yield f"{name} {value} of {path} left out", changed


def _at(data: Data, path: tuple[Any, ...]) -> Any:
    found: Any = data
    for part in path:
        found = found[part]
    return found


def _long_places(data: Data) -> Iterator[tuple[Any, ...]]:
    """The way to each statement of a file in long form."""
    holders: list[tuple[tuple[Any, ...], str]] = [((), "project")]
    holders += [(("workforce_defaults",), "workforce")] if data.get("workforce_defaults") else []
    holders += [(("workforces", index), "workforce") for index in range(len(data.get("workforces") or ()))]
    for base, scope in holders:
        for section in SECTIONS[scope]:  # type: ignore[index]
            for name, said in (_at(data, base).get(section) or {}).items():
                yield from ((*base, section, name, index) for index in range(len(said)))


def _days(data: Data, identity: str) -> list[str]:
    item = next(one for one in data["evidence"] if one["id"] == identity)
    return [item[name] for name in ("issued", "covers_until") if item.get(name)]


def _dated_otherwise(data: Data, identity: str) -> bool:
    """Whether a statement that cites an item names a day itself."""
    return any(
        _at(data, path).get("as_of")
        for path in _long_places(data)
        if identity in (_at(data, path).get("evidence") or ())
    )


def leaving_out_what_is_implied_never_helps(r: Random, start: Start) -> Iterator[str]:
    """A kind answer left out of which other stated facts imply the contrary."""
    world = start.world
    found = [one for one in world.facts.contradictions() if one[0].row.kind == "implies" and one[0].path in FACTS]
    for conclusion, subject, _ in r.sample(found, min(2, len(found))):
        key = (conclusion.path, subject if FACTS[conclusion.path].scope == "workforce" else None)
        kept = [one for one in said_of(world.data, key) if one.get("value") is None or conclusion.allows(one["value"])]
        data = stated(world.data, key, kept) if kept else without(world.data, key)
        after = start.judged(data)
        for finding, judged in world.verdicts.items():
            if after.gravity(finding) < world.gravity(finding):
                # An adverse answer is no kind one: that it may be left out is for other laws to punish.
                gone = [one for one in said_of(world.data, key) if one not in kept]
                if all(GRAVITY[_side(start, finding, key, one)] == 0 for one in gone):
                    kinder = f"{judged.verdict} -> {after.verdicts[finding].verdict}"
                    yield f"{key} left out against {conclusion.row.id}: {finding} {kinder}"


def other_burdens_are_never_laxer(r: Random, start: Start) -> Iterator[str]:
    """``documentary`` and ``presumed_not_met`` beside ``neutral``."""
    burden = r.choice(["documentary", "presumed_not_met"])
    yield from _not_kinder(start.world, start.judged(start.world.data, burden=burden), burden)


def strict_is_never_laxer(r: Random, start: Start) -> Iterator[str]:
    """The profile ``strict`` beside the pack's own default; other profiles may be laxer by their purpose."""
    if "strict" in start.pack.profiles:
        yield from _not_kinder(start.world, start.judged(start.world.data, profile="strict"), "strict")


def form_changes_nothing(r: Random, start: Start) -> Iterator[str]:
    """Order, ids, long or short form, and the language of the file."""
    change = r.choice([_reordered, _renamed, _shortened, _in_another_language])
    data, workforces = change(r, start.world.data)
    after = start.judged(data)
    yield from _same(start.world, after, change.__name__, workforces)


def _same(before: World, after: World, what: str, workforces: Mapping[int | None, int | None]) -> Iterator[str]:
    for (condition, subject), one in before.verdicts.items():
        other = after.verdicts.get((condition, workforces.get(subject, subject)))
        if other is None or (other.verdict, other.reason) != (one.verdict, one.reason):
            found = other and (other.verdict, other.reason)
            yield f"{what}: {condition} {subject} {one.verdict} {one.reason} -> {found}"
    if before.word != after.word:
        yield f"{what}: {before.word} -> {after.word}"


def _reordered(r: Random, data: Data) -> tuple[Data, dict[int | None, int | None]]:
    data = copy.deepcopy(data)
    for _, said in facts_in(data):
        r.shuffle(said)
        for one in said:
            if one.get("evidence"):
                r.shuffle(one["evidence"])
    r.shuffle(data["evidence"])
    r.shuffle(data.get("parties") or [])
    places: dict[int | None, int | None] = {}
    if data.get("workforces"):
        order = list(range(len(data["workforces"])))
        r.shuffle(order)
        data["workforces"] = [data["workforces"][index] for index in order]
        places.update({old: new for new, old in enumerate(order)})
    return data, places


def _renamed(r: Random, data: Data) -> tuple[Data, dict[int | None, int | None]]:
    """Ids of evidence, workforces and parties, wherever they are named."""
    items = {item["id"]: f"X{index}" for index, item in enumerate(data["evidence"])}
    parties = {party["id"]: f"q{index}x" for index, party in enumerate(data.get("parties") or ())}
    data = copy.deepcopy(data)
    for item in data["evidence"]:
        item["id"] = items[item["id"]]
        if item.get("origin"):
            item["origin"] = items.get(item["origin"], item["origin"])
        item["issuer"] = parties.get(item.get("issuer"), item.get("issuer"))
        if item.get("signed_by"):
            item["signed_by"] = [parties.get(one, one) for one in item["signed_by"]]
        if item.get("examined_by"):
            item["examined_by"]["name"] = parties.get(item["examined_by"].get("name"), item["examined_by"].get("name"))
    for party in data.get("parties") or ():
        party["id"] = parties[party["id"]]
        party["part_of"] = parties.get(party.get("part_of"), party.get("part_of"))
    for index, entry in enumerate(data.get("workforces") or ()):
        entry["id"] = f"v{index}"
    for entry in (*(data.get("workforces") or ()), data.get("workforce_defaults") or {}):
        if entry.get("employer"):
            entry["employer"] = parties.get(entry["employer"], entry["employer"])
    for _, said in facts_in(data):
        for one in said:
            if one.get("evidence"):
                one["evidence"] = [items[identity] for identity in one["evidence"]]
            if one.get("contested_by"):
                one["contested_by"] = parties.get(one["contested_by"], one["contested_by"])
    return data, {}


def _shortened(_: Random, data: Data) -> tuple[Data, dict[int | None, int | None]]:
    """A statement that stands alone without its list, and a bare value without its statement."""
    data = copy.deepcopy(data)
    for _, facts, name, _fact in places(data):
        said = facts[name]
        if len(said) == 1:
            facts[name] = said[0]["value"] if set(said[0]) == {"value"} else said[0]
    return data, {}


def _in_another_language(r: Random, data: Data) -> tuple[Data, dict[int | None, int | None]]:
    if generate.chance(r, 0.5):
        return parse_text("project.json", json.dumps(data)).data, {}
    data = copy.deepcopy(data)
    for _, facts, name, _fact in places(data):
        # TOML has no null: a blank is left out there, which says as much.
        facts[name] = [one for one in facts[name] if one.get("value") is not None or one.get("not_collected")]
        if not facts[name]:
            del facts[name]
    return parse_text("project.toml", toml_text(data)).data, {}


def splitting_a_workforce_changes_nothing(r: Random, start: Start) -> Iterator[str]:
    """One entry as two that state the same; what counts heads is left out, since it would count twice."""
    entries = start.world.data.get("workforces") or ()
    if not entries:
        return
    data = copy.deepcopy(start.world.data)
    place = r.randrange(len(entries))
    data["workforces"][place].pop("headcount", None)
    data.get("workforce_defaults", {}).pop("headcount", None)
    before = start.judged(data)
    split = copy.deepcopy(data)
    split["workforces"].append(copy.deepcopy(split["workforces"][place]) | {"id": "the-other-half"})
    after = start.judged(split)
    yield from _same(before, after, "split", {})
    last = len(entries)
    for (condition, subject), one in after.verdicts.items():
        if subject == last and one.verdict != after.verdicts[condition, place].verdict:
            yield f"split: {condition} of the halves: {after.verdicts[condition, place].verdict}, {one.verdict}"


def because_suffices(r: Random, start: Start) -> Iterator[str]:
    """Only what is in `because` and `contrary` kept, the verdict stays; of `because` alone nothing can be left out."""
    for finding, judged in _findings(r, start, 3, "met", "met_by_alternative", "not_met"):
        grounds = (*judged.because, *judged.contrary)
        kept = {(placed.path, placed.pointer) for one in grounds for placed in one.statements}
        facts = {path for path, _ in kept} | {one.key[0] for one in grounds}
        data = copy.deepcopy(start.world.data)
        for _, holder, name, fact in places(data):
            if fact.path not in facts:
                del holder[name]
        alone = start.judged(data)
        if alone.labels != start.world.labels:
            continue
        if finding not in alone.verdicts or alone.verdicts[finding].verdict != judged.verdict:
            found = alone.verdicts.get(finding)
            yield f"{finding} {judged.verdict} because {sorted(facts)}; alone {found and (found.verdict, found.reason)}"
            continue
        # Why a condition applies is told; where it is met all the same, it need not apply.
        told = keys_read([one for one in (judged.condition.applies,) if one], alone.facts, judged.workforce)
        applied = {path for path, _ in told} if judged.verdict != "not_met" else set()
        least = alone.verdicts[finding]
        if least.contrary:
            continue  # a fact in dispute has values on both sides, and goes with both
        for ground in [one for one in least.because if one.statements and one.key[0] not in applied][:3]:
            # A fact goes with all that implies it.
            less = alone.data
            for path in {ground.key[0], *(placed.path for placed in ground.statements)}:
                less = without(less, _full((path, ground.key[1]), judged))
            after = start.judged(less)
            if after.labels == alone.labels and after.verdicts[finding].verdict == judged.verdict:
                yield f"{finding} {judged.verdict} because {sorted(facts)}; not needed: {ground.key}"


def what_is_met_has_the_grade_asked_for(_: Random, start: Start) -> Iterator[str]:
    """A met verdict that shows a grade shows one that reaches what it says is asked for."""
    for finding, one in start.world.verdicts.items():
        if GRAVITY[one.verdict] == 0 and one.grade is not None and one.grade < (one.demanded_grade or 0):
            yield f"{finding} {one.verdict} with grade {one.grade} where {one.demanded_grade} is asked for"


def what_would_decide_decides(r: Random, start: Start) -> Iterator[str]:
    """Every answer that an open condition says would decide it, given with proof."""
    if start.world.labels:
        return  # where a label is contradicted, what is open with it and without it asks for different things
    for finding, judged in _findings(r, start, 3, "not_determined"):
        graded = [need for need in judged.needs if need.would_decide.startswith("met with evidence")]
        if graded:
            yield from _with_evidence(start, finding, judged)
            continue
        told = [need for need in judged.needs if need.would_decide and need.key[0] in FACTS]
        if not told:
            continue
        need = r.choice(told)
        answers = list(_answers(start, judged, need.key[0], need.would_decide))
        for verdict, value in r.sample(answers, min(2, len(answers))):
            key = _full(need.key, judged)
            data = start.world.data
            # Other facts of the condition may stand on weak evidence, and what is promised decides nothing yet.
            for other in _stated_keys(start, judged):
                data = stated(
                    data, other, [one | {"evidence": list(PROOF), "as_of": None} for one in said_of(data, other)]
                )
            after = start.judged(stated(data, key, [proven(value)]))
            found = after.verdicts[finding]
            if after.labels != start.world.labels or _contradictions(after) - _contradictions(start.world):
                continue
            if found.reason == "evidence_insufficient" and {one.key[0] for one in found.needs} == {AUTHORISATIONS}:
                continue  # only the body's own paper shows one, and the proof given here is not that
            if GRAVITY[found.verdict] != GRAVITY[verdict]:
                yield f"{finding}: {need.key} `{value}` -> {found.verdict} ({found.reason}), told {need.would_decide}"


def _answers(start: Start, judged: Judged, path: str, told: str) -> Iterator[tuple[str, Any]]:
    """Verdicts with an answer that is said to lead to each, from the words of the report."""
    promised = {
        words: said.replace(" ", "_") for said, _, words in (part.partition(" if ") for part in told.split("; "))
    }
    condition = judged.condition
    row = FACTS[path]
    for tree in Trees(condition.applies, condition.requires, condition.alternative).every:
        for test in walk(tree):
            if not isinstance(test, Test) or test.ref != FactRef(path):
                continue
            operand = _operand(start, test)
            if operand is None:
                continue
            true, false = witnesses(test.op, operand, row.choices, row.kind)
            for values, phrase in ((true, OPERATORS[test.op].holds), (false, OPERATORS[test.op].fails)):
                listed = row.kind in ("bool", "choice")
                words = say_operand(tuple(values)) if listed else phrase.format(say_operand(operand))
                for said, verdict in promised.items():
                    if words == said:
                        yield from ((verdict, json.loads(json.dumps(value, default=str))) for value in values)


def _operand(start: Start, test: Test) -> Any:
    """What a test compares with, where that is one plain value."""
    match test.operand:
        case Constant(value):
            return value
        case ParamRef(name):
            value = start.world.terms.parameters[name]
            return None if isinstance(value, Either) else value
    return None


def _with_evidence(start: Start, finding: Finding, judged: Judged) -> Iterator[str]:
    """Proof for every fact that is said to lack it: what was claimed is met."""
    data = start.world.data
    for need in judged.needs:
        key = _full(need.key, judged)
        if key[0] == AUTHORISATIONS:
            return  # only the body's own paper shows one
        said = copy.deepcopy(said_of(data, key))
        if not said:
            return  # it follows from other facts
        for one in said:
            one["evidence"] = [*(one.get("evidence") or ()), *PROOF]
            one["as_of"] = None
        data = stated(data, key, said)
    found = start.judged(data).verdicts[finding]
    if GRAVITY[found.verdict] != 0:
        needs = [need.key for need in judged.needs]
        yield f"{finding} open ({judged.reason}), {needs} proven -> {found.verdict} ({found.reason})"


LAWS: dict[str, Callable[[Random, Start], Iterator[str]]] = {
    law.__name__: law
    for law in (
        filling_an_unknown_never_reverses, support_never_lowers, contradiction_never_raises,
        two_that_agree_are_like_one,
        leaving_out_never_helps, leaving_out_what_is_implied_never_helps, other_burdens_are_never_laxer,
        strict_is_never_laxer, form_changes_nothing, splitting_a_workforce_changes_nothing, because_suffices,
        what_is_met_has_the_grade_asked_for, what_would_decide_decides,
    )
}  # fmt: skip


def tried(name: str, seed: int, tally: Tally) -> list[str]:
    """The breaches of a law on the file of one seed."""
    r = Random(f"{name}/{seed}")
    found: list[str] = []
    try:
        found.extend(LAWS[name](r, start(r, tally)))
    except InputError as error:
        # Figures drawn for a change may be impossible beside others; the form of a file can make nothing so.
        if name == form_changes_nothing.__name__:
            found.append(str(error))
    return found


def main() -> None:
    """Try every law in turn until so many verdicts were given, and print the counts."""
    parser = argparse.ArgumentParser(description="try the laws of the product on random files")
    parser.add_argument("--verdicts", type=int, default=100_000, help="how many verdicts, at least (default 100000)")
    parser.add_argument("--law", choices=list(LAWS), action="append", help="only this law; may be given again")
    parser.add_argument("--seed", type=int, default=0, help="the first seed (default 0)")
    given = parser.parse_args()
    laws = given.law or list(LAWS)
    tallies = {name: Tally() for name in laws}
    breaches: Counter[str] = Counter()
    begun, seed = time.monotonic(), given.seed
    while sum(tally.verdicts for tally in tallies.values()) < given.verdicts:
        for name in laws:
            for breach in tried(name, seed, tallies[name]):
                breaches[name] += 1
                sys.stdout.write(f"{name} --seed {seed}: {breach}\n")
        seed += 1
    files = seed - given.seed
    for name, tally in tallies.items():
        sys.stdout.write(f"{name:<48}{files:>8} files{tally.verdicts:>10} verdicts{breaches[name]:>6} breaches\n")
    total = sum(tally.verdicts for tally in tallies.values())
    sys.stdout.write(f"{total} verdicts in {time.monotonic() - begun:.0f} s, {sum(breaches.values())} breaches\n")
    sys.exit(1 if breaches else 0)


if __name__ == "__main__":
    main()
