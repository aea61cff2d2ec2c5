"""A case of a pack as a worked example: the facts that it gives, in English."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from checker.domain.grades import GRADE_MEANINGS
from checker.domain.tree import Constant, FactRef, ItemRef, Test
from checker.domain.vocabulary import RECORDS
from checker.domain.words import MET
from checker.english.clauses import Settings, parameter_value, say_test
from checker.english.fact_phrases import phrase_of
from checker.english.values import number_words, one_of, value_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from checker.domain.pack import Pack
    from checker.packs.cases import Case

__all__ = ["USUAL", "examples_of", "given_facts"]

USUAL = (
    "Unless an example says otherwise, it is of a commercial project in operation in the DPRK, on 1 January 2026, with "
    "one workforce of 100 direct workers, nationals of the DPRK who work there and can speak safely; and what is "
    "stated is stated of practice, on evidence of the highest grade. Nothing else is stated."
)
_PLAIN = {"facts", "purpose", "as_of", "country", "stage", "workforce", "parties"}
_BASES = {"practice": "in practice", "commitment": "as a commitment", "law": "in law"}
_NOT_COLLECTED = {"access_refused": "access was refused", "unsafe_to_collect": "it was unsafe to ask"}


def examples_of(cases: Iterable[Case]) -> list[Case]:
    """The first plain case in which the condition is met, and the first in which it is not."""
    found: list[Case] = []
    ordered = sorted(cases, key=lambda case: not case.given.keys() <= _PLAIN or not _is_plain(case))
    for verdicts in (MET, ("not_met",)):
        found += [case for case in ordered if case.expected["verdict"] in verdicts][:1]
    return found or ordered[:1]


def _is_plain(case: Case) -> bool:
    values = case.given.get("facts", {}).values()
    return not any(_is_statement(value) or _are_statements(value) for value in values)


def given_facts(case: Case, pack: Pack) -> Iterator[str]:
    """What a case gives, a clause for each fact or circumstance."""
    settings = Settings(pack.parameters, pack.profiles, pack.own)
    given = case.given
    for key in ("country", "purpose", "stage", "as_of"):
        if key in given:
            value = date.fromisoformat(given[key]) if key == "as_of" else given[key]
            yield _is(key, value, settings)
    if "workforce" in given:
        yield from _workforce(given["workforce"], settings)
    if given.get("speak_safely") is False:
        yield phrase_of("context.workers_can_speak_safely").fails
    if "parties" in given:
        yield from _records("parties", given["parties"], settings)
    for path, raw in given.get("facts", {}).items():
        yield from _fact(path, raw, settings)
    yield from _circumstances(given, pack)


def _circumstances(given: Mapping[str, Any], pack: Pack) -> Iterator[str]:
    if (grade := given.get("grade")) is not None:
        yield (
            "nothing supports what is stated"
            if grade == "E0"
            else f"the evidence is of grade {grade}: {GRADE_MEANINGS[grade]}"
        )
    if "regime" in given:
        yield f"the sanctions regime is {given['regime']}"
    if "profile" in given:
        yield f"the profile is {given['profile']}"
    for name, value in given.get("parameters", {}).items():
        yield f"the parameter {name} is set to {parameter_value(pack.parameters[name], value)}"
    if given.get("burden") == "presumed_not_met":
        yield "what is not determined is presumed not met where a presumption stands"
    elif given.get("burden") == "documentary":
        yield "assertions do not count"


def _workforce(given: Any, settings: Settings) -> Iterator[str]:
    if given == "none":
        yield "there is no workforce"
    elif given == "unstated":
        yield "no workforce is stated"
    else:
        for path, value in given.items():
            if path in RECORDS["workforces"]:
                yield _is(path, value, settings)


def _fact(path: str, raw: Any, settings: Settings) -> Iterator[str]:
    if _are_statements(raw):
        for one in raw:
            yield from _statement(path, one, settings)
    elif _is_statement(raw):
        yield from _statement(path, raw, settings)
    else:
        yield from _value(path, raw, settings)


def _is_statement(raw: Any) -> bool:
    return isinstance(raw, dict) and bool(raw.keys() & {"value", "not_collected", "basis", "grade"})


def _are_statements(raw: Any) -> bool:
    return isinstance(raw, list) and bool(raw) and all(map(_is_statement, raw))


def _statement(path: str, raw: Mapping[str, Any], settings: Settings) -> Iterator[str]:
    if why := raw.get("not_collected"):
        yield f"no answer to “{settings.phrase(path).fact.question}”: {_NOT_COLLECTED.get(why, why)}"
        return
    notes = [_BASES.get(raw.get("basis", ""), ""), f"grade {raw['grade']}" if "grade" in raw else "",
             "contested" if raw.get("contested") else "", f"of {raw['as_of']}" if "as_of" in raw else ""]  # fmt: skip
    said = ", ".join(note for note in notes if note)
    for clause in _value(path, raw.get("value"), settings):
        yield f"{clause} ({said})" if said else clause


def _value(path: str, value: Any, settings: Settings) -> Iterator[str]:
    fact = settings.phrase(path).fact
    if fact.kind == "records":
        yield from _records(path, value, settings)
    elif fact.kind == "money" and isinstance(value, dict):
        amount = f"{number_words(value.get('amount', 0))} {value.get('currency', '')}".rstrip()
        yield f"{settings.phrase(path).name} is {amount}"
    else:
        yield _is(path, value, settings)


def _records(path: str, records: list[Mapping[str, Any]], settings: Settings) -> Iterator[str]:
    one, several = settings.phrase(path).unit
    if not records:
        yield f"there are no {several}"
    for index, record in enumerate(records, 1):
        said = [_field(path, field, value, settings) for field, value in record.items() if field != "id"]
        which = one if len(records) == 1 else f"{one} {index}"
        yield f"{which}: {'; '.join(said) or 'nothing else is stated of it'}"


def _field(path: str, field: str, value: Any, settings: Settings) -> str:
    phrase = settings.phrase(field, path)
    if phrase.fact.kind == "set":
        return _set(phrase.name, [value_words(item, phrase) for item in value])
    if phrase.fact.kind == "date" and value != "none":
        value = date.fromisoformat(str(value))
    return say_test(Test(ItemRef(field), "is", Constant(value)), settings, path, denied=False)


def _is(path: str, value: Any, settings: Settings) -> str:
    phrase = settings.phrase(path)
    if phrase.fact.kind == "set":
        return _set(phrase.name, [value_words(item, phrase) for item in value])
    return say_test(Test(FactRef(path), "is", Constant(value)), settings, "", denied=False).replace("exactly ", "")


def _set(name: str, words: list[str]) -> str:
    """What a set is, all of it."""
    if not words:
        return f"the list of {name.removeprefix('the ').removeprefix('its ')} is empty"
    return f"{name.rstrip(',')}: {one_of(words, 'and')}"
