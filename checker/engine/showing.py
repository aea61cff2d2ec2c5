"""What a verdict shows of its reasons: the facts that decided, their statements, grades and days, on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.domain.vocabulary import DESCRIPTIVE
from checker.domain.words import VERDICT_BASES
from checker.engine.judged import Ground
from checker.engine.sides import ADVERSE, FAVOURABLE, OPEN
from checker.engine.values import UNKNOWN
from checker.engine.weights import REACHES, Weighing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checker.engine.attested_answers import Answers
    from checker.engine.evaluate import Key
    from checker.engine.facts import FactBase
    from checker.engine.grounds import Leaf
    from checker.engine.sides import Look, Sides
    from checker.engine.values import Value
    from checker.engine.weights import Alternative, Grader

__all__ = ["Showing"]


class Showing:
    """Makes the grounds of one condition's verdict for one subject."""

    def __init__(self, facts: FactBase, grader: Grader, sides: Sides, workforce: int | None, answers: Answers) -> None:
        self.facts = facts
        self.grader = grader
        self.sides = sides
        self.workforce = workforce
        self.answers = answers

    def weighing(self, one: Look, **how: Any) -> Weighing:
        """The weights of the facts as one combination chooses them."""
        return Weighing(self.grader, {**self.sides.agreed, **one.chosen}, contested=self.sides.alternatives, **how)

    def is_graded(self, leaf: Leaf) -> bool:
        """Whether evidence for a fact is graded at all."""
        return not leaf.question and leaf.path not in DESCRIPTIVE

    def short(self, key: Key) -> Key:
        """A key as it is reported: the subject's own facts without a workforce."""
        path, workforce = key
        return (path, None) if workforce == self.workforce else key

    def key(self, leaf: Leaf) -> Key:
        """The fact of a leaf as it is reported."""
        return self.short(leaf.key)

    def attested(self, leaves: Iterable[Leaf]) -> tuple[int, ...]:
        """The attestations among what makes a condition what it is."""
        asked = dict.fromkeys(leaf.question for leaf in leaves if leaf.question)
        return tuple(self.answers.given[question].entry for question in asked if question in self.answers.given)

    def grounds(self, one: Look, leaves: Iterable[Leaf], *, in_favour: bool = True) -> tuple[Ground, ...]:
        """The grounds of facts, each once, with the grade of the side they speak for."""
        plain = dict.fromkeys(leaf._replace(record=None, since=None) for leaf in leaves if not leaf.question)
        return tuple(ground for leaf in plain for ground in self.of_leaf(one, leaf, in_favour=in_favour))

    def of_leaf(self, one: Look, leaf: Leaf, *, in_favour: bool = True) -> tuple[Ground, ...]:
        """The ground of one fact; none where a description is not given."""
        if leaf.path in DESCRIPTIVE:
            told = self.facts.resolve(*leaf.key)
            if not told.known:
                return ()
            return (Ground(self.key(leaf), told.value, pointer=told.pointer),)
        weighing = self.weighing(one)
        return (self.ground(leaf.key, weighing.values(leaf), in_favour=in_favour),)

    def ground(self, key: Key, values: Sequence[Value], *, in_favour: bool = True, remark: str = "") -> Ground:
        """Some values of one fact, with their statements and their grade together."""
        known = [one for one in values if in_favour is False or not one.lower] or list(values)
        first = known[0]
        grade = max(0, self.grader.favour(values)) if in_favour else self.grader.against(values)
        statements = tuple(dict.fromkeys(placed for one in known for placed in one.statements))
        sources = tuple(
            dict.fromkeys(placed for one in known for _, source in one.sources for placed in source.statements)
        )
        value = None if first.value is UNKNOWN else first.value
        return Ground(self.short(key), value, (*statements, *sources), grade, remark or first.remark)

    def grades(self, one: Look, leaves: Iterable[Leaf], *, in_favour: bool = True) -> tuple[int | None, int | None]:
        """The lowest grade among graded facts, and what is asked of that fact."""
        weighing = self.weighing(one)
        found = []
        for leaf in leaves:
            if self.is_graded(leaf) and any(value.known for value in weighing.values(leaf)):
                asked = self.grader.asks(leaf.path)
                weight = weighing.favour(leaf) if in_favour else weighing.against(leaf)
                found.append((max(0, weight - REACHES if weight >= REACHES else weight), -asked))
        if not found:
            return None, None
        grade, wanted = min(found)
        return grade, -wanted

    def basis(self, one: Look, leaves: Iterable[Leaf], *, in_favour: bool = True) -> str:
        """The weakest way in which a deciding fact is known; what people attest, they assert."""
        bases = []
        weighing = self.weighing(one)
        # A list is known in one way, whichever of its records decided.
        for leaf in dict.fromkeys(leaf._replace(record=None, since=None) for leaf in leaves):
            if leaf.question:
                bases.append("asserted")
            elif self.is_graded(leaf):
                values = weighing.values(leaf)
                grade = self.grader.favour(values, None, None, stale=True) if in_favour else self.grader.against(values)
                bases.append(self.facts.register.basis(self.grader.cites(values), grade))
        return min(bases, key=VERDICT_BASES.index) if bases else "documented"

    def evidence_wanted(self, leaf: Leaf, *, newer: bool, together: str) -> str:
        """What evidence would carry a fact, in the words of the report."""
        fresh = " that is newer: what is cited is stale" if newer else ""
        asked = f"met with evidence of grade E{self.grader.asks(leaf.path)} or better{fresh}"
        return f"{asked}, if all of {together} have theirs" if together else asked

    def both_sides(self) -> tuple[Ground, ...]:
        """Every statement of the facts in dispute, each with the grade of the side that it speaks for."""
        grounds = []
        for key, found in self.sides.alternatives.items():
            scores = self.sides.scores(key)
            for one in found:
                if one.statements:
                    kinder = self._favours(one, scores.get(one, ()))
                    grounds.append(self.ground(key, one.values, in_favour=kinder, remark="statements differ"))
        return tuple(grounds)

    def _favours(self, one: Alternative, scores: tuple[int, ...]) -> bool:
        """Whether values speak for the favourable side; of what speaks for both, or neither, where they weigh more."""
        if (FAVOURABLE in scores) != (ADVERSE in scores):
            return FAVOURABLE in scores
        return self.grader.favour(one.values) >= self.grader.against(one.values)

    def contrary(self, winning: list[Look], losing: list[Look], *, in_favour: bool) -> tuple[Ground, ...]:
        """What is stated for the losing side, and not for the winning one."""
        best = max(winning, key=lambda one: one.weight)
        found: dict[tuple[Key, Alternative], None] = {}
        for one in losing:
            decides = {leaf.key for leaf in one.leaves}
            # That nothing is shown, or was not collected, speaks in nobody's favour.
            found.update({(key, chosen): None for key, chosen in one.chosen.items()
                          if best.chosen[key] != chosen and chosen.statements
                          and (one.score == OPEN or key in decides)
                          and not (in_favour and chosen.value is UNKNOWN and chosen.values[0].reason)})  # fmt: skip
        return tuple(self.ground(key, chosen.values, in_favour=in_favour) for key, chosen in found)
