"""From statements to values: what each fact is taken to be, on a day, at a stage, on what is known.

A fact that no statement settles is UNKNOWN with the reason; it is never a default.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.vocabulary import DESCRIPTIVE, FACTS
from checker.domain.words import BASES, DELIVERY_STAGES
from checker.engine.evidence import GradeContext, Register

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from checker.domain.vocabulary import Fact
    from checker.ground.places import Pointer
    from checker.project.models import Party, Project, Workforce
    from checker.project.statements import Facts, Statement

__all__ = [
    "UNKNOWN", "FactBase", "Placed", "Resolved", "interested_parties", "section_of",
]  # fmt: skip

_INTERESTED_ROLES = frozenset({"employer", "host", "implementer", "labour_agency", "contractor"})
# One side of a conflict prevails where its evidence is better by this many grades.
_PREVAILS = 2


class _Unknown:
    """The value of a fact that is not known."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Any = _Unknown()


class Placed(NamedTuple):
    """A statement with its basis settled and the pointer to its value."""

    statement: Statement
    basis: str
    pointer: Pointer
    day: date


class Resolved(NamedTuple):
    """What a fact is taken to be.

    ``statements`` are those that decided or, for an unknown, those that failed to. ``parts``
    are the facts that a derived value rests on.
    """

    path: str
    value: Any
    reason: str | None = None
    statements: tuple[Placed, ...] = ()
    basis: str | None = None
    remark: str = ""
    parts: tuple[Resolved, ...] = ()
    pointer: Pointer | None = None

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.value is not UNKNOWN


class FactBase:
    """All facts of one project, resolved on demand and once.

    ``own`` are the rows of facts that the packs bring themselves, by path.
    """

    def __init__(
        self,
        project: Project,
        *,
        as_of: date,
        stage: str,
        known_on: date | None = None,
        own: Mapping[str, Fact] | None = None,
    ) -> None:
        self.project = project
        self.own = own or {}
        self.as_of = as_of
        self.stage = stage
        self.delivery = stage in DELIVERY_STAGES
        parties = project.parties or ()
        self.register = Register(project.evidence or (), as_of, known_on, interested_parties(project), parties)
        self.default_basis = project.default_basis or ("practice" if project.stage in DELIVERY_STAGES else "commitment")
        self._settings: dict[str, Any] = {"as_of": as_of, "stage": stage}
        self._cache: dict[tuple[str, int | None], Resolved] = {}

    @property
    def workforces(self) -> tuple[Workforce, ...] | None:
        """The stated workforces; None where the file says nothing of them."""
        return self.project.workforces

    def row(self, path: str) -> Fact:
        """The row of a fact, of the vocabulary's or of a pack's own."""
        return FACTS.get(path) or DESCRIPTIVE.get(path) or self.own[path]

    def resolve(self, path: str, workforce: int | None) -> Resolved:
        """The value of a fact for a workforce (by index), or for the project."""
        row = self.row(path)
        key = (path, workforce if row.scope == "workforce" else None)
        found = self._cache.get(key)
        if found is None:
            found = self._describe(path, key[1]) if path in DESCRIPTIVE else self._resolve(path, key[1])
            self._cache[key] = found
        return found

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
        if value is None:
            return Resolved(path, UNKNOWN, "no_evidence", pointer=pointer)
        return Resolved(path, value, pointer=pointer)

    def stated(self, path: str, workforce: int | None) -> tuple[Placed, ...]:
        """Every statement about a fact that speaks of no later day, in the file's order."""
        section, _, name = path.partition(".")
        own: Pointer = ("extensions",) if path in self.own else ()
        holders: list[tuple[Any, Pointer]] = []
        if self.row(path).scope == "project":
            holders = [(self.project, ())]
        elif workforce is not None and self.workforces is not None:
            holders = [(self.workforces[workforce], ("workforces", workforce))]
            if self.project.workforce_defaults:
                holders.append((self.project.workforce_defaults, ("workforce_defaults",)))
        for holder, base in holders:
            facts = section_of(holder, section, own=bool(own))
            if facts is not None and name in facts.stated:
                placed = (
                    Placed(
                        statement,
                        statement.basis or self.default_basis,
                        (*base, *own, section, name, *statement.where),
                        statement.as_of or self.project.as_of,
                    )
                    for statement in facts.stated[name]
                )
                if live := tuple(item for item in placed if item.day <= self.as_of):
                    return live
        return ()

    def _resolve(self, path: str, workforce: int | None) -> Resolved:
        live = self.stated(path, workforce)
        if not live and path == "wages.share_received":
            return self._derived_share(workforce)
        if not live:
            return Resolved(path, UNKNOWN, "no_evidence")
        for basis in BASES:
            group = [item for item in live if item.basis == basis]
            if not group:
                continue
            if basis != "practice" and self.delivery and not self.row(path).by_document:
                return Resolved(path, UNKNOWN, "evidence_insufficient", tuple(group), basis, "promised, not shown")
            return self._settle(path, basis, group)
        raise AssertionError(path)

    def _settle(self, path: str, basis: str, group: list[Placed]) -> Resolved:
        """The value of statements of one basis, or why they settle none."""
        valued = [item for item in group if item.statement.value is not None]
        if not valued:
            refused = [item for item in group if item.statement.not_collected]
            if refused:
                return Resolved(
                    path, UNKNOWN, refused[-1].statement.not_collected, tuple(refused), basis, "not collected"
                )
            return Resolved(path, UNKNOWN, "no_evidence", tuple(group), basis, "left blank")
        sides: list[list[Placed]] = []
        for item in self._current(valued):
            side = next((side for side in sides if _same(side[0].statement.value, item.statement.value)), None)
            if side is None:
                sides.append([item])
            else:
                side.append(item)
        # Beside an uncontested statement of the same value, a contested one lends it no evidence.
        sides = [[item for item in side if not item.statement.contested] or side for side in sides]
        if len(sides) == 1:
            if all(item.statement.contested for item in sides[0]):
                return Resolved(path, UNKNOWN, "evidence_conflicts", tuple(sides[0]), basis, "contested")
            return Resolved(path, sides[0][0].statement.value, None, tuple(sides[0]), basis)
        graded = sorted(((self._plain_grade(side), -index) for index, side in enumerate(sides)), reverse=True)
        if graded[0][0] >= graded[1][0] + _PREVAILS:
            prevailing = sides[-graded[0][1]]
            if not all(item.statement.contested for item in prevailing):
                remark = "prevails over a statement with weaker evidence"
                return Resolved(path, prevailing[0].statement.value, None, tuple(prevailing), basis, remark)
        every = tuple(item for side in sides for item in side)
        return Resolved(path, UNKNOWN, "evidence_conflicts", every, basis, "statements differ")

    def _current(self, valued: list[Placed]) -> list[Placed]:
        """Without what a later statement of another value, with evidence no weaker, has overtaken.

        Conditions change between visits. A later bare claim does not overtake a graded finding.
        """
        return [
            item
            for item in valued
            if not any(
                other.day > item.day
                and not _same(other.statement.value, item.statement.value)
                and self._plain_grade([other]) >= self._plain_grade([item])
                for other in valued
            )
        ]

    def _plain_grade(self, side: Iterable[Placed]) -> int:
        """The grade of the evidence for statements of one value, before any condition asks for its age."""
        return self._grade_of(side, GradeContext())

    def _grade_of(self, side: Iterable[Placed], context: GradeContext) -> int:
        cited: dict[str, date] = {}
        for item in side:
            for identity in item.statement.evidence:
                cited[identity] = max(item.day, cited.get(identity, item.day))
        return self.register.grade(cited, context)

    def _derived_share(self, workforce: int | None) -> Resolved:
        """Received over gross, exact, where both are in one currency and not at an official rate."""
        path = "wages.share_received"
        gross, received, rate = (
            self.resolve(f"wages.{name}", workforce)
            for name in ("gross_monthly", "received_monthly", "exchange_rate_basis")
        )
        parts = tuple(part for part in (gross, received, rate) if part.statements)
        if not gross.known or not received.known:
            reason = next((part.reason for part in (gross, received) if part.statements and part.reason), "no_evidence")
            return Resolved(path, UNKNOWN, reason, parts=parts)
        if rate.value == "official":
            return Resolved(
                path, UNKNOWN, "evidence_insufficient", parts=parts, remark="unknown at an official exchange rate"
            )
        if rate.statements and not rate.known:
            return Resolved(path, UNKNOWN, rate.reason, parts=parts, remark="the exchange rate basis is not settled")
        if gross.value["currency"] != received.value["currency"] or not gross.value["amount"]:
            remark = "gross and received wage are not in one currency"
            return Resolved(path, UNKNOWN, "evidence_insufficient", parts=parts, remark=remark)
        return Resolved(
            path, ratio(received.value["amount"], gross.value["amount"]), parts=parts, remark="received / gross"
        )

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

    def cited(self, resolved: Resolved) -> tuple[str, ...]:
        """The evidence ids behind a value."""
        own = [identity for item in resolved.statements for identity in item.statement.evidence]
        return tuple(dict.fromkeys([*own, *(identity for part in resolved.parts for identity in self.cited(part))]))

    def grade(self, resolved: Resolved, context: GradeContext) -> int:
        """The grade of the evidence for a value; of a derived value, the lowest of its parts."""
        if resolved.parts:
            return min(self.grade(part, context) for part in resolved.parts)
        return self._grade_of(resolved.statements, context)

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
        for path, row in (*FACTS.items(), *self.own.items()):
            subjects = [None] if row.scope == "project" else list(range(len(self.workforces or ())))
            for subject in subjects:
                stated = [item for item in self.stated(path, subject) if item.statement.value is not None]
                law = [item for item in stated if item.basis == "law"]
                practice = [item for item in stated if item.basis == "practice"]
                if law and practice and not _same(law[-1].statement.value, practice[-1].statement.value):
                    found.append((path, subject, law[-1], practice[-1]))
        return found


def section_of(holder: Any, section: str, *, own: bool) -> Facts | None:
    """The facts that a project or workforce states in a section, or among the ``own`` facts of a pack."""
    if own:
        extensions = holder.extensions
        return extensions.get(section) if extensions else None
    facts: Facts | None = getattr(holder, "class_" if section == "class" else section)
    return facts


def interested_parties(project: Project) -> list[Party]:
    """Parties whose own findings are not independent: employers, the host, sellers and suppliers of labour."""
    employers = {workforce.employer for workforce in project.workforces or ()}
    if project.workforce_defaults:
        employers.add(project.workforce_defaults.employer)
    return [
        party
        for party in project.parties or ()
        if party.id in employers or not _INTERESTED_ROLES.isdisjoint(party.roles or ()) or party.kind == "labour_agency"
    ]


def ratio(part: float, whole: float) -> float:
    """The quotient of two numbers as they are written, rounded once: 5.6 of 7 is 0.8, and not a hair less."""
    from fractions import Fraction

    return float(Fraction(str(part)) / Fraction(str(whole)))


def _same(first: Any, second: Any) -> bool:
    if isinstance(first, tuple) and isinstance(second, tuple) and all(isinstance(word, str) for word in first + second):
        return set(first) == set(second)
    return bool(first == second)
