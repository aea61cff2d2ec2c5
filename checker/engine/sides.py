"""The two sides of a condition: the combinations of live values in which it is met, and those in which it fails.

In the terms of proof standards (Gordon and Walton's Carneades weighs arguments pro and con on the same scale): an
adverse statement that nobody contradicts needs a scintilla of evidence, a contradicted one the preponderance, and
the favourable side, once contradicted, clear and convincing evidence.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.tree import Count, Each, FactRef, ItemRef, Scaled, Test, walk
from checker.engine.evaluate import compare, evaluate
from checker.engine.grounds import NOTHING, Grounds, Leaf, grounds, joined
from checker.engine.values import UNKNOWN, Value, mark_of
from checker.engine.weights import REACHES, Alternative, Weighing
from checker.ground.days import shifted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from checker.domain.tree import Node
    from checker.engine.evaluate import Key, View
    from checker.engine.facts import FactBase
    from checker.engine.weights import Grader

__all__ = ["ADVERSE", "FAVOURABLE", "MOST_COMBINATIONS", "OPEN", "Look", "Sides", "Trees", "keys_read"]

# Beyond so many combinations of values a condition is settled by what single facts show.
MOST_COMBINATIONS = 1_024
FAVOURABLE, OPEN, ADVERSE = 1, 0, -1


class Trees(NamedTuple):
    """What a condition asks: when it applies, what must hold, and what counts instead."""

    applies: Node | None
    requires: Node
    alternative: Node | None

    @property
    def every(self) -> tuple[Node, ...]:
        """The trees that there are, that of application first."""
        return tuple(tree for tree in (self.applies, self.requires, self.alternative) if tree is not None)


class Look(NamedTuple):
    """A condition under one combination of values.

    ``score`` is FAVOURABLE, ADVERSE or OPEN; ``word`` the verdict that a favourable one leads to. ``leaves`` suffice
    for it and ``weight`` is that of the weakest; of an open one ``missing`` says what it waits for. ``applied`` are
    facts told beside them, for which the condition applies: what is met needs no evidence for these.
    """

    chosen: Mapping[Key, Alternative]
    score: int
    word: str | None
    leaves: tuple[Leaf, ...]
    weight: int
    missing: tuple[Leaf, ...] = ()
    applies_open: bool = False
    applied: tuple[Leaf, ...] = ()

    @property
    def told(self) -> tuple[Leaf, ...]:
        """Everything that a reader is told decided it."""
        return tuple(dict.fromkeys((*self.leaves, *self.applied)))


def look(trees: Trees, view: View, weighing: Weighing, chosen: Mapping[Key, Alternative]) -> Look:
    """What a condition comes to in one combination of values."""
    applies = (
        grounds(trees.applies, view, weighing)
        if trees.applies
        else Grounds(truth=True, favour=NOTHING, against=NOTHING)
    )
    if applies.truth is False:
        return Look(chosen, FAVOURABLE, "not_applicable", applies.favour.leaves, applies.favour.weight)
    direct = grounds(trees.requires, view, weighing)
    instead = grounds(trees.alternative, view, weighing) if trees.alternative else None
    goal = joined([direct, instead], every=False) if instead else direct
    if goal.truth is True:
        # What is asked for itself comes first, unless only what counts instead is proven.
        by_itself = direct.truth is True and (
            direct.favour.weight >= REACHES or instead is None or instead.truth is not True
            or direct.favour.weight >= instead.favour.weight
        )  # fmt: skip
        used = direct if by_itself or instead is None else instead
        applied = applies.favour.leaves if applies.truth is True else ()
        word = "met" if by_itself else "met_by_alternative"
        return Look(chosen, FAVOURABLE, word, used.favour.leaves, used.favour.weight, applied=applied)
    if goal.truth is False and applies.truth is True:
        leaves = tuple(dict.fromkeys((*goal.against.leaves, *applies.against.leaves)))
        # Where it is disputed whether the condition applies, who says so is believed no more than his evidence.
        disputed = min(goal.against.weight, applies.against.weight)
        return Look(chosen, ADVERSE, "not_met", leaves, disputed if weighing.contested_only else goal.against.weight)
    missing = [*applies.missing, *(goal.missing if goal.truth is None else ())]
    leaves = goal.against.leaves if goal.truth is False else ()
    return Look(chosen, OPEN, None, leaves, 0, tuple(dict.fromkeys(missing)), applies.truth is None)


def keys_read(trees: Iterable[Node], facts: FactBase, workforce: int | None) -> list[Key]:
    """The facts that trees read for a subject, in reading order; of every workforce where a tree asks for each."""
    found: dict[Key, None] = {}
    for tree in trees:
        for path, everywhere in _paths(tree, ""):
            if path in ("as_of", "stage"):
                continue
            if facts.row(path).scope == "project":
                found[path, None] = None
            elif everywhere:
                found.update({(path, index): None for index in range(len(facts.workforces or ()))})
            else:
                found[path, workforce] = None
    return list(found)


def _paths(node: Node, records: str) -> Iterator[tuple[str, bool]]:
    match node:
        case Test(ref, _, operand):
            if isinstance(ref, FactRef):
                yield ref.path, False
            elif isinstance(ref, ItemRef) and records == "workforces":
                yield ref.field, True
            if isinstance(operand, Scaled):
                yield operand.path, False
        case Each(_, path, part):
            yield path, False
            yield from _paths(part, path)
        case Count(path, where, _, _, operand):
            yield path, False
            if isinstance(operand, Scaled):
                yield operand.path, False
            if where is not None:
                yield from _paths(where, path)
        case _:
            for child in (
                walk(node)[1:] if not hasattr(node, "parts") and not hasattr(node, "part") else _children(node)
            ):
                yield from _paths(child, records)


def _children(node: Any) -> tuple[Node, ...]:
    return node.parts if hasattr(node, "parts") else (node.part,)


class Sides:
    """The combinations of the live values of all facts that a condition reads, judged one by one."""

    def __init__(self, trees: Trees, view: View, grader: Grader, keys: Sequence[Key]) -> None:
        self.trees = trees
        self.view = view
        self.grader = grader
        self.set_aside: list[tuple[Key, Alternative]] = []
        several = {key: values for key in keys if len(values := view.facts.values(*key)) > 1}
        merged = {key: self._merged(key, values) for key, values in several.items()} if several else {}
        self.alternatives = {key: found for key, found in merged.items() if len(found) > 1}
        # What all statements agree on, as far as the trees can tell, is one value with all their evidence.
        self.agreed = {key: found[0] for key, found in merged.items() if len(found) == 1}
        self.too_many = _too_many(self.alternatives)
        self.looks: list[Look] = []
        if self.too_many:
            return
        self.looks = self._look_at(self.alternatives)
        if self.alternatives:
            self._overtake()

    def _look_at(self, alternatives: Mapping[Key, Sequence[Alternative]]) -> list[Look]:
        return [self.look(dict(zip(alternatives, chosen, strict=True))) for chosen in product(*alternatives.values())]

    def look(self, chosen: Mapping[Key, Alternative], **how: Any) -> Look:
        """The condition under one combination."""
        every = {**self.agreed, **chosen}
        weighing = Weighing(self.grader, every, contested=self.alternatives, **how)
        found = look(self.trees, self.view.choosing(every), weighing, chosen)
        if found.score == ADVERSE and (open_ := [key for key, one in every.items() if one.opens]):
            # What is no more than suggested opens the question and answers nothing.
            return found._replace(score=OPEN, word=None, weight=0, missing=tuple(Leaf(*key) for key in open_))
        return found

    def _merged(self, key: Key, values: Sequence[Any]) -> list[Alternative]:
        """Values that every test of the trees reads alike, as one."""
        tests = list(self._tests(key))
        plain = all(test is not None for test in tests)
        groups: dict[Any, list[Any]] = {}
        for value in values:
            mark = tuple(self._reads(test, value.value) for test in tests) if plain else mark_of(value.value)
            if value.value is UNKNOWN:
                mark = ("unknown", value.reason)
            mark = (mark, value.opens)  # what is suggested is never one with what is stated
            groups.setdefault(mark, []).append(value)
        # What speaks for a value by itself stands before what is only implied or outranked.
        return [
            Alternative(tuple(sorted(group, key=lambda one: (one.lower, one.denies, bool(one.sources)))))
            for group in groups.values()
        ]

    def _tests(self, key: Key) -> Iterator[Any]:
        """The plain tests of a fact; None for a reading that no plain test is."""
        path = key[0]
        for tree in self.trees.every:
            for node in walk(tree):
                if isinstance(node, Test | Count) and isinstance(node.operand, Scaled) and node.operand.path == path:
                    yield None
                if isinstance(node, Test) and isinstance(node.ref, FactRef) and node.ref.path == path:
                    yield node if not isinstance(node.operand, Scaled) else None
                elif isinstance(node, Count) and node.path == path:
                    yield node if node.where is None and node.distinct is None else None
                elif (isinstance(node, Each) and node.path == path) or (
                    isinstance(node, Test) and node.ref == ItemRef(path)
                ):
                    yield None

    def _reads(self, test: Any, value: Any) -> Any:
        if isinstance(test, Count):
            return evaluate(test, self.view.what_if(test.path, value))
        return compare(test.op, value, self.view.operand(test.operand))

    def scores(self, key: Key) -> dict[Alternative, tuple[int, ...]]:
        """The scores of each alternative of a fact, over the combinations of all other facts."""
        found: dict[Alternative, list[int]] = {}
        for one in self.looks:
            found.setdefault(one.chosen[key], []).append(one.score)
        return {alternative: tuple(scores) for alternative, scores in found.items()}

    def _overtake(self) -> None:
        """What later evidence has overtaken, or a higher basis displaced, is no longer live."""
        for key in list(self.alternatives):
            gone = set(self._gone(key))
            if gone and len(gone) < len(self.alternatives[key]):
                left = [one for one in self.alternatives[key] if one not in gone]
                self.alternatives[key] = left
                if len(left) == 1:
                    del self.alternatives[key]
                    self.agreed[key] = left[0]
                self.looks = self._look_at(self.alternatives)

    def _gone(self, key: Key) -> Iterator[Alternative]:
        table = self.scores(key)
        alternatives = self.alternatives[key]
        for worse in alternatives:
            for better in alternatives:
                if better is worse or not _kinder(table[better], table[worse]):
                    continue
                if worse.lower and not better.lower and self._reaches(key, better, None):
                    # What law says or a contract promised, and proven practice is otherwise.
                    if any(placed.ahead for placed in worse.statements):
                        self.set_aside.append((key, worse))
                    yield worse
                elif better.lower and not worse.lower:
                    yield better
                elif self._overtakes(key, better, worse):
                    self.set_aside.append((key, worse))
                    yield worse
                elif self._overtaken(better, worse):
                    yield better

    def _reaches(self, key: Key, one: Alternative, since: date | None) -> bool:
        return self.grader.favour(one.values, None, since) >= self.grader.asks(key[0])

    def _overtakes(self, key: Key, better: Alternative, worse: Alternative) -> bool:
        """Whether a later favourable finding has overtaken an adverse one: newer, no weaker, as independent, proven."""
        day = worse.newest
        if day is None or better.lower or better.denies or worse.opens or _contested(better) or better.value is UNKNOWN:
            return False
        after = shifted(day, 1)
        grade = self.grader.favour(better.values, None, after)
        newer = [cite for cite in self.grader.cites(better.values) if cite.day is not None and cite.day >= after]
        theirs = self.grader.cites(worse.values)
        return (
            grade >= max(self.grader.against(worse.values), self.grader.asks(key[0]))
            and grade > 0
            and (self.grader.independent(newer, in_favour=True) or not self.grader.independent(theirs, in_favour=False))
        )

    def _overtaken(self, better: Alternative, worse: Alternative) -> bool:
        """Whether a later adverse finding has overtaken a favourable one; one that nothing dates may be of any day."""
        day = better.dated
        if worse.lower or worse.opens or worse.denies or _contested(worse) or worse.value is UNKNOWN:
            return False
        newer = [cite for cite in self.grader.cites(worse.values) if cite.day and (day is None or cite.day > day)]
        if not newer:
            return False
        theirs = self.grader.cites(better.values)
        return self.grader.facts.register.grade_against(newer) >= self.grader.favour(better.values) and (
            self.grader.independent(newer, in_favour=False) or not self.grader.independent(theirs, in_favour=True)
        )

    # ── the table ───────────────────────────────────────────────────────────────────────────────────────────────

    def of(self, *scores: int) -> list[Look]:
        """The combinations of some scores."""
        return [one for one in self.looks if one.score in scores]

    def favour(self, looks: Iterable[Look], beside: Sequence[Look] = (), since: date | None = None) -> int:
        """What the evidence for a side is worth in favour: of its best combination, the weakest fact in dispute.

        Args:
            looks: the side; a combination whose truth is unknown counts by what it has that each of the other side
                has not, so that what makes it unknown must be worth something itself.
            beside: the other side.
            since: only evidence of this day or later.
        """
        best = -1
        for one in looks:
            if one.score == FAVOURABLE:
                best = max(best, self.look(one.chosen, contested_only=True, since=since).weight)
                continue
            # What stays unknown must stand against every combination that fails.
            stands = [
                min((self.grader.favour(chosen.values, None, since) for key, chosen in one.chosen.items()
                     if other.chosen[key] != chosen), default=-1)
                for other in beside
            ]  # fmt: skip
            best = max(best, min(stands, default=-1))
        return best

    def reaches(self, looks: Iterable[Look], since: date | None = None) -> bool:
        """Whether a favourable side has, in one combination, all the evidence that is asked for."""
        return any(self.look(one.chosen, since=since).weight >= REACHES for one in looks)

    def against(self, looks: Iterable[Look], beside: Look | None = None) -> int:
        """What the evidence for a side is worth against; reports of different facts that fail alike corroborate."""
        best = 0
        needed: dict[frozenset[Key], dict[Key, list[Any]]] = {}
        for one in looks:
            if one.score == ADVERSE:
                again = self.look(one.chosen, contested_only=True)
                best = max(best, again.weight)
                keys = frozenset(leaf.key for leaf in again.leaves if leaf.key in one.chosen)
                for key in keys:
                    needed.setdefault(keys, {}).setdefault(key, []).extend(one.chosen[key].values)
            elif own := [chosen for key, chosen in one.chosen.items() if not beside or beside.chosen[key] != chosen]:
                best = max(best, min(self.grader.against(chosen.values) for chosen in own))
        # Facts that fail it each alone corroborate one another; of those that it takes together each must be shown.
        alone = [value for keys, found in needed.items() if len(keys) == 1 for held in found.values() for value in held]
        together = [
            min(self.grader.against(tuple(dict.fromkeys(held))) for held in found.values())
            for keys, found in needed.items()
            if len(keys) > 1
        ]
        return max([best, *together, *([self.grader.against(tuple(dict.fromkeys(alone)))] if alone else [])])

    def newest_against(self, looks: Iterable[Look], beside: Look | None = None) -> date | None:
        """The latest day that anything on a side speaks of; facts that fail only together are as new as the oldest."""
        days: list[date] = []
        for one in looks:
            leaves = {leaf.key for leaf in one.leaves}
            mine = [
                chosen.newest
                for key, chosen in one.chosen.items()
                if (beside is None or beside.chosen[key] != chosen) and (one.score == OPEN or key in leaves)
            ]
            known = [day for day in mine if day is not None]
            if known:
                days.append(max(known) if one.score == OPEN else min(known))
        return max(days, default=None)

    def one_fact_fails(self) -> tuple[Key, Alternative] | None:
        """Beyond the bound: a fact whose strongest adverse value fails the condition with all other disputes open."""
        for key, alternatives in self.alternatives.items():
            failing = [one for one in alternatives if self._alone(key, one).score == ADVERSE]
            if failing:
                strongest = max(failing, key=lambda one: self.grader.against(one.values))
                kind = [one for one in alternatives if one not in failing]
                if all(self.grader.against(strongest.values) > self.grader.favour(one.values) for one in kind):
                    return key, strongest
        return None

    def _alone(self, key: Key, one: Alternative) -> Look:
        blank = Alternative((Value(UNKNOWN),))
        return self.look({other: one if other == key else blank for other in self.alternatives})


def _too_many(alternatives: Mapping[Key, Sequence[Alternative]]) -> bool:
    size = 1
    for found in alternatives.values():
        size *= len(found)
        if size > MOST_COMBINATIONS:
            return True
    return False


def _kinder(better: tuple[int, ...], worse: tuple[int, ...]) -> bool:
    """Whether a value is never worse than another and somewhere better, whatever the other facts are."""
    return better != worse and all(one >= other for one, other in zip(better, worse, strict=True))


def _contested(one: Alternative) -> bool:
    return all(placed.statement.contested or placed.statement.contested_by for placed in one.statements)
