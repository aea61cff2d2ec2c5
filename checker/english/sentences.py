"""A whole tree as sentences: short ones in one line, others as a list under a head."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.domain.tree import All, AnyOf, Count, Each, Judgement, Not, Test
from checker.english.clauses import Settings, say_count, say_test
from checker.english.fact_phrases import phrase_of, word_of
from checker.english.values import value_words
from checker.packs.measures import authorised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from checker.domain.pack import Pack
    from checker.domain.tree import Node

__all__ = ["Said", "Speaker", "sentence"]

# Longer parts than these read better one below the other.
_IN_A_LINE = 170
_PARTS_IN_A_LINE = 3


class Said(NamedTuple):
    """A clause, or the head of a list of them; ``joined``: that it is several clauses in one."""

    text: str
    parts: tuple[Said, ...] = ()
    joined: bool = False

    def lines(self, depth: int = 0) -> Iterator[tuple[int, str]]:
        """Each sentence with how deep it stands."""
        yield depth, sentence(self.text, head=bool(self.parts))
        for part in self.parts:
            yield from part.lines(depth + 1)


def sentence(clause: str, *, head: bool = False) -> str:
    """The clause with a capital and a stop."""
    stop = ":" if head else "" if clause.endswith(("?”", ".”")) else "."
    return f"{clause[:1].upper()}{clause[1:]}{stop}"


class Speaker:
    """Says the trees of one pack."""

    def __init__(self, pack: Pack) -> None:
        self.settings = Settings(pack.parameters, pack.profiles, pack.own)
        self._measures = pack.measures
        self._authorised = authorised(pack.measures) if pack.measures else None

    def say(self, node: Node) -> Said:
        """The tree in English: true of the same facts, and of no others."""
        return self._say(node, "", denied=False)

    def _say(self, node: Node, records: str, *, denied: bool) -> Said:
        if node == self._authorised:
            return self._say_measures(denied=denied)
        match node:
            case Test():
                return Said(say_test(node, self.settings, records, denied=denied))
            case Not(part):
                return self._say(part, records, denied=not denied)
            case All((part,)) | AnyOf((part,)):
                return self._say(part, records, denied=denied)
            case All(parts) | AnyOf(parts):
                return self._say_parts(parts, records, every=isinstance(node, All), denied=denied)
            case Each(quantifier, path, part):
                return self._say_each(quantifier, path, part, denied=denied)
            case Count(path=path, where=where):
                text = say_count(node, self.settings, denied=denied)
                return Said(text, (self._say(where, path, denied=False),) if where is not None else ())
            case Judgement(question):
                return Said(f"two people attest that the answer is {'no' if denied else 'yes'}: “{question}”")

    def _say_parts(self, parts: tuple[Node, ...], records: str, *, every: bool, denied: bool) -> Said:
        parts = self._flat(parts, All if every else AnyOf)
        said = tuple(self._say(part, records, denied=denied) for part in parts)
        if (line := _in_a_line(said)) and every != denied:
            return Said(f"{line[0]}, and {line[1]}", joined=True)
        if line:
            return Said(f"either {line[0]}, or {line[1]}", joined=True)
        if not denied:
            return Said("all of these hold" if every else "at least one of these holds", said)
        # A denied list reads better with its parts as they are.
        plain = tuple(self._say(part, records, denied=False) for part in parts)
        return Said("not all of these hold" if every else "none of these holds", plain)

    def _flat(self, parts: tuple[Node, ...], kind: type[All | AnyOf]) -> tuple[Node, ...]:
        """A list inside a list of the same kind says nothing of its own."""
        flat: list[Node] = []
        for part in parts:
            if isinstance(part, kind) and part != self._authorised:
                flat.extend(self._flat(part.parts, kind))
            else:
                flat.append(part)
        return tuple(flat)

    def _say_each(self, quantifier: str, path: str, part: Node, *, denied: bool) -> Said:
        one, _ = self.settings.phrase(path).unit
        if quantifier == "every":
            head = f"not for every {one}" if denied else f"for every {one}, if there is any"
        else:
            head = f"for no {one}" if denied else f"for at least one {one}"
        said = self._say(part, path, denied=False)
        if denied:
            return Said(f"{head} is it so that {said.text}", said.parts, joined=True)
        if said.parts:
            return Said(f"{head}, {said.text}", said.parts)
        return Said(f"{head}, {said.text}", joined=True)

    def _say_measures(self, *, denied: bool) -> Said:
        head = (
            "each of these measures is either not in force on the day of the facts, or not touched by the project, or "
            "covered by an authorisation granted on or before that day whose validity does not end before it"
        )
        rows = tuple(self._say_measure(measure) for measure in self._measures)
        return Said(f"it is not so that {head}" if denied else head, rows)

    def _say_measure(self, measure: Mapping[str, Any]) -> Said:
        day = phrase_of("as_of")
        until = f" until {value_words(measure['until'], day)}" if measure["until"] else " on"
        word = word_of("sanctions.measures_touched", measure["measure"])
        title = " ".join(str(measure["title"]).split())
        text = f"{title}; in force from {value_words(measure['from'], day)}{until}: touched where the file names {word}"
        if measure["touched_when"] is None:
            return Said(text)
        said = self._say(measure["touched_when"], "", denied=False)
        return Said(f"{text}, or where {said.text}", said.parts, joined=True)


def _in_a_line(said: tuple[Said, ...]) -> tuple[str, str] | None:
    """Short clauses that can stand in one sentence: all but the last, and the last."""
    plain = all(not one.parts and not one.joined for one in said)
    if plain and len(said) <= _PARTS_IN_A_LINE and sum(len(one.text) for one in said) <= _IN_A_LINE:
        return ", ".join(one.text for one in said[:-1]), said[-1].text
    return None
