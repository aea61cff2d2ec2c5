"""From statements to values: what each fact may be, on a day, at a stage, on what is known.

Statements are not settled here: a fact has as many values as live statements give it, and the conditions that
read it are judged for each (``sides``). A fact that no statement gives a value is UNKNOWN with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice, product
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.implications import OPEN, concluded_paths, conclusions, sources_of
from checker.domain.pack import Either
from checker.domain.vocabulary import DESCRIPTIVE, FACTS
from checker.domain.words import DELIVERY_STAGES
from checker.engine.evidence import Cite, Register, interested_parties

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from checker.domain.implications import Conclusion
    from checker.domain.vocabulary import Fact
    from checker.ground.places import Pointer
    from checker.project.models import Project, Workforce
    from checker.project.statements import Facts, Statement

__all__ = ["UNKNOWN", "FactBase", "Placed", "Resolved", "Value", "interested_parties", "mark_of", "section_of"]

_ORDER = ("practice", "commitment", "law")
_MOST_SOURCES = 64  # combinations of contested sources from which something is concluded


class _Unknown:
    """The value of a fact that is not known."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Any = _Unknown()


# One object in the file is one thing, whatever else states the same: it is compared by identity.
@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A statement with its basis settled, the pointer to its value, and its evidence.

    ``day`` is the day that the statement itself names; ``of_file`` the file's, for a bare claim.
    """

    path: str
    statement: Statement
    basis: str
    pointer: Pointer
    day: date | None
    of_file: date
    cites: tuple[Cite, ...] = ()

    @property
    def newest(self) -> date:
        """The latest day it can be held to speak of: its evidence's, else its own, else the file's."""
        own = self.day or self.of_file
        days = [cite.day or own for cite in self.cites]
        return max(days, default=own)

    @property
    def dated(self) -> date | None:
        """The latest day that something shows it for; None where it cites evidence and nothing dates that."""
        if not self.cites:
            return self.day or self.of_file
        return max((cite.day for cite in self.cites if cite.day is not None), default=None)

    @property
    def speaks_of(self) -> date | None:
        """The day it speaks of: the earliest of its own and its evidence's; None where nothing dates it."""
        days = [cite.day for cite in self.cites if cite.day is not None]
        if self.day is not None:
            days.append(self.day)
        if not days:
            return None if self.statement.evidence else self.of_file
        return min(days)


# One object in the file is one thing, whatever else states the same: it is compared by identity.
@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """One value that a fact may have, and what speaks for it.

    ``lower`` marks statements that a higher basis, or the stage, outranks: they count only against the project.
    ``denies`` marks the denial of a value; ``sources`` are the values of other facts that imply this one.
    ``opens`` marks what other facts suggest: it opens the question and answers nothing.
    """

    value: Any
    statements: tuple[Placed, ...] = ()
    reason: str | None = None
    remark: str = ""
    lower: bool = False
    denies: bool = False
    sources: tuple[tuple[str, Value], ...] = ()
    opens: bool = False

    @property
    def newest(self) -> date | None:
        """The latest day that speaks for it."""
        own = [placed.newest for placed in self.statements]
        if self.sources:
            implied = [day for _, source in self.sources if (day := source.newest) is not None]
            own += [min(implied)] if implied else []
        return max(own, default=None)

    @property
    def dated(self) -> date | None:
        """The latest day that something shows it for; what is implied, no later than its oldest source."""
        own = [placed.dated for placed in self.statements]
        if self.sources:
            implied = [source.dated for _, source in self.sources]
            own.append(None if None in implied else min(filter(None, implied)))
        return max(filter(None, own), default=None)

    @property
    def known(self) -> bool:
        """Whether it is a value at all."""
        return self.value is not UNKNOWN


class Resolved(NamedTuple):
    """A fact at one glance: its value where all live statements agree, else why it has none.

    ``implied_by`` are the statements of the facts that imply it.
    """

    path: str
    value: Any
    reason: str | None = None
    statements: tuple[Placed, ...] = ()
    basis: str | None = None
    remark: str = ""
    implied_by: tuple[Placed, ...] = ()
    pointer: Pointer | None = None

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.value is not UNKNOWN


class FactBase:
    """All facts of one project, read on demand and once.

    ``own`` are the rows of facts that the packs bring themselves, by path. ``asked_day`` says that another day than
    the file's own was asked for.
    """

    def __init__(
        self,
        project: Project,
        *,
        as_of: date,
        stage: str,
        known_on: date | None = None,
        own: Mapping[str, Fact] | None = None,
        asked_day: bool = False,
    ) -> None:
        self.project = project
        self.own = own or {}
        self.as_of = as_of
        self.stage = stage
        self.asked_day = asked_day or as_of != project.as_of
        self.delivery = stage in DELIVERY_STAGES
        self.register = Register(project, as_of, known_on)
        self.default_basis = project.default_basis or ("practice" if project.stage in DELIVERY_STAGES else "commitment")
        self._settings: dict[str, Any] = {"as_of": as_of, "stage": stage}
        self._values: dict[tuple[str, int | None], tuple[Value, ...]] = {}
        self._resolved: dict[tuple[str, int | None], Resolved] = {}
        self._shared: dict[str, tuple[tuple[Placed, ...], tuple[Placed, ...]]] = {}

    @property
    def workforces(self) -> tuple[Workforce, ...] | None:
        """The stated workforces; None where the file says nothing of them."""
        return self.project.workforces

    def row(self, path: str) -> Fact:
        """The row of a fact, of the vocabulary's or of a pack's own."""
        return FACTS.get(path) or DESCRIPTIVE.get(path) or self.own[path]

    def at_stage(self, stage: str) -> FactBase:
        """The same facts, read at another stage."""
        return FactBase(
            self.project, as_of=self.as_of, stage=stage, known_on=self.register.known_on, own=self.own,
            asked_day=self.asked_day,
        )  # fmt: skip

    # ── what is stated ──────────────────────────────────────────────────────────────────────────────────────────

    def stated(self, path: str, workforce: int | None) -> tuple[Placed, ...]:
        """Every live statement about a fact, in the file's order: of no later day, and known on the day asked for."""
        return self._stated(path, workforce)[0]

    def later(self, path: str, workforce: int | None) -> tuple[Placed, ...]:
        """The statements about a fact that speak of a later day than the one judged."""
        return self._stated(path, workforce)[1]

    def _stated(self, path: str, workforce: int | None) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
        now: tuple[Placed, ...] = ()
        later: list[Placed] = []
        for holder, base in self._holders(path, workforce):
            if holder is self.project.workforce_defaults and holder is not None:
                # What is inherited is the same for all who inherit it.
                if path not in self._shared:
                    self._shared[path] = self._in_holder(path, holder, base)
                mine, after = self._shared[path]
            else:
                mine, after = self._in_holder(path, holder, base)
            now += mine
            later += after
            # A blank states nothing, and what was not collected hides nothing that was inherited.
            if any(item.statement.value is not None for item in mine):
                break
        return now, tuple(later)

    def _holders(self, path: str, workforce: int | None) -> Iterator[tuple[Any, Pointer]]:
        if self.row(path).scope == "project":
            yield self.project, ()
        elif workforce is not None and self.workforces is not None:
            yield self.workforces[workforce], ("workforces", workforce)
            if self.project.workforce_defaults:
                yield self.project.workforce_defaults, ("workforce_defaults",)

    def _in_holder(self, path: str, holder: Any, base: Pointer) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
        section, _, name = path.partition(".")
        own: Pointer = ("extensions",) if path in self.own else ()
        facts = section_of(holder, section, own=bool(own))
        if facts is None or name not in facts.stated:
            return (), ()
        now: list[Placed] = []
        later: list[Placed] = []
        for statement in facts.stated[name]:
            placed = self._placed(path, statement, (*base, *own, section, name, *statement.where))
            if not self._known(placed):
                continue
            day = placed.speaks_of
            (later if day is not None and day > self.as_of else now).append(placed)
        return tuple(now), tuple(later)

    def _placed(self, path: str, statement: Statement, pointer: Pointer) -> Placed:
        basis = statement.basis or self.default_basis
        cites: list[Cite] = []
        if statement.evidence:
            row = self.row(path)
            shows = ("policy" if row.own_policy else "document") if row.by_document else (
                "practice" if basis == "practice" else "promise")  # fmt: skip
            items = self.register.items
            cites = [
                Cite(items[one], statement.as_of, shows) for one in dict.fromkeys(statement.evidence) if one in items
            ]
        return Placed(path, statement, basis, pointer, statement.as_of, self.project.as_of, tuple(cites))

    def _known(self, placed: Placed) -> bool:
        """Whether the statement could be made on the day whose knowledge is asked for: no hindsight, for or against."""
        known_on = self.register.known_on
        if known_on is None:
            return True
        if placed.cites:
            return any(self.register.counts(cite.item.id) for cite in placed.cites)
        return placed.day is None or placed.day <= known_on

    # ── what it may be ──────────────────────────────────────────────────────────────────────────────────────────

    def values(self, path: str, workforce: int | None) -> tuple[Value, ...]:
        """Every value that a fact may have, the file's first statement first; at least one, which may be UNKNOWN."""
        row = self.row(path)
        key = (path, workforce if row.scope == "workforce" else None)
        found = self._values.get(key)
        if found is None:
            if path in DESCRIPTIVE:
                told = self._describe(path, key[1])
                found = (Value(told.value, reason=told.reason),)
            else:
                found = tuple(self._with_implied(path, key[1], list(self._stated_values(path, key[1]))))
            self._values[key] = found
        return found

    def _stated_values(self, path: str, workforce: int | None) -> Iterator[Value]:
        """The values that statements give a fact."""
        row = self.row(path)
        live = self.stated(path, workforce)
        top, lower = self._by_basis(live, by_document=row.by_document)
        valued = [item for item in top if item.statement.value is not None]
        below = [item for item in lower if item.statement.value is not None]
        refused = [item for item in (*top, *lower) if item.statement.not_collected]
        if not valued:
            promised = self.delivery and not row.by_document and below
            yield self._without(live, refused, below if promised else [])
        yield from _one_each(valued, row)
        yield from (replace(one, lower=True) for one in _one_each(below, row))
        for item in valued:
            if item.statement.contested or item.statement.contested_by:
                yield Value(_anything_but(item.statement.value, row), (item,), remark="contested", denies=True)

    def _by_basis(
        self, live: tuple[Placed, ...], *, by_document: bool
    ) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
        """The statements of the basis that decides, and those that it outranks."""
        decides = [item for item in live if item.statement.value is not None or item.statement.not_collected]
        bases = {item.basis for item in decides}
        first = next((basis for basis in _ORDER if basis in bases), None)
        if first != "practice" and self.delivery and not by_document:
            first = "practice"
        top = tuple(item for item in live if item.basis == first)
        return top, tuple(item for item in live if item.basis != first)

    def _without(self, live: tuple[Placed, ...], refused: list[Placed], promised: list[Placed]) -> Value:
        """That there is no value, and why."""
        if refused:
            return Value(UNKNOWN, tuple(refused), refused[-1].statement.not_collected, "not collected")
        if promised:
            return Value(UNKNOWN, tuple(promised), "evidence_insufficient", "promised, not shown")
        return Value(UNKNOWN, live, "no_evidence", "left blank" if live else "")

    # ── what other facts say of it ──────────────────────────────────────────────────────────────────────────────

    def _with_implied(self, path: str, workforce: int | None, stated: list[Value]) -> Iterable[Value]:
        """The stated values, and those that other facts imply or suggest."""
        drawn = list(self._drawn(path, workforce)) if path not in self.own else []
        if not drawn:
            return stated
        if any(conclusion.op == OPEN for conclusion, _ in drawn):
            # Whatever is stated is in doubt: it can still fail a condition, and meets none.
            stated = [replace(one, lower=True) for one in stated if one.known]
        row = self.row(path)
        known = [one.value for one in stated if one.known and not isinstance(one.value, Either)]
        found = [
            value
            for conclusion, sources in drawn
            for value in _concluded(conclusion, tuple(sources.items()), known, row)
        ]
        if any(one.known for one in found):
            stated = [one for one in stated if one.known or one.reason not in (None, "no_evidence")]
        elif any(one.opens for one in found):
            stated = [one for one in stated if one.known]
        return [*stated, *found]

    def _drawn(self, path: str, workforce: int | None) -> Iterator[tuple[Conclusion, dict[str, Value]]]:
        """What rows of the table conclude of a fact, for every combination of the values stated for their sources."""
        for row in sources_of(path):
            also = tuple(test.path for test in row.unless)
            given = {one: self._given(one, workforce) for one in dict.fromkeys((*row.sources, *also))}
            if not all(given[one] for one in row.sources):
                continue
            held = {one: values for one, values in given.items() if values}
            for chosen in islice(product(*held.values()), _MOST_SOURCES):
                values = dict(zip(held, chosen, strict=True))
                for conclusion in conclusions({one: value.value for one, value in values.items()}.get, (row,)):
                    yield conclusion, {one: values[one] for one in row.sources if one not in DESCRIPTIVE}

    def _given(self, path: str, workforce: int | None) -> tuple[Value, ...]:
        """The values that the file states for a source; what is itself implied implies nothing further."""
        if self.row(path).scope == "workforce" and workforce is None:
            return ()
        if path in DESCRIPTIVE:
            told = self._describe(path, workforce)
            return (Value(told.value),) if told.known else ()
        return tuple(one for one in self._stated_values(path, workforce)
                     if one.known and not one.denies and not isinstance(one.value, Either))  # fmt: skip

    def contradictions(self) -> Iterator[tuple[Conclusion, int | None, tuple[Placed, ...]]]:
        """What rows of the table conclude against what is stated, with the statements of both."""
        subjects: list[int | None] = list(range(len(self.workforces or ()))) or [None]
        seen: set[tuple[str, tuple[Placed, ...]]] = set()
        for path in concluded_paths():
            for subject in subjects if self._asks_each(path) else [None]:
                stated = [one for one in self._stated_values(path, subject) if one.known]
                for conclusion, sources in self._drawn(path, subject):
                    against = [one for one in stated if not conclusion.allows(one.value)]
                    placed = tuple(
                        dict.fromkeys(item for one in (*against, *sources.values()) for item in one.statements)
                    )
                    if against and (conclusion.row.id, placed) not in seen:
                        seen.add((conclusion.row.id, placed))
                        yield conclusion, subject, placed

    def _asks_each(self, path: str) -> bool:
        return any(self.row(one).scope == "workforce" for row in sources_of(path) for one in (path, *row.sources))

    def _describe(self, path: str, workforce: int | None) -> Resolved:
        """A descriptive fact: stated once, not graded."""
        pointer: Pointer
        if path in self._settings:
            return Resolved(path, self._settings[path], pointer=(path,))
        value: Any
        if path == "context.workers_can_speak_safely":
            value = self.project.context.workers_can_speak_safely if self.project.context else None
            pointer = ("context", "workers_can_speak_safely")
        elif DESCRIPTIVE[path].scope == "project":
            value, pointer = getattr(self.project, path), (path,)
        elif workforce is None or self.workforces is None:
            value, pointer = None, ("workforces",)
        else:
            value, pointer = getattr(self.workforces[workforce], path), ("workforces", workforce, path)
            if value is None and self.project.workforce_defaults:
                value, pointer = getattr(self.project.workforce_defaults, path), ("workforce_defaults", path)
        if value is None and path == "worker_class" and workforce is not None:
            # A label that is left out frees nobody: who is not called otherwise is judged as the employer's own.
            return Resolved(path, "direct", pointer=("workforces", workforce), remark="not stated, so judged as direct")
        if value is None:
            return Resolved(path, UNKNOWN, "no_evidence", pointer=pointer)
        return Resolved(path, value, pointer=pointer)

    # ── at one glance ───────────────────────────────────────────────────────────────────────────────────────────

    def resolve(self, path: str, workforce: int | None) -> Resolved:
        """A fact for a workforce (by index), or for the project, at one glance."""
        key = (path, workforce if self.row(path).scope == "workforce" else None)
        if key not in self._resolved:
            self._resolved[key] = self._glance(path, key[1])
        return self._resolved[key]

    def _glance(self, path: str, workforce: int | None) -> Resolved:
        if path in DESCRIPTIVE:
            return self._describe(path, workforce)
        values = self.values(path, workforce)
        live = [one for one in values if not one.lower] or list(values)
        first = live[0]
        every = tuple(dict.fromkeys(placed for one in live for placed in one.statements))
        basis = every[0].basis if every else None
        if len(live) == 1:
            implied_by = tuple(placed for _, source in first.sources for placed in source.statements)
            value = UNKNOWN if isinstance(first.value, Either) else first.value
            reason = first.reason if value is not UNKNOWN or first.reason else "evidence_insufficient"
            return Resolved(path, value, reason, every, basis, first.remark, implied_by)
        if not any(one.known for one in live):
            return Resolved(path, UNKNOWN, first.reason, every, basis, first.remark)
        contested = "contested" if any(one.denies for one in live) else "statements differ"
        return Resolved(path, UNKNOWN, "evidence_conflicts", every, basis, contested)

    def law_value(self, path: str, workforce: int | None) -> Any:
        """The value that host law alone gives a fact; UNKNOWN where no single law is stated."""
        if path in DESCRIPTIVE:
            return self.resolve(path, workforce).value
        values = [
            item.statement.value
            for item in self.stated(path, workforce)
            if item.basis == "law" and item.statement.value is not None
        ]
        return values[0] if values and all(_same(values[0], value) for value in values) else UNKNOWN

    def items(self, path: str, workforce: int | None) -> Any:
        """The records of a list, or UNKNOWN."""
        value = self.resolve(path, workforce).value
        if value is UNKNOWN:
            return UNKNOWN
        return range(len(value)) if path == "workforces" else value

    def item_value(self, path: str, record: Any, field: str) -> Any:
        """One field of a record; UNKNOWN where it is not given."""
        if path == "workforces":
            return self.resolve(field, record).value
        value = record.get(field) if isinstance(record, dict) else getattr(record, field)
        return UNKNOWN if value is None or (isinstance(value, str) and not value.strip()) else value

    def law_and_practice_diverge(self) -> list[tuple[str, int | None, Placed, Placed]]:
        """Facts for which host law says one thing and practice another."""
        found = []
        for path, subject in self.stated_facts():
            stated = [item for item in self.stated(path, subject) if item.statement.value is not None]
            law = [item for item in stated if item.basis == "law"]
            practice = [item for item in stated if item.basis == "practice"]
            if law and practice and not _same(law[-1].statement.value, practice[-1].statement.value):
                found.append((path, subject, law[-1], practice[-1]))
        return found

    def stated_facts(self) -> Iterator[tuple[str, int | None]]:
        """Every fact that the file states something about, and of which workforce, in the vocabulary's order."""
        held = {subject: _paths_in(holder) for subject, holder in self._subjects()}
        common = _paths_in(self.project.workforce_defaults) if self.project.workforce_defaults else set()
        for path, row in (*FACTS.items(), *self.own.items()):
            if row.scope == "project":
                if path in held[None]:
                    yield path, None
                continue
            for index in range(len(self.workforces or ())):
                if path in held[index] or path in common:
                    yield path, index

    def _subjects(self) -> Iterator[tuple[int | None, Any]]:
        yield None, self.project
        yield from enumerate(self.workforces or ())


def _paths_in(holder: Any) -> set[str]:
    """The paths of the facts that a project or workforce states itself."""
    from checker.domain.vocabulary import SECTIONS

    found: set[str] = set()
    for section in dict.fromkeys(name for names in SECTIONS.values() for name in names):
        facts = getattr(holder, section_attribute(section), None)
        if facts is not None:
            found |= {f"{section}.{name}" for name in facts.stated}
    for pack, facts in (holder.extensions or {}).items():
        if facts is not None:
            found |= {f"{pack}.{name}" for name in facts.stated}
    return found


def section_attribute(section: str) -> str:
    """The attribute of a model that holds a section; one of the sections has the name of a keyword."""
    return "class_" if section == "class" else section


def section_of(holder: Any, section: str, *, own: bool) -> Facts | None:
    """The facts that a project or workforce states in a section, or among the ``own`` facts of a pack."""
    if own:
        extensions = holder.extensions
        return extensions.get(section) if extensions else None
    found: Facts | None = getattr(holder, section_attribute(section), None)
    return found


def _one_each(items: list[Placed], row: Fact) -> Iterator[Value]:
    """The values that statements give, each once; lists to which statements add are joined."""
    groups: dict[Any, list[Placed]] = {}
    joined: dict[Any, Any] = {}
    adding: list[Placed] = []
    for item in items:
        value = item.statement.value
        if row.adds and value:
            adding.append(item)
            joined.update((repr(record), record) for record in value)
        else:
            groups.setdefault(mark_of(value), []).append(item)
    if adding:
        yield Value(tuple(joined.values()), tuple(adding))
    for group in groups.values():
        yield Value(group[0].statement.value, tuple(group))


def mark_of(value: Any) -> Any:
    """The same for values that are the same: the order of a list says nothing, and 1 is 1.0."""
    if isinstance(value, tuple | list):
        return ("list", *sorted(map(repr, value)))
    if isinstance(value, dict):
        return ("mapping", *sorted((key, repr(one)) for key, one in value.items()))
    return (isinstance(value, bool), value)


def _same(one: Any, other: Any) -> bool:
    return bool(mark_of(one) == mark_of(other))


def _anything_but(value: Any, row: Fact) -> Any:
    """What a fact may be when a value of it is denied."""
    if row.kind == "bool":
        return not value
    if row.kind == "choice":
        return Either(tuple(one for one in row.choices if one != value))
    return UNKNOWN


def _concluded(
    conclusion: Conclusion, sources: tuple[tuple[str, Value], ...], stated: list[Any], row: Fact
) -> Iterator[Value]:
    """What a conclusion adds to the values that a fact may have; nothing where all that is stated agrees with it."""
    if conclusion.row.kind == "suggests" or conclusion.op == OPEN:
        if not stated or not all(map(conclusion.allows, stated)):
            reason = "evidence_conflicts" if stated else "no_evidence"
            yield Value(UNKNOWN, (), reason, conclusion.said, sources=sources, opens=True)
        return
    if stated and conclusion.op != "is" and all(map(conclusion.allows, stated)):
        return
    if row.kind == "set":
        yield from (
            Value(one, (), None, conclusion.said, sources=sources) for one in _with_member(conclusion, stated, row)
        )
        return
    value = _bounded(conclusion, row)
    if value is not UNKNOWN:
        yield Value(value, (), None, conclusion.said, sources=sources)


def _with_member(conclusion: Conclusion, stated: list[Any], row: Fact) -> Iterator[Any]:
    """A set with the member that it must hold: those stated with it, else any that hold it."""
    member = conclusion.value
    if member is None:
        return
    members = tuple(member) if isinstance(member, tuple | list) else (member,)
    lacking = [one for one in stated if not set(members) <= set(one)]
    for one in lacking:
        yield tuple(dict.fromkeys((*one, *members)))
    if not stated:
        yield Either((members, tuple(row.choices)))


def _bounded(conclusion: Conclusion, row: Fact) -> Any:
    """The value that a test leaves, one of several, or a range."""
    if conclusion.op == "is":
        return conclusion.operand
    if row.kind in ("bool", "choice"):
        every = (True, False) if row.kind == "bool" else row.choices
        left = tuple(one for one in every if conclusion.allows(one))
        return left[0] if len(left) == 1 else Either(left) if left else UNKNOWN
    if row.kind in ("share", "number", "integer") and conclusion.op in (
        "at_most",
        "less_than",
        "at_least",
        "more_than",
    ):
        most = 1.0 if row.kind == "share" else row.maximum or float("inf")
        low = conclusion.op in ("at_most", "less_than")
        return Either((0, conclusion.operand) if low else (conclusion.operand, most), between=True)
    return UNKNOWN
