"""The interview itself: what is asked, in which order, and what an answer changes.

It speaks in values: it yields what to ask or say, is sent the typed answer, and hands edits to
a keeper. Whoever drives it owns the terminal and the file.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any

from checker.checks.one_project import ready_pack
from checker.domain.vocabulary import EVIDENCE_KINDS, FACTS
from checker.ground.errors import quote
from checker.interview.answers import WrongAnswerError, how_to_answer, numbers_of, read_answer, read_workforces, slug
from checker.interview.documents import (
    choose,
    citing,
    described,
    lacking,
    new_item,
    read_detail,
    unfinished,
    unsaid,
)  # fmt: skip
from checker.interview.edit import CannotEditError, Edit, at
from checker.interview.questions import OPENING, floor, look, readable, still_missing
from checker.interview.turns import Ask, End, Keeper, Say, about, progress, said

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from checker.domain.options import Options
    from checker.ground.places import Pointer
    from checker.interview.questions import Question, State

__all__ = ["Interview"]

_NOT_KNOWN = ("not known", "unknown", "not_known", "don't know")
_NOT_COLLECTED = {
    "refused": "access_refused", "access_refused": "access_refused", "access refused": "access_refused",
    "unsafe": "unsafe_to_collect", "unsafe_to_collect": "unsafe_to_collect", "unsafe to ask": "unsafe_to_collect",
}  # fmt: skip
_NONE = ("none", "no evidence", *_NOT_KNOWN)
_SHOWN = 20


class Interview:
    """One sitting over one file."""

    def __init__(self, keeper: Keeper, options: Options, *, until: str | None, today: str) -> None:
        self.keeper = keeper
        self.options = options
        self.until = until
        self.today = today
        self.skipped: set[tuple[str, str, str]] = set()
        self.declined: set[str] = set()
        self.cited: tuple[str, set[tuple[str, str, str]]] | None = None
        self.state: State | None = None

    def steps(self) -> Generator[Ask | Say | End, str, None]:
        """What to ask and say, to the end; the last is an ``End``."""
        yield from self._opening()
        options = self.options._replace(
            packs=tuple(ready_pack(pack, self.options, readable(self.keeper.document)) for pack in self.options.packs)
        )
        while True:
            self.state = state = look(readable(self.keeper.document), options)
            yield from self._too_weak(state)
            standing = floor(state.report)
            if self.until == "floor" and standing != "open":
                yield End("The FLOOR is decided: " + _FLOOR[standing], state.report)
                return
            left = [
                one for one in state.questions
                if one.key not in self.skipped and (self.until != "floor" or one.rank == 0)
            ]  # fmt: skip
            if not left:
                yield End("There is nothing more to ask. FLOOR: " + _FLOOR[standing], state.report)
                return
            first = left[0]
            if first.asks == "value":
                yield from self._value(first, state)
            else:
                alike = (first.asks, first.rank, first.again)
                yield from self._evidence([one for one in left if (one.asks, one.rank, one.again) == alike], state)

    # The file's opening.

    def _opening(self) -> Generator[Ask | Say | End, str, None]:
        readable(self.keeper.document)
        while missing := [
            name for name in still_missing(self.keeper.document.data) if ("value", name, "") not in self.skipped
        ]:
            name = missing[0]
            if name == "id" and (own := self._own_id(at(self.keeper.document.data, ("title",)))):
                yield from self._keep([Edit("put", ("id",), own)])
                continue
            row = OPENING[name]
            how = ("names apart by commas, such as: operators, cooks; none if nobody works on it",)
            default = (self.options.as_of.isoformat() if self.options.as_of else self.today) if name == "as_of" else ""
            ask = Ask(row.question, how if name == "workforces" else tuple(how_to_answer(row)), default=default)
            yield from self._until_kept(ask, partial(self._opened, name), ("value", name, ""))

    def _opened(self, name: str, text: str) -> list[Edit]:
        """The edits by which the file opens with an answer."""
        row = OPENING[name]
        if text.lower() in _NOT_COLLECTED or text.lower() in _NOT_KNOWN:
            if name not in ("title", "country", "workforces"):
                raise WrongAnswerError("no file can be judged without this")
            return [Edit("put", (name,), None)]
        if name == "workforces":
            return [Edit("put", (name,), read_workforces(text))]
        if name == "title":
            lacks_id = (self.keeper.document.data or {}).get("id") is None
            own = self._own_id(text) if lacks_id else ""
            return [*([Edit("put", ("id",), own)] if own else []), Edit("put", ("title",), text)]
        value = slug(text) if name == "id" else read_answer(row, text)
        if not value:
            raise WrongAnswerError(f"{quote(text)} holds no letter a to z")
        return [Edit("put", (name,), value)]

    def _own_id(self, title: Any) -> str:
        """An id from the title or else the file's name."""
        stem = os.path.basename(self.keeper.document.name).partition(".")[0]
        if stem == "project":
            stem = os.path.basename(os.path.dirname(os.path.abspath(self.keeper.document.name)))
        return slug(title) if isinstance(title, str) and slug(title) else slug(stem)

    # A fact.

    def _value(self, question: Question, state: State) -> Generator[Ask | Say | End, str, None]:
        ask = Ask(
            about(question) + question.row.question, tuple(how_to_answer(question.row)), about=question.waiting,
            question=question, progress=progress(state.report),
        )  # fmt: skip
        yield from self._until_kept(ask, partial(self._stated, question), question.key)

    def _stated(self, question: Question, text: str) -> list[Edit]:
        """The edits by which the file states an answer; none where it stays as it is."""
        typed = text.lower()
        pointer = _pointer(question)
        raw = at(self.keeper.document.data, pointer)
        if typed in _NOT_KNOWN:
            self.skipped.add(question.key)
            return [] if raw is not None else [Edit("put", pointer, None)]
        if question.path not in FACTS:
            if typed in _NOT_COLLECTED:
                raise WrongAnswerError("this only describes the project; say not known")
            value = read_workforces(text) if question.path == "workforces" else read_answer(question.row, text)
            return [Edit("put", pointer, value)]
        if typed in _NOT_COLLECTED:
            statement: dict[str, Any] = {"not_collected": _NOT_COLLECTED[typed]}
        else:
            statement = {"value": read_answer(question.row, text)}
        assert self.state is not None
        facts = self.state.facts
        if facts.delivery and not question.row.by_document and facts.default_basis != "practice":
            statement["basis"] = "practice"
        if facts.as_of < facts.project.as_of:
            # The file speaks of a later day than the one that is judged.
            statement["as_of"] = facts.as_of.isoformat()
        return [Edit("put" if raw is None else "add", pointer, statement)]

    # The evidence for facts that are stated.

    def _evidence(self, group: list[Question], state: State) -> Generator[Ask | Say | End, str, None]:
        data = self.keeper.document.data
        facts = tuple(f"{number} {said(one)}" for number, one in enumerate(group, 1))
        place = unfinished(data)
        begun = place is not None and data["evidence"][place]["id"] not in self.declined
        if not begun:
            place = yield from self._document(group, facts, state)
            if place is None:
                return
        assert place is not None
        identity = self.keeper.document.data["evidence"][place]["id"]
        yield from self._details(place)
        if not _same_item(self.keeper.document.data, place, identity):
            return
        if len(group) == 1 and not begun:
            yield from self._cite(group, identity)
            return
        item = self.keeper.document.data["evidence"][place]
        how = ("Enter: all; or numbers such as 1,3-5; or none",)
        ask = Ask(f"Which of these does {described(item)} show?", how, _listed(facts), default="all")

        def chosen(text: str) -> list[Edit]:
            if text.lower() in _NONE:
                self.declined.add(identity)
                return []
            numbers = range(1, len(group) + 1) if text.lower() in ("", "all") else numbers_of(text, len(group))
            picked = [group[number - 1] for number in numbers]
            return self._citing(picked, identity)

        yield from self._until_kept(ask, chosen, None)

    def _document(
        self, group: list[Question], facts: tuple[str, ...], state: State
    ) -> Generator[Ask | Say | End, str, int | None]:
        """The place in the register of the document that shows some of the facts; None where there is none."""
        items = self.keeper.document.data.get("evidence") or []
        known = [f"{number} {described(item)}" for number, item in enumerate(items, 1)][-_SHOWN:]
        how = (
            *([f"what counts, from {counts[0]}"] if (counts := group[0].evidence_that_counts) else []),
            *(["a registered document by its number or id:", *(f"  {line}" for line in known)] if known else []),
            f"{'or the' if known else 'the'} kind of a new one: {', '.join(EVIDENCE_KINDS)}",
            "or all at once: kind; issuer; date; title or reference; and what else is asked of its kind",
            "none if there is none",
        )
        text = (
            "Which document or observation shows this?"
            if len(group) == 1
            else "Which document or observation shows most of these?"
        )
        bearing = group[0].waiting if len(group) == 1 else ()
        ask = Ask(text, how, _listed(facts), bearing, group[0], progress=progress(state.report))
        found: list[int] = []

        def chosen(text: str) -> list[Edit]:
            if text.lower() in _NONE or text.lower() in _NOT_COLLECTED:
                self.skipped.update(one.key for one in group)
                return citing(self.keeper.document.data, [p for one in group for p in one.pointers], None)
            place, kind, details = choose(text, items)
            if place is not None:
                if not self._citing(group, items[place]["id"]):
                    raise WrongAnswerError(f"{items[place]['id']} is cited for this already, and more is asked")
                found.append(place)
                return []
            item = _described_at_once(new_item(self.keeper.document.data, kind), details)
            found.append(len(items))
            return [Edit("add", ("evidence",), item)]

        yield from self._until_kept(ask, chosen, None)
        place = found[-1] if found else None
        return place if place is not None and place < len(self.keeper.document.data.get("evidence") or ()) else None

    def _details(self, place: int) -> Generator[Ask | Say | End, str, None]:
        """Asks what is not yet said of a document."""
        identity = self.keeper.document.data["evidence"][place]["id"]
        while _same_item(self.keeper.document.data, place, identity):
            item = self.keeper.document.data["evidence"][place]
            wanted = [one for one in lacking(item) if ("detail", identity, ".".join(one.keys)) not in self.skipped]
            if not wanted:
                return
            detail = wanted[0]

            def told(text: str, detail: Any = detail) -> list[Edit]:
                value = None if text.lower() in _NONE else read_detail(detail, text)
                return [Edit("put", ("evidence", place, *detail.keys), value)]

            ask = Ask(f"{described(item)}. {detail.question}", tuple(how_to_answer(detail.row)))
            yield from self._until_kept(ask, told, ("detail", identity, ".".join(detail.keys)))

    def _cite(self, group: list[Question], identity: str) -> Generator[Ask | Say | End, str, None]:
        yield from self._keep(self._citing(group, identity))

    def _citing(self, group: list[Question], identity: str) -> list[Edit]:
        data = self.keeper.document.data
        pointers = [pointer for one in group for pointer in one.pointers]
        edits = [edit for edit in citing(data, pointers, identity) if at(data, edit.pointer) != edit.value]
        if edits:
            self.cited = identity, {one.key for one in group}
        return edits

    def _too_weak(self, state: State) -> Generator[Ask | Say | End, str, None]:
        """Says so where a document just cited does not carry what it was cited for."""
        if self.cited is None:
            return
        (identity, keys), self.cited = self.cited, None
        weak = [one for one in state.questions if one.key in keys and one.asks == "evidence"]
        if weak:
            entry = next(item for item in state.report.evidence if item.id == identity)
            few = ", ".join(one.path for one in weak[:3]) + (f" and {len(weak) - 3} more" if len(weak) > 3 else "")
            grades = f"{identity} is of grade {entry.grade}, or too old, and {weak[0].grade} is asked"
            left_out = unsaid(next(one for one in self.keeper.document.data["evidence"] if one["id"] == identity))
            not_said = f" It does not say: {', '.join(left_out)}." if left_out else ""
            yield Say(f"{grades}: it does not carry {few}.{not_said}")

    # Asking until an answer fits, and keeping it.

    def _until_kept(
        self, ask: Ask, edits_of: Callable[[str], list[Edit]], key: tuple[str, str, str] | None
    ) -> Generator[Ask | Say | End, str, None]:
        while True:
            text = yield ask
            try:
                text = text or ask.default
                if not text:
                    raise WrongAnswerError("nothing was typed; say not known if it is not known")
                edits = edits_of(text)
                yield from self._keep(edits, key)
            except WrongAnswerError as wrong:
                ask = ask._replace(why=str(wrong))
                continue
            return

    def _keep(
        self, edits: list[Edit], key: tuple[str, str, str] | None = None
    ) -> Generator[Ask | Say | End, str, None]:
        if not edits:
            return
        before = self.keeper.changes_of_others
        try:
            kept = self.keeper.keep(edits)
        except CannotEditError as error:
            if key is not None:
                self.skipped.add(key)
            else:
                self.skipped.update(
                    one.key for one in (self.state.questions if self.state else ()) if _touches(one, edits)
                )
            yield Say(f"Not written: {error.problems[0]}")
            return
        if not kept:
            yield Say("Somebody else changed the file just there: theirs stands, and your answer was not written.")
        elif self.keeper.changes_of_others > before:
            yield Say("Somebody else changed the file meanwhile: their changes are kept beside your answer.")


_MANY = 40
_FLOOR = {
    "fails": "a condition of it is not met.",
    "holds": "every condition of it that applies is met.",
    "open": "it stays open, for what was refused, is in conflict, not known or without evidence.",
}


def _listed(facts: tuple[str, ...]) -> tuple[str, ...]:
    """As many facts as a person reads at once, and how many more there are."""
    rest = len(facts) - _MANY
    return (*facts[:_MANY], f"and {rest} more, to {len(facts)}") if rest > 0 else facts


def _pointer(question: Question) -> Pointer:
    place: Pointer = () if question.workforce is None else ("workforces", question.workforce)
    return (*place, *question.path.split("."))


def _touches(question: Question, edits: list[Edit]) -> bool:
    return any(edit.pointer[: len(pointer)] == pointer for edit in edits for pointer in question.pointers)


def _same_item(data: Any, place: int, identity: str) -> bool:
    """Whether the register still has the document at its place; somebody may have moved it."""
    return bool(at(data, ("evidence", place, "id")) == identity)


def _described_at_once(item: dict[str, Any], details: list[str]) -> dict[str, Any]:
    """The document with the details that were typed with its kind."""
    for text in details:
        wanted = lacking(item)
        if not wanted:
            raise WrongAnswerError(f"{quote(text)} is more than is asked of a document of this kind")
        detail, holder = wanted[0], item
        for key in detail.keys[:-1]:
            holder = holder.setdefault(key, {})
        holder[detail.keys[-1]] = read_detail(detail, text) if text and text.lower() not in _NONE else None
    return item
