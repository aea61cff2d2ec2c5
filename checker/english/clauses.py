"""One test in a clause, and its denial in another: ``the employer may refuse a worker``, ``… may not refuse …``."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.tree import Constant, Count, FactRef, ItemRef, ParamRef, Scaled, Test
from checker.english.choices import COUNTRIES
from checker.english.fact_phrases import Phrase, phrase_of
from checker.english.values import number_words, one_of, quantity, value_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checker.domain.pack import OwnFact, Parameter, Profile
    from checker.domain.tree import Operand

__all__ = ["Settings", "say_count", "say_test"]

_NUMBERS = ("integer", "number", "share")
_OPPOSITE = {
    "is": "is_not", "in": "not_in", "at_least": "less_than", "at_most": "more_than", "contains_any": "contains_none",
    "within": "not_within", "before": "on_or_after", "on_or_before": "after", "stated": "not_stated",
}  # fmt: skip
_OPPOSITE |= {other: op for op, other in _OPPOSITE.items()}
_AMOUNTS = {
    "is": "exactly {}", "at_least": "at least {}", "at_most": "at most {}", "more_than": "more than {}",
    "less_than": "less than {}",
}  # fmt: skip
_DAYS = {
    "before": "before {}", "on_or_before": "on or before {}", "on_or_after": "on or after {}", "after": "after {}",
    "is": "on {}",
}  # fmt: skip
_DENIED = ("is_not", "not_in")
_OPEN_ENDED = ("before", "on_or_before", "on_or_after")


class Settings(NamedTuple):
    """What a clause needs to know of its pack: the parameters, and the profiles that change them."""

    parameters: Mapping[str, Parameter]
    profiles: Mapping[str, Profile]
    own: Mapping[str, OwnFact] = MappingProxyType({})

    def phrase(self, path: str, records: str = "") -> Phrase:
        """The phrase of a fact, also of one that the pack brings itself."""
        own = self.own.get(path)
        return phrase_of(path, records, own.row if own else None)

    def note(self, operand: Operand, *, share: bool = False) -> str:
        """That a value is a parameter's, and what it is elsewhere; empty where the pack says it in so many words."""
        if not isinstance(operand, ParamRef):
            return ""
        parameter = self.parameters[operand.name]
        said = [f"parameter {operand.name}", *self.elsewhere(parameter, share=share), *host_law(parameter)]
        return f" ({'; '.join(said)})"

    def elsewhere(self, parameter: Parameter, *, share: bool = False) -> list[str]:
        """What profiles make of a parameter, where it is another value."""
        given = [(profile.name, profile.parameters.get(parameter.name)) for profile in self.profiles.values()]
        return [
            f"{parameter_value(parameter, value, share=share)} in the profile {name}"
            for name, value in given if value is not None and value != parameter.default
        ]  # fmt: skip

    def value(self, operand: Operand) -> Any:
        """What an operand stands for where nobody sets it."""
        if isinstance(operand, ParamRef):
            return self.parameters[operand.name].default
        return operand.value if isinstance(operand, Constant) else operand


def host_law(parameter: Parameter) -> list[str]:
    """What the laws of hosts ask, which govern where they ask more."""
    return [
        f"where it is more, {parameter_value(parameter, law.value)} by host law of "
        f"{COUNTRIES.get(law.country, law.country)}{f' from {law.from_}' if law.from_ else ''}"
        f"{f' until {law.until}' if law.until else ''}"
        for law in parameter.host_law
    ]


def parameter_value(parameter: Parameter, value: Any, *, share: bool = False) -> str:
    """A parameter's value in words, without its unit."""
    if isinstance(value, list | tuple):
        return one_of([str(item) for item in value], "and") if value else "none"
    return (
        number_words(value, share=share)
        if isinstance(value, int | float) and parameter.type != "choice"
        else str(value)
    )


def say_test(test: Test, settings: Settings, records: str, *, denied: bool) -> str:
    """A test as a clause; ``denied``: that it does not hold."""
    op = _OPPOSITE[test.op] if denied else test.op
    match test.ref:
        case ParamRef(name):
            said = _say_parameter(settings.parameters[name], settings, op, settings.value(test.operand))
            return said + settings.note(test.operand)
        case FactRef(path):
            phrase = settings.phrase(path)
        case ItemRef(field):
            phrase = settings.phrase(field, records)
    # What has no end falls neither before nor after a day, so the opposite of its test says too much.
    if denied and test.op in _OPEN_ENDED and phrase.fact.choices:
        return phrase.fails.format(_DAYS[test.op].format(_day(settings.value(test.operand), phrase, settings)))
    note = settings.note(test.operand, share=phrase.fact.kind == "share")
    return _say(phrase, op, settings.value(test.operand), settings) + note


def _say(phrase: Phrase, op: str, value: Any, settings: Settings) -> str:
    kind = phrase.fact.kind
    if op in ("stated", "not_stated"):
        name = phrase.name or f"the answer to “{phrase.fact.question}”"
        return f"{name.rstrip(',')} is {'not ' if op == 'not_stated' else ''}stated"
    if kind == "bool":
        return phrase.holds if (op == "is") == value else phrase.fails
    if kind in _NUMBERS:
        return _say_number(phrase, op, value, settings)
    if kind == "set":
        return _say_set(phrase, op, value)
    if kind == "date" and op in _DAYS | {"is_not": ""} and value != "none":
        return _say_day(phrase, op, value, settings)
    values = value if isinstance(value, tuple | list) else (value,)
    if phrase.holds == "{}":
        return _say_clauses(phrase, op, values)
    words = [value_words(item, phrase) for item in values]
    return (phrase.fails if op in _DENIED else phrase.holds).format(one_of(words))


def _say_clauses(phrase: Phrase, op: str, values: Sequence[Any]) -> str:
    """A fact each of whose words is a clause of its own: what is denied is said by the words that are left."""
    denied = op in _DENIED
    said = [word for word in phrase.fact.choices if (word in values) != denied]
    if not said:
        return phrase.fails.format(one_of([value_words(item, phrase) for item in values]))
    clauses = [value_words(item, phrase) for item in said]
    return clauses[0] if len(clauses) == 1 else f"either {', or '.join(clauses)}"


def _say_number(phrase: Phrase, op: str, value: Any, settings: Settings) -> str:
    if isinstance(value, Scaled):
        other = settings.phrase(value.path).name
        factor = {1: "", 0.5: "half of ", 2: "twice "}.get(value.times, f"{number_words(value.times)} times ")
        said = f"not exactly {factor}{other}" if op == "is_not" else _AMOUNTS[op].format(factor + other)
        return f"{phrase.name} is {said}"
    whole = phrase.fact.kind == "integer"
    # No number of the vocabulary is below nought.
    if phrase.none and ((op in ("is", "at_most") and value == 0) or (op == "less_than" and whole and value == 1)):
        return phrase.none
    if phrase.some and ((op in ("is_not", "more_than") and value == 0) or (op == "at_least" and whole and value == 1)):
        return phrase.some
    amount = quantity(value, phrase)
    if op == "is_not":
        return f"{phrase.name} is not {number_words(value) if phrase.name.startswith('the number of') else amount}"
    said = "fewer than {}" if op == "less_than" and whole and phrase.unit[1] else _AMOUNTS[op]
    return phrase.holds.format(said.format(amount))


def _say_set(phrase: Phrase, op: str, value: Sequence[str]) -> str:
    words = [value_words(item, phrase) for item in value]
    several = len(words) > 1
    match op:
        case "contains_any":
            said = f"include at least one of {one_of(words, 'and')}" if several else f"include {words[0]}"
        case "contains_none":
            said = f"include none of {one_of(words, 'and')}" if several else f"do not include {words[0]}"
        case "within":
            said = f"include nothing beyond {one_of(words, 'and')}"
        case _:
            said = f"include something beyond {one_of(words, 'and')}"
    return f"{phrase.name} {said}"


def _say_day(phrase: Phrase, op: str, value: Any, settings: Settings) -> str:
    day = _day(value, phrase, settings)
    return phrase.fails.format(f"on {day}") if op == "is_not" else phrase.holds.format(_DAYS[op].format(day))


def _day(value: Any, phrase: Phrase, settings: Settings) -> str:
    if not isinstance(value, Scaled):
        return value_words(value, phrase)
    return "the day of the facts" if value.path == "as_of" else settings.phrase(value.path).name


def _say_parameter(parameter: Parameter, settings: Settings, op: str, value: Any) -> str:
    values = value if isinstance(value, tuple | list) else (value,)
    said = one_of([parameter_value(parameter, item) for item in values])
    if op in ("is", "in", *_DENIED):
        said = f"not {said}" if op in _DENIED else said
    elif op in _AMOUNTS:
        said = _AMOUNTS[op].format(said)
    now = parameter_value(parameter, parameter.default)
    notes = [f"it is {now}", *settings.elsewhere(parameter), *host_law(parameter)]
    return f"the parameter {parameter.name} is {said} ({'; '.join(notes)})"


def say_count(count: Count, settings: Settings, *, denied: bool) -> str:
    """A count as a clause; where it counts only some records, what those must satisfy follows it."""
    op = _OPPOSITE[count.op] if denied else count.op
    phrase, value, note = settings.phrase(count.path), settings.value(count.operand), settings.note(count.operand)
    if phrase.fact.kind == "records":
        return _count_records(count, phrase, op, value, settings) + note
    name = phrase.name.removeprefix("the ")
    if op in ("is", "at_most") and value == 0 and not note:
        return f"the list of {name} is empty"
    if (op in ("is_not", "more_than") and value == 0 and not note) or (op, value, note) == ("at_least", 1, ""):
        return f"the list of {name} is not empty"
    return f"the number of {name} is {_amount(op, value, settings)}{note}"


def _count_records(count: Count, phrase: Phrase, op: str, value: Any, settings: Settings) -> str:
    said = _amount(op, value, settings)
    once = ""
    if count.distinct:
        field = settings.phrase(count.distinct, count.path)
        once = f"counting each {(field.name or field.fact.question).removeprefix('its ').removeprefix('the ')} once, "
    if count.where is not None:
        return f"{once}the number of {phrase.unit[1]} that satisfy what follows is {said}"
    if not once and op in ("is", "at_most") and value == 0:
        return f"there is no {phrase.unit[0]}"
    if not once and ((op in ("is_not", "more_than") and value == 0) or (op == "at_least" and value == 1)):
        return f"there is at least one {phrase.unit[0]}"
    return f"{once}the number of {phrase.unit[1]} is {said}"


def _amount(op: str, value: Any, settings: Settings) -> str:
    if isinstance(value, Scaled):
        factor = "" if value.times == 1 else f"{number_words(value.times)} times "
        amount = f"{factor}{settings.phrase(value.path).name}"
    else:
        amount = number_words(value)
    return f"not {amount}" if op == "is_not" else _AMOUNTS[op].format(amount)
