"""From statements to values: what each fact may be, on a day, at a stage, on what is known.

Statements are not settled here: a fact has as many values as live statements give it, and the conditions that
read it are judged for each (``sides``). A fact that no statement gives a value is UNKNOWN with the reason.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from checker.domain.pack import Either
from checker.domain.vocabulary import DERIVED, DESCRIPTIVE
from checker.domain.words import BASES, DELIVERY_STAGES
from checker.engine.derived import Derived
from checker.engine.implied import Implied
from checker.engine.statements import Statements
from checker.engine.values import UNKNOWN, Placed, Resolved, Value, mark_of, same

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from checker.domain.implications import Conclusion
    from checker.domain.vocabulary import Fact
    from checker.ground.places import Pointer
    from checker.project.models import Project

__all__ = ["FactBase"]


class FactBase(Statements):
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
        super().__init__(project, as_of=as_of, known_on=known_on, own=own)
        self.stage = stage
        self.asked_day = asked_day or as_of != project.as_of
        self.delivery = stage in DELIVERY_STAGES
        self._settings: dict[str, Any] = {"as_of": as_of, "stage": stage}
        self._values: dict[tuple[str, int | None], tuple[Value, ...]] = {}
        self._resolved: dict[tuple[str, int | None], Resolved] = {}
        self._derived = Derived(self)
        self._implied = Implied(self)

    def contradictions(self) -> Iterator[tuple[Conclusion, int | None, tuple[Placed, ...]]]:
        """What rows of the table of implications conclude against what is stated; see ``Implied.contradictions``."""
        return self._implied.contradictions()

    # ── what it may be ──────────────────────────────────────────────────────────────────────────────────────────

    def values(self, path: str, workforce: int | None) -> tuple[Value, ...]:
        """Every value that a fact may have, the file's first statement first; at least one, which may be UNKNOWN."""
        row = self.row(path)
        key = (path, workforce if row.scope == "workforce" else None)
        found = self._values.get(key)
        if found is None:
            if path in DESCRIPTIVE:
                told = self.describe(path, key[1])
                found = (
                    Value(told.value, reason=told.reason, remark=told.remark, sources=self._rests_on(told, key[1])),
                )
            else:
                found = tuple(self._implied.beside(path, key[1], list(self.stated_values(path, key[1]))))
            self._values[key] = found
        return found

    def _rests_on(self, told: Resolved, workforce: int | None) -> tuple[tuple[str, Value], ...]:
        """The graded facts that a descriptive one was worked out from: it is no better shown than they are."""
        graded = (part.path for part in told.parts if part.path not in DESCRIPTIVE)
        return tuple((path, value) for path in graded for value in self.values(path, workforce) if value.known)

    def stated_values(self, path: str, workforce: int | None, *, worked_out: bool = True) -> Iterator[Value]:
        """The values that statements give a fact; where none does, those worked out from other facts."""
        row = self.row(path)
        live = self.stated(path, workforce)
        if not live and worked_out and (found := self._derived.graded(path, workforce)):
            yield from found
            return
        top, lower = self._by_basis(live, by_document=row.by_document)
        valued = [item for item in top if item.statement.value is not None and not item.ahead]
        counted = frozenset(valued)
        below = [item for item in (*top, *lower) if item.statement.value is not None and item not in counted]
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
        first = next((basis for basis in BASES if basis in bases), None)
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

    def describe(self, path: str, workforce: int | None) -> Resolved:
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
        elif path in DERIVED:
            return self._derived.described(path, workforce)
        else:
            value, pointer = getattr(self.workforces[workforce], path), ("workforces", workforce, path)
            if value is None and self.project.workforce_defaults:
                value, pointer = getattr(self.project.workforce_defaults, path), ("workforce_defaults", path)
        if value is None and path == "worker_class" and workforce is not None and self.workforces:
            # A label that is left out frees nobody: who is not called otherwise is judged as the employer's own.
            return Resolved(path, "direct", pointer=("workforces", workforce), remark="not stated, so judged as direct")
        found = Resolved(path, UNKNOWN, "no_evidence") if value is None else Resolved(path, value)
        found = found._replace(pointer=pointer)
        if path == "employer_headcount" and workforce is not None and self.workforces:
            return self._derived.employer_headcount(workforce, found)
        return found

    # ── at one glance ───────────────────────────────────────────────────────────────────────────────────────────

    def resolve(self, path: str, workforce: int | None) -> Resolved:
        """A fact for a workforce (by index), or for the project, at one glance."""
        key = (path, workforce if self.row(path).scope == "workforce" else None)
        if key not in self._resolved:
            self._resolved[key] = self._glance(path, key[1])
        return self._resolved[key]

    def _glance(self, path: str, workforce: int | None) -> Resolved:
        if path in DESCRIPTIVE:
            return self.describe(path, workforce)
        values = self.values(path, workforce)
        live = [one for one in values if not one.lower] or list(values)
        first = live[0]
        every = tuple(dict.fromkeys(placed for one in live for placed in one.statements))
        basis = every[0].basis if every else None
        if len(live) == 1:
            implied_by = tuple(placed for _, source in first.sources for placed in source.statements)
            value = UNKNOWN if isinstance(first.value, Either) else first.value
            reason = first.reason if value is not UNKNOWN or first.reason else "evidence_insufficient"
            return Resolved(path, value, reason, every, basis, first.remark, implied_by=implied_by)
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
        return values[0] if values and all(same(values[0], value) for value in values) else UNKNOWN

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
            if law and practice and not same(law[-1].statement.value, practice[-1].statement.value):
                found.append((path, subject, law[-1], practice[-1]))
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


def _anything_but(value: Any, row: Fact) -> Any:
    """What a fact may be when a value of it is denied."""
    if row.kind == "bool":
        return not value
    if row.kind == "choice":
        return Either(tuple(one for one in row.choices if one != value))
    return UNKNOWN
