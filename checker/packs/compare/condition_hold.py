"""How hard a condition holds money back, and what evidence it asks, read on a track under a profile.

The classes are no ladder in all their terms: a covenant binds at once and a condition subsequent by a
day, so that neither is the stricter in every case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.packs.compare.difference import shown
from checker.packs.compare.tree_strictness import Way, way_of

if TYPE_CHECKING:
    from checker.domain.pack import Condition
    from checker.packs.terms import Terms

__all__ = ["Hold", "Reading", "held", "hold_said", "hold_way"]

_SAID = ("deadline_days", "cure_days", "disbursement")


class Hold(NamedTuple):
    """What a condition's class means for the money and for the evidence."""

    class_: str
    gates: bool
    disbursement: int
    deadline_days: int | None
    cure_days: int
    planning: int
    delivery: int


class Reading:
    """A pack under some terms. Classes are looked up once, since packs can have thousands of conditions."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._classes: dict[tuple[str, str], str] = {}

    def class_of(self, condition: Condition) -> str:
        """The condition's class after the changes of track and profile."""
        key = condition.cluster, condition.class_
        if key not in self._classes:
            self._classes[key] = self.terms.class_of(condition)
        return self._classes[key]


def held(condition: Condition, reading: Reading) -> Hold:
    """The hold that a condition has under some terms."""
    class_, terms = reading.class_of(condition), reading.terms
    return Hold(
        class_, terms.gates(class_), condition.disbursement, terms.deadline_days(condition), condition.cure_days,
        terms.demand(class_, delivery=False), terms.demand(class_, delivery=True),
    )  # fmt: skip


def hold_way(old: Hold, new: Hold) -> Way:
    """How one hold stands to another."""
    return way_of(no_laxer=_no_laxer(old, new), no_stricter=_no_laxer(new, old))


def _no_laxer(old: Hold, new: Hold) -> bool:
    evidence = new.planning >= old.planning and new.delivery >= old.delivery
    return evidence and (not old.gates or (new.gates and _binds(old, new)))


def _binds(old: Hold, new: Hold) -> bool:
    """Whether the new class holds money back wherever the old one does, as ``engine.outcome`` has it."""
    if new.class_ == "FLOOR" or old.class_ == "REG":
        return True
    if new.class_ == "CP" and new.disbursement == 1:
        return old.class_ != "FLOOR"
    if old.class_ != new.class_:
        return False
    match old.class_:
        case "CP":
            return new.disbursement <= old.disbursement
        case "CS":
            days = old.deadline_days, new.deadline_days
            return days[0] == days[1] or (days[0] is not None and days[1] is not None and days[1] < days[0])
        case _:
            return new.cure_days <= old.cure_days


def hold_said(old: Hold, new: Hold) -> str:
    """In what the two differ."""
    found = [f"class {old.class_} to {new.class_}"] if old.class_ != new.class_ else []
    for name in _SAID:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            found.append(f"{name} {shown(before)} to {shown(after)}")
    for stage in ("planning", "delivery"):
        before, after = getattr(old, stage), getattr(new, stage)
        if before != after:
            found.append(f"evidence E{before} to E{after} ({stage})")
    if old.gates != new.gates:
        found.append("now holds money back" if new.gates else "no longer holds money back")
    return ", ".join(found)
