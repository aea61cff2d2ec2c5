"""The verdict on one condition for one subject, with its reason, grade and deciding facts.

Nothing here guesses: an unknown fact leaves the verdict open, a good fact on weak evidence is not met, and an
adverse fact needs no grade. Statements that differ are weighed side against side (``sides``).
"""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.tree import AnyOf
from checker.domain.vocabulary import DESCRIPTIVE
from checker.domain.words import REASONS
from checker.engine.breach import breached_since, value_of
from checker.engine.evaluate import View, evaluate
from checker.engine.grounds import Leaf, grounds
from checker.engine.judged import Ground, Judged, OpenFact, OpenQuestion
from checker.engine.showing import Showing
from checker.engine.sides import ADVERSE, FAVOURABLE, OPEN, Look, Sides, Trees, keys_read
from checker.engine.weights import REACHES, Alternative, Grader, Weighing
from checker.engine.would_decide import would_decide, would_decide_attested

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from checker.domain.pack import Condition, Pack, WarningRule
    from checker.domain.tree import Node
    from checker.engine.attested_answers import Answers
    from checker.engine.evaluate import Key
    from checker.engine.values import Value

__all__ = ["Asked", "Case"]

_MOST_TRIES = 64  # combinations of contested facts in which a presumption may hold


class Asked(NamedTuple):
    """One condition asked of one subject: what is seen of its facts, and how its evidence is graded."""

    condition: Condition
    class_: str
    workforce: int | None
    view: View
    grader: Grader
    answers: Answers
    pack: Pack
    burden: str
    safe_to_speak: bool


class Case:
    """Judges one condition for one subject."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        condition, workforce = asked.condition, asked.workforce
        self.condition = condition
        self.class_ = asked.class_
        self.workforce = workforce
        self.facts = asked.view.facts
        self.answers = asked.answers
        self.view = asked.view
        self.grader = asked.grader
        self.pack = asked.pack
        alternative = condition.alternative
        self.trees = Trees(condition.applies, condition.requires, alternative)
        self.goal: Node = AnyOf((condition.requires, alternative)) if alternative else condition.requires
        self.keys = keys_read(self.trees.every, self.facts, workforce)
        self.sides = Sides(self.trees, self.view, self.grader, self.keys)
        self.show = Showing(self.facts, self.grader, self.sides, workforce, self.answers)

    def verdict(self) -> Judged:
        """The verdict by the table of the design's section on sides."""
        sides = self.sides
        if sides.too_many:
            return self._beyond_bound()._replace(raised=self._raised())
        favourable, adverse, unknown = sides.of(FAVOURABLE), sides.of(ADVERSE), sides.of(OPEN)
        if not adverse and not unknown:
            judged = self._favourable(favourable)
        elif not favourable and not unknown:
            judged = self._adverse(adverse)
        elif not favourable and not adverse:
            judged = self._open(unknown)
        else:
            judged = self._disputed(favourable, adverse, unknown)
        return self._with_later(judged)._replace(raised=self._raised())

    # ── one side alone ──────────────────────────────────────────────────────────────────────────────────────────

    def _raised(self) -> tuple[WarningRule, ...]:
        rules = self.condition.warnings
        return tuple(rule for rule in rules if rule.when is None or evaluate(rule.when, self.view) is True)

    def _favourable(self, looks: Sequence[Look]) -> Judged:
        met = [one for one in looks if one.word != "not_applicable"]
        best = max(met or looks, key=self._rank)
        if best.weight < REACHES:
            return self._too_weak(best)
        if best.word == "not_applicable" and (left_out := self._label_left_out(best)):
            # Judged as direct, and nobody said so: what is asked of other classes is not taken away by silence.
            return self._judged("not_determined", reason="applicability_unknown", needs=(OpenFact(left_out, ""),),
                                demanded_grade=self.grader.demand)  # fmt: skip
        verdict = best.word or "met"
        leaves = best.leaves
        because = self.show.grounds(best, best.told)
        if not leaves:
            # What no fact decided, the day did: before a measure is in force nothing needs authorising.
            because = (Ground(("as_of", None), self.facts.as_of, pointer=("as_of",)),)
        grade, demanded = self.show.grades(best, leaves)
        contrary = tuple(
            self.show.ground(key, alternative.values, in_favour=False) for key, alternative in self.sides.set_aside
        )
        if verdict == "not_applicable":
            grade = demanded = None
        return self._judged(
            verdict, because=because, basis=None if verdict == "not_applicable" else self.show.basis(best, leaves),
            grade=grade, demanded_grade=demanded, attested=self.show.attested(leaves), contrary=contrary,
            set_aside=bool(contrary),
        )  # fmt: skip

    def _label_left_out(self, best: Look) -> Key | None:
        """The class of workers, where a condition does not apply because of it and the file does not state it."""
        if not any(leaf.path == "worker_class" for leaf in best.leaves):
            return None
        return ("worker_class", None) if self.facts.resolve("worker_class", self.workforce).remark else None

    def _rank(self, one: Look) -> tuple[int, bool, int, list[str], list[str]]:
        """Of combinations as strong as one another the same is named whatever the order of statements."""
        disputed = sum(leaf.key in self.sides.alternatives for leaf in one.leaves)
        values = [str(one.chosen[key].value) for key in one.chosen]
        return one.weight, one.word == "met", -disputed, [leaf.path for leaf in one.leaves], values

    def _too_weak(self, best: Look) -> Judged:
        """The facts meet the condition, the evidence does not: claimed but unproven."""
        weighing = self.show.weighing(best)
        weak = [leaf for leaf in best.leaves if weighing.favour(leaf) < REACHES]
        aged = self.show.weighing(best, stale=True)
        stale = all(aged.favour(leaf._replace(since=None)) >= REACHES for leaf in weak)
        shown = [self._glance(leaf) for leaf in weak]
        named = " and ".join(dict.fromkeys(leaf.path for leaf in weak))
        needs = tuple(
            OpenFact(
                self.show.key(leaf),
                self.show.evidence_wanted(
                    leaf, newer=aged.favour(leaf) > weighing.favour(leaf), together=named if len(weak) > 1 else ""
                ),
            )
            for leaf in dict.fromkeys(leaf._replace(record=None, since=None) for leaf in weak)
        )
        grade, demanded = self.show.grades(best, tuple(weak))
        reasons = {one.reason for one in shown if one is not None and one.reason}
        reason = "evidence_stale" if stale and weak else "evidence_insufficient"
        if best.word == "not_applicable":
            reason = "applicability_unknown"
        elif reasons and not stale:
            reason = next((word for word in REASONS if word in reasons), reason)
        return self._presumed(
            self._judged(
                "not_determined", because=self.show.grounds(best, best.told), reason=reason,
                basis=self.show.basis(best, best.leaves), grade=grade, demanded_grade=demanded, needs=needs,
                structural=self._structural(), attested=self.show.attested(best.leaves))
        )  # fmt: skip

    def _adverse(self, looks: Sequence[Look], contrary: tuple[Ground, ...] = ()) -> Judged:
        best = max(looks, key=lambda one: one.weight)
        grade, demanded = self.show.grades(best, best.leaves, in_favour=False)
        judged = self._judged(
            "not_met", because=self.show.grounds(best, best.leaves, in_favour=False),
            basis=self.show.basis(best, best.leaves, in_favour=False), structural=self._structural(), grade=grade,
            demanded_grade=demanded, attested=self.show.attested(best.leaves), contrary=contrary,
        )  # fmt: skip
        if best.weight < REACHES:
            # All that speaks against the project is too old to fail it now, and nobody has shown otherwise.
            judged = judged._replace(
                verdict="not_determined",
                reason="evidence_stale",
                presumption="against",
                contrary=(),
                needs=tuple(OpenFact(self.show.key(leaf), "") for leaf in best.leaves if self.show.is_graded(leaf)),
            )
            return self._presumed(judged)
        # Only a covenant has time to mend.
        since = breached_since(best, self.sides, self.answers) if self.class_ == "COV" else None
        return judged._replace(since=since)

    # ── both ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _disputed(self, favourable: list[Look], adverse: list[Look], unknown: list[Look]) -> Judged:
        sides = self.sides
        if adverse:
            against = sides.against(adverse)
            kinder = sides.favour([*favourable, *unknown], adverse)
            if kinder <= 0 or against >= kinder + self.pack.margin_adverse:
                return self._adverse(adverse, self.show.contrary(adverse, [*favourable, *unknown], in_favour=True))
        if favourable:
            best = max(favourable, key=self._rank)
            other = [*adverse, *unknown]
            day = sides.newest_against(other, best)
            against = sides.against(other, best)
            enough = sides.favour(favourable, since=day) >= against + self.pack.margin_favourable
            if enough and sides.reaches(favourable, since=day):
                judged = self._favourable(favourable)
                contrary = self.show.contrary(favourable, other, in_favour=False)
                return judged._replace(contrary=(*judged.contrary, *contrary), set_aside=True)
        if not adverse or not favourable:
            judged = self._open(unknown)
            if favourable and not adverse and judged.reason == "no_evidence":
                judged = judged._replace(reason="evidence_conflicts")
            return self._against(judged._replace(because=judged.because or self.show.both_sides()))
        return self._conflict()

    def _conflict(self) -> Judged:
        judged = self._judged(
            "not_determined", because=self.show.both_sides(), reason="evidence_conflicts",
            structural=self._structural(),
            needs=tuple(OpenFact(self.show.short(key), "") for key in self.sides.alternatives),
            demanded_grade=max(map(self.grader.asks, dict.fromkeys(key[0] for key in self.sides.alternatives))),
        )  # fmt: skip
        return self._against(judged)

    def _beyond_bound(self) -> Judged:
        """More values than can be combined: what one fact alone shows decides, or nothing does."""
        fails = self.sides.one_fact_fails()
        if fails is None:
            return self._conflict()
        key, alternative = fails
        ground = self.show.ground(key, alternative.values, in_favour=False)
        return self._judged("not_met", because=(ground,), basis="asserted", grade=ground.grade,
                            structural=self._structural())  # fmt: skip

    def _against(self, judged: Judged) -> Judged:
        """Open with a presumption against the project; under the burden that asks for it, not met."""
        return self._presumed(judged._replace(presumption="against"))

    def _with_later(self, judged: Judged) -> Judged:
        """What is stated of a day after the file's own keeps a kind verdict open, unless another day was asked for."""
        if judged.verdict in ("not_met", "not_determined") or self.facts.asked_day:
            return judged
        best = max(self.sides.of(FAVOURABLE), key=lambda one: one.weight)
        worse: list[Ground] = []
        for key in self.keys:
            for placed in self.facts.later(*key) if key[0] not in DESCRIPTIVE else ():
                value = value_of(placed)
                if value is None:
                    continue
                told = Alternative((value,))
                again = self.sides.look({**best.chosen, key: told})
                if again.score == ADVERSE:
                    worse.append(self.show.ground(key, (value,), in_favour=False, remark="of a later day"))
        if not worse:
            return judged
        return self._against(
            self._judged("not_determined", because=tuple(worse), reason="evidence_conflicts",
                         needs=tuple(OpenFact(key, "") for key in dict.fromkeys(ground.key for ground in worse)),
                         demanded_grade=self.grader.demand)
        )  # fmt: skip

    # ── open ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _open(self, looks: Sequence[Look]) -> Judged:
        """Unknown: what is missing, why, and which answer would decide."""
        first = looks[0]
        missing = list(dict.fromkeys(leaf for one in looks for leaf in one.missing))
        applies_open = any(one.applies_open for one in looks)
        facts = [leaf for leaf in missing if not leaf.question]
        asked = list(dict.fromkeys(leaf.question for leaf in missing if leaf.question))
        view = self.view.choosing({**self.sides.agreed, **first.chosen})
        questions = tuple(
            OpenQuestion(question, would_decide_attested(question, self._verdict_anyhow, view)) for question in asked
        )
        keys = list(dict.fromkeys(self.show.key(leaf) for leaf in facts))
        reasons = {self._why_unknown(leaf) for leaf in facts}
        reasons |= {self.answers.unsettled.get(one.question, "no_evidence") for one in questions}
        reason = next((word for word in REASONS if word in reasons), "no_evidence")
        if applies_open:
            reason = "applicability_unknown"
        trees = self.trees.every if applies_open else (self.goal,)
        needs = tuple(OpenFact(key, would_decide(key, trees, self._promised_for(key), view)) for key in keys)
        partly = [leaf for leaf in facts if leaf.path not in DESCRIPTIVE and self._stated(leaf)]
        demanded = max((self.grader.asks(key[0]) for key in keys if key[0] not in DESCRIPTIVE),
                       default=self.grader.demand)  # fmt: skip
        against = self.show.grounds(first, first.leaves, in_favour=False)
        shown = tuple(ground for leaf in partly for ground in self.show.of_leaf(first, leaf))
        judged = self._judged(
            "not_determined", because=tuple(dict.fromkeys([*against, *shown])), reason=reason, needs=needs,
            demanded_grade=demanded, structural=self._structural(), questions=questions,
            attested=self.show.attested(first.leaves),
        )  # fmt: skip
        if any(self._suggested(leaf) for leaf in facts):
            return self._against(judged)
        return self._presumed(judged)

    def _suggested(self, leaf: Leaf) -> bool:
        return any(one.opens for one in self._values(leaf))

    def _stated(self, leaf: Leaf) -> bool:
        return any(one.statements or one.sources for one in self._values(leaf))

    def _why_unknown(self, leaf: Leaf) -> str:
        values = self._values(leaf)
        if leaf.record is not None:
            return "no_evidence"
        if len(values) > 1 and any(one.known for one in values):
            promised = [one for one in values if one.reason]
            return promised[0].reason or "no_evidence" if promised else "evidence_conflicts"
        return values[0].reason or "no_evidence"

    def _values(self, leaf: Leaf) -> tuple[Value, ...]:
        return self.facts.values(*leaf.key)

    def _glance(self, leaf: Leaf) -> Any:
        return None if leaf.question else self.facts.resolve(*leaf.key)

    def _presumed(self, judged: Judged) -> Judged:
        """Marks a presumption against, and applies it where the burden of proof says so."""
        presumption = self.condition.presumption
        keys: tuple[Ground, ...] = ()
        if presumption is not None and judged.presumption is None:
            if presumption.when is None:
                judged = judged._replace(presumption="against")
            elif (held := self._holds_anyhow(presumption.when)) is not None:
                judged = judged._replace(presumption="against")
                keys = held
        if judged.presumption is None or self.asked.burden != "presumed_not_met":
            return judged
        because = tuple(dict.fromkeys([*judged.because, *keys]))
        return judged._replace(verdict="not_met", reason=None, basis="presumed", because=because)

    def _holds_anyhow(self, node: Node) -> tuple[Ground, ...] | None:
        """The grounds of a tree that holds for some of the live values that it reads; None where for none."""
        keys = keys_read((node,), self.facts, self.workforce)
        several = {key: values for key in keys if len(values := self.facts.values(*key)) > 1}
        tries: list[dict[Key, Alternative]] = [
            {key: Alternative((value,)) for key, value in zip(several, chosen, strict=True)}
            for chosen in _few_combinations(list(several.values()))
        ]
        for chosen in tries:
            view = self.view.choosing(chosen)
            found = grounds(node, view, Weighing(self.grader, chosen))
            if found.truth is True:
                look = Look(chosen, ADVERSE, None, found.against.leaves, 0)
                return self.show.grounds(look, found.against.leaves, in_favour=False)
        return None

    def _structural(self) -> bool:
        """Whether host law is the cause: a tree of the pack says so, or the law's own terms would fail."""
        if self.condition.structural and evaluate(self.condition.structural, self.view) is True:
            return True
        law = View(self.facts, self.workforce, self.view.parameters, law_only=True)
        if evaluate(self.goal, law) is not False:
            return False
        told = grounds(self.goal, law, Weighing(self.grader, {}))
        return any(leaf.path not in DESCRIPTIVE for leaf in told.against.leaves)

    def _verdict_anyhow(self, view: View) -> str | None:
        """The verdict, evidence aside, that a view leads to whatever is true of what is in dispute; else None."""
        chosen = ({**self.sides.agreed, **one.chosen} for one in self.sides.looks)
        words = {self._ground_verdict(view.choosing(one)) for one in chosen}
        return words.pop() if len(words) == 1 else None

    def _promised_for(self, key: Key) -> Callable[[View], str | None]:
        """The verdict that an answer to a fact leads to; no kind one where other facts suggest otherwise."""
        if not any(one.opens for one in self.facts.values(*self.view.key(*key))):
            return self._verdict_anyhow
        return lambda view: "not_met" if self._verdict_anyhow(view) == "not_met" else None

    def _ground_verdict(self, view: View) -> str | None:
        """The verdict that a view leads to, evidence aside; None while it is open."""
        applies = evaluate(self.condition.applies, view) if self.condition.applies else True
        if applies is False:
            return "not_applicable"
        truth = evaluate(self.goal, view)
        if truth is True:
            return "met"
        return "not_met" if truth is False and applies is True else None

    # ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────

    def _judged(self, verdict: str, **rest: Any) -> Judged:
        judged = Judged(self.condition, self.class_, self.workforce, verdict)._replace(**rest)
        return judged._replace(unsafe=self._unsafe_to_ask(judged.reason))

    def _unsafe_to_ask(self, reason: str | None) -> bool:
        """Whether asking workers endangers them: they cannot speak safely, or host law bars what they would say."""
        if reason == "unsafe_to_collect" or not self.asked.safe_to_speak:
            return True
        if any(one.reason == "unsafe_to_collect" for key in self.keys for one in self.facts.values(*key)):
            return True
        if self.condition.cluster not in self.pack.speech_clusters or self.workforce is None:
            return False
        law = self.facts.values("association.law_permits_free_unions", self.workforce)
        return any(one.value in ("restricted", "no") for one in law)


def _few_combinations(values: list[Sequence[Value]]) -> list[tuple[Value, ...]]:
    return list(islice(product(*values), _MOST_TRIES))
