"""What a file states of each fact, as it is live on one day: of no later day, and known on the day asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.domain.vocabulary import DESCRIPTIVE, FACTS, SECTIONS
from checker.domain.words import DELIVERY_STAGES
from checker.engine.evidence import Cite, Register
from checker.engine.values import Placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from checker.domain.vocabulary import Fact
    from checker.ground.places import Pointer
    from checker.project.models import Project, Workforce
    from checker.project.statements import Facts, Statement

__all__ = ["Statements", "section_of"]


class Statements:
    """The live statements of one project, with their basis settled and their evidence looked up.

    ``own`` are the rows of facts that the packs bring themselves, by path.
    """

    def __init__(
        self, project: Project, *, as_of: date, known_on: date | None = None, own: Mapping[str, Fact] | None = None
    ) -> None:
        self.project = project
        self.own = own or {}
        self.as_of = as_of
        self.register = Register(project, as_of, known_on)
        self.default_basis = project.default_basis or ("practice" if project.stage in DELIVERY_STAGES else "commitment")
        self._shared: dict[str, tuple[tuple[Placed, ...], tuple[Placed, ...]]] = {}

    @property
    def workforces(self) -> tuple[Workforce, ...] | None:
        """The stated workforces; None where the file says nothing of them."""
        return self.project.workforces

    def row(self, path: str) -> Fact:
        """The row of a fact, of the vocabulary's or of a pack's own."""
        return FACTS.get(path) or DESCRIPTIVE.get(path) or self.own[path]

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
            if placed.ahead or (day is not None and day > self.as_of):
                later.append(placed)
            # What is dated ahead of what its evidence shows today still counts against the project.
            if day is None or day <= self.as_of:
                now.append(placed)
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
        ahead = statement.as_of is not None and statement.as_of > self.as_of
        return Placed(path, statement, basis, pointer, statement.as_of, self.project.as_of, tuple(cites), ahead)

    def _known(self, placed: Placed) -> bool:
        """Whether the statement could be made on the day whose knowledge is asked for: no hindsight, for or against."""
        known_on = self.register.known_on
        if known_on is None:
            return True
        if placed.cites:
            return any(self.register.counts(cite.item.id) for cite in placed.cites)
        return placed.day is None or placed.day <= known_on

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
