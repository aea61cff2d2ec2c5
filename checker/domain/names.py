"""Names in one normal form: who made a document, who takes part in a project, who attests.

Nobody becomes another by writing a name otherwise: case, spacing, punctuation, accents, letters that only
look alike, articles and legal forms do not count, and a name inside a longer one is the same name.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Names", "words_of"]

# Letters of Cyrillic and Greek that look like Latin ones (after case folding), by Unicode's table of confusables.
_LOOK_ALIKE = str.maketrans("авекмнорстухѕіјԁԛԝһьаеӏαβεηικμνορτυχγ", "abekmhopctyxsijdqwhbaelabenikmvoptuxy")
_ARTICLES = frozenset({"the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il", "of", "de"})
_LEGAL_FORMS = frozenset({
    "co", "ltd", "limited", "inc", "incorporated", "llc", "llp", "lp", "plc", "corp", "corporation", "company",
    "gmbh", "ag", "kg", "ohg", "ug", "se", "sa", "sas", "sarl", "srl", "spa", "sl", "bv", "nv", "oy", "oyj", "ab",
    "as", "asa", "aps", "sp", "zoo", "kft", "ooo", "oao", "zao", "pao", "jsc", "ojsc", "pjsc", "pte", "pty", "pvt",
    "sdn", "bhd", "kk", "yk", "holding", "holdings", "group",
})  # fmt: skip
# A single word as common as these names nobody inside a longer name.
_COMMON = frozenset({
    "agency", "assessor", "association", "authority", "bank", "board", "bureau", "centre", "center", "commission",
    "committee", "consortium", "contractor", "council", "court", "department", "employer", "factory", "financier",
    "foundation", "fund", "government", "host", "institute", "international", "inspection", "inspectorate", "korea",
    "labour", "labor", "lender", "ministry", "mission", "monitor", "national", "network", "north", "northern", "office",
    "operator", "organisation", "organization", "party", "plant", "police", "press", "project", "provider", "report",
    "secretariat", "service", "services", "south", "state", "team", "town", "trade", "trust", "union", "united",
    "university", "works", "world",
})  # fmt: skip
_LONGEST = 12  # words of a name that are compared; who needs more is told apart by the first ones
_TELLING = 4  # letters of a single word that can stand for a name
_MOST_RESEMBLING = 1_000  # comparing with more names takes longer than a warning is worth
_RESEMBLES = 0.85  # of the letters of two names, so many agree
_MOST_OF_ONE = 50  # so many have one name: more tell nothing new


@lru_cache(maxsize=65_536)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in the normal form; of a name of nothing but articles and legal forms, all of them.

    >>> words_of("The Water-Works Co., Ltd.")
    ('water', 'works')
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    plain = plain.translate(_LOOK_ALIKE)
    kept = []
    for letter in plain:
        category = unicodedata.category(letter)
        if category[0] in "LN":
            kept.append(letter)
        elif category[0] != "M" and category != "Cf" and letter not in ".'’`":
            # Marks and invisible characters vanish; a dot or an apostrophe joins (Co., S.A.); all else parts.
            kept.append(" ")
    words = "".join(kept).split()
    told = [word for word in words if word not in _ARTICLES and word not in _LEGAL_FORMS]
    return tuple((told or words)[:_LONGEST])


def _telling(words: tuple[str, ...]) -> bool:
    """Whether words found inside a longer name stand for the one who has them as a name."""
    return len(words) > 1 or (len(words) == 1 and len(words[0]) >= _TELLING and words[0] not in _COMMON)


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield words[start:end]


class Names:
    """Known names, each of somebody, so that other spellings are found in time that does not grow with their number.

    Args:
        known: pairs of a name and whose it is; several may have one name.
        ids: short words of the file's own for somebody; they are compared whole, since they may mean anything.
    """

    def __init__(self, known: Iterable[tuple[str, str]], ids: Iterable[str] = ()) -> None:
        self._ids: dict[tuple[str, ...], list[str]] = {}
        self._whole: dict[tuple[str, ...], list[str]] = {}
        self._joined: dict[str, list[str]] = {}
        self._inside: dict[tuple[str, ...], list[str]] = {}
        for one in ids:
            _add(self._ids, words_of(one), one)
        for name, who in known:
            words = words_of(name)
            if not words:
                continue
            _add(self._whole, words, who)
            _add(self._joined, "".join(words), who)
            for run in _runs(words):
                if len(run) < len(words) and _telling(run):
                    _add(self._inside, run, who)
        self._found: dict[str, tuple[str, ...]] = {}

    def who(self, name: str) -> tuple[str, ...]:
        """Everybody whom a name can mean: by the same name, one inside the name, or one that it is inside of."""
        if name not in self._found:
            words = words_of(name)
            # Written together or apart, with a hyphen or without: the same letters are the same name.
            found = [*self._ids.get(words, ()), *self._whole.get(words, ()), *self._joined.get("".join(words), ())]
            if _telling(words):
                found += self._inside.get(words, ())
            for run in _runs(words):
                if _telling(run):
                    found += self._whole.get(run, ())
            self._found[name] = tuple(dict.fromkeys(found))
        return self._found[name]

    def resembling(self, name: str) -> str | None:
        """Somebody whose name is spelt nearly like this one, and is not the same; None where there is nobody."""
        if self.who(name) or len(self._joined) > _MOST_RESEMBLING:
            return None
        joined = "".join(words_of(name))
        near = [known for known in self._joined if _may_resemble(joined, known)]
        if not near:
            return None
        import difflib

        close = difflib.get_close_matches(joined, near, n=1, cutoff=_RESEMBLES)
        return self._joined[close[0]][0] if close else None


def _may_resemble(one: str, other: str) -> bool:
    """Whether two names share letters enough to be alike, whatever their order: cheap, and never too strict."""
    shared = sum(min(one.count(letter), other.count(letter)) for letter in set(one))
    return 2 * shared >= _RESEMBLES * (len(one) + len(other))


def _add(index: dict[Any, list[str]], key: object, who: str) -> None:
    held = index.setdefault(key, [])
    if len(held) < _MOST_OF_ONE and who not in held:
        held.append(who)
