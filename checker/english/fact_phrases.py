"""How a fact is said: the rows of the tables, taken apart. A fact without a row is said by its question.

The parts of a row stand between bars. Of yes and no, words, texts and days: what is said where the
test holds, and where it does not; one part alone has ``~`` where `` not`` goes. Of numbers: the
sentence, the name of the number, and, where they read better, what none and some are called. Of
sets: their name. Of lists of records: one, and several. After two bars stands a name for the value.
"""

from __future__ import annotations

from typing import NamedTuple

from checker.domain.vocabulary import RECORDS, Fact, find
from checker.english.choices import COUNTRIES, EVERYWHERE, OF_FACT, UNITS
from checker.english.project_facts import FIELDS, PROJECT
from checker.english.workforce_facts import WORKFORCE

__all__ = ["Phrase", "phrase_of", "text_word", "word_of"]

_NUMERIC = ("integer", "number", "share")
_COUNTRY_FACTS = ("country", "nationality", "workplace_country", "parties.country")


class Phrase(NamedTuple):
    """How one fact is said.

    ``holds`` and ``fails`` have ``{}`` where a value goes; ``name`` is what the value is called; ``none``
    and ``some`` say that a number is nought, or is more; ``unit`` stands after a number, one and several.
    """

    fact: Fact
    key: str
    holds: str
    fails: str
    name: str
    none: str = ""
    some: str = ""
    unit: tuple[str, str] = ("", "")


def phrase_of(path: str, records: str = "", own: Fact | None = None) -> Phrase:
    """The phrase of a fact, or of a field of the records of a list.

    Args:
        path: the fact's path, or the field's name.
        records: the list whose records a field is of.
        own: the row of a fact that a pack brings itself.
    """
    if records and records != "workforces":
        fact = RECORDS[records][path]
        return _phrase(fact, f"{records}.{path}", FIELDS.get(records, {}).get(path))
    fact = find(path) or own or Fact(path, "text", path)
    return _phrase(fact, path, WORKFORCE.get(path) or PROJECT.get(path))


def _phrase(fact: Fact, key: str, row: str | None) -> Phrase:
    if row is None:
        return _by_question(fact, key)
    row, _, name = row.partition(" || ")
    parts = row.split(" | ")
    if fact.kind in _NUMERIC:
        none, some = parts[2:] if len(parts) > 2 else ("", "")
        return Phrase(fact, key, parts[0], "", parts[1], none, some, UNITS.get(key, ("", "")))
    if fact.kind in ("set", "money"):
        return Phrase(fact, key, "", "", row)
    if fact.kind == "records":
        return Phrase(fact, key, "", "", "", unit=(parts[0], parts[1]))
    if len(parts) == 1:
        parts = [row.replace("~", ""), row.replace("~", " not")]
    return Phrase(fact, key, parts[0], parts[1], name or f"the answer to “{fact.question}”")


def _by_question(fact: Fact, key: str) -> Phrase:
    """A fact that no table has: what its question asks, and the answer."""
    answer = f"the {'answers' if fact.kind == 'set' else 'answer'} to “{fact.question}”"
    if fact.kind == "bool":
        return Phrase(fact, key, f"{answer} is yes", f"{answer} is no", answer)
    if fact.kind == "records":
        return Phrase(
            fact, key, "", "", "", unit=(f"entry under “{fact.question}”", f"entries under “{fact.question}”")
        )
    unit = (fact.unit, fact.unit) if fact.unit else ("", "")
    return Phrase(fact, key, f"{answer} is {{}}", f"{answer} is not {{}}", answer, unit=unit)


def word_of(key: str, value: str) -> str:
    """A word of an enumeration, as it is said."""
    return OF_FACT.get(key, {}).get(value) or EVERYWHERE.get(value) or value.replace("_", " ")


def text_word(key: str, value: str) -> str:
    """A text that has words of its own; empty where it stands for itself."""
    return COUNTRIES.get(value, value) if key in _COUNTRY_FACTS else OF_FACT.get(key, {}).get(value, "")
