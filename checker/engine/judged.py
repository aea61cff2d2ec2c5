"""A verdict in the engine's own terms: what it is, what decided it, what speaks against it, and what is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from checker.domain.pack import Condition, WarningRule
    from checker.engine.evaluate import Key
    from checker.engine.values import Placed
    from checker.ground.places import Pointer

__all__ = ["Ground", "Judged", "OpenFact", "OpenQuestion", "worst"]


class OpenFact(NamedTuple):
    """A fact that is open, or whose evidence is too weak."""

    key: Key
    would_decide: str


class OpenQuestion(NamedTuple):
    """A question of judgement that nobody's attestation answers."""

    question: str
    would_decide: str


# One object in the file is one thing, whatever else states the same: it is compared by identity.
@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """One fact among what decided a verdict, or among what speaks against it: its value, statements and grade.

    ``pointer`` is set where the file gives the value without a statement. ``derived`` says of which fact this one is
    a source.
    """

    key: Key
    value: Any
    statements: tuple[Placed, ...] = ()
    grade: int | None = None
    remark: str = ""
    pointer: Pointer | None = None
    derived: str = ""


class Judged(NamedTuple):
    """A verdict in the engine's own terms.

    ``because`` is the smallest set of facts that decided, those of its application included; ``contrary`` what was
    stated for the losing side, ``set_aside`` whether the winning one is the kinder. ``attested`` are the numbers of
    the attestations among what decided it. ``breaches`` are the days that statements show a breach for, None among
    them where one has no start.
    """

    condition: Condition
    class_: str
    workforce: int | None
    verdict: str
    reason: str | None = None
    basis: str | None = None
    structural: bool = False
    presumption: str | None = None
    grade: int | None = None
    demanded_grade: int | None = None
    because: tuple[Ground, ...] = ()
    contrary: tuple[Ground, ...] = ()
    set_aside: bool = False
    needs: tuple[OpenFact, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    attested: tuple[int, ...] = ()
    since: date | None = None
    like: int | None = None  # the first workforce that states the same of what the condition reads
    unsafe: bool = False  # asking workers would endanger them
    why_not: str = ""  # why it does not apply, where no fact says so
    raised: tuple[WarningRule, ...] = ()  # the pack's warnings whose facts are there, verdicts not yet looked at


def worst(verdicts: list[str]) -> str:
    """The verdict on a cluster, from those of its core conditions: the worst that applies."""
    if "not_met" in verdicts:
        return "not_met"
    if "not_determined" in verdicts:
        return "not_determined"
    if "met_by_alternative" in verdicts:
        return "met_by_alternative"
    return "met" if "met" in verdicts else "not_applicable"
