"""The verdict on one condition for one subject, with its reason, grade and deciding facts.

Nothing here guesses: an unknown fact leaves the verdict open, a good fact on weak evidence is not met, and an
adverse fact needs no grade. Statements that differ are weighed side against side (``sides``).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.tree import AnyOf
from checker.domain.vocabulary import DESCRIPTIVE
from checker.domain.words import REASONS
from checker.engine.attested_answers import NO_ANSWERS
from checker.engine.equal_workforces import EqualWorkforces
from checker.engine.evaluate import View, evaluate
from checker.engine.evidence import CORROBORATED
from checker.engine.facts import UNKNOWN, Value
from checker.engine.grounds import Leaf, grounds
from checker.engine.sides import ADVERSE, FAVOURABLE, OPEN, Look, Sides, Trees, keys_read
from checker.engine.weights import REACHES, Alternative, Grader, Weighing
from checker.engine.would_decide import would_decide, would_decide_attested
from checker.ground.days import shifted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from checker.domain.pack import Condition, WarningRule
    from checker.domain.tree import Node
    from checker.engine.attested_answers import Answers
    from checker.engine.evaluate import Key
    from checker.engine.facts import FactBase, Placed
    from checker.ground.places import Pointer
    from checker.packs.terms import Terms

__all__ = ["Ground", "Judge", "Judged", "OpenFact", "OpenQuestion", "worst"]

_MOST_TRIES = 64  # combinations of contested facts in which a presumption may hold
_BASES = ("asserted", "documented", "observed")


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


class Judge:
    """Judges conditions on one project under fixed terms."""

    def __init__(
        self,
        facts: FactBase,
        terms: Terms,
        burden: str,
        answers: Mapping[tuple[str, int | None], Answers] | None = None,
    ) -> None:
        self.facts = facts
        self.terms = terms
        self.burden = burden
        self.answers = answers or {}
        speak = facts.resolve("context.workers_can_speak_safely", None).value
        self.safe_to_speak = speak is True
        self.equal = EqualWorkforces(facts)
        self._graders: dict[tuple[object, ...], Grader] = {}

    def judge_each(self, condition: Condition) -> list[Judged]:
        """The verdicts on a condition, for every workforce where it is about them, else for the project."""
        several = condition.scope == "workforce" and self.terms.on_track(condition) and self.facts.workforces
        if not several:
            return [self.judge(condition, None)]
        found: dict[int, Judged] = {}
        for group in self.equal.groups(condition, self.answers):
            first = self.judge(condition, group[0])._replace(like=group[0])
            found |= {index: first._replace(workforce=index) for index in group}
        return [found[index] for index in sorted(found)]

    def judge(self, condition: Condition, workforce: int | None) -> Judged:
        """The verdict on a condition for a workforce (by index), or for the project."""
        class_ = self.terms.class_of(condition)
        blank = Judged(condition, class_, workforce, "not_applicable")
        if not self.terms.on_track(condition):
            return blank._replace(why_not=f"a {self.facts.project.purpose} project is not judged by it")
        if not self._in_force(condition):
            return blank._replace(why_not=f"it is not in force on {self.facts.as_of}")
        if condition.scope == "workforce" and workforce is None:
            if self.facts.workforces == ():
                return blank._replace(why_not="the file says that there is no workforce")
            need = OpenFact(("workforces", None), "")
            return blank._replace(verdict="not_determined", reason="no_evidence", needs=(need,))
        return _Case(self, condition, class_, workforce).verdict()

    def _in_force(self, condition: Condition) -> bool:
        day = self.facts.as_of
        after = condition.in_force_from is None or condition.in_force_from <= day
        return after and (condition.in_force_until is None or day <= condition.in_force_until)

    def seen(self, condition: Condition, workforce: int | None) -> View:
        """What a condition sees of a subject: its facts, and what people attest on the condition's questions."""
        given = self.answers.get((condition.id, workforce), NO_ANSWERS).given
        answers = {question: answer.value for question, answer in given.items()}
        return View(self.facts, workforce, self.terms.parameters, answers=answers)

    def grader(self, condition: Condition, class_: str) -> Grader:
        """The grades as a condition asks for them."""
        facts, terms = self.facts, self.terms
        floor = CORROBORATED if self.burden == "documentary" else 0
        capped = condition.cluster in terms.pack.speech_clusters and not self.safe_to_speak
        oldest = shifted(facts.as_of, -condition.shelf_life_days) if facts.delivery else None
        demand = max(terms.demand(class_, delivery=facts.delivery), floor)
        key = (demand, capped, oldest)
        if key not in self._graders:
            self._graders[key] = Grader(
                facts, demand=demand, document_demand=max(terms.document_demand, floor), capped=capped, oldest=oldest,
                adverse_oldest=shifted(facts.as_of, -terms.pack.adverse_shelf_life_days),
            )  # fmt: skip
        return self._graders[key]


class _Case:
    """One condition and one subject."""

    def __init__(self, judge: Judge, condition: Condition, class_: str, workforce: int | None) -> None:
        self.condition = condition
        self.class_ = class_
        self.workforce = workforce
        self.facts = judge.facts
        self.judge = judge
        self.answers = judge.answers.get((condition.id, workforce), NO_ANSWERS)
        self.view = judge.seen(condition, workforce)
        self.grader = judge.grader(condition, class_)
        self.pack = judge.terms.pack
        alternative = condition.alternative
        self.trees = Trees(condition.applies, condition.requires, alternative)
        self.goal: Node = AnyOf((condition.requires, alternative)) if alternative else condition.requires
        self.keys = keys_read(self.trees.every, self.facts, workforce)
        self.sides = Sides(self.trees, self.view, self.grader, self.keys)

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
        best = max(met or looks, key=lambda one: one.weight)
        if best.weight < REACHES:
            return self._too_weak(best)
        verdict = best.word or "met"
        leaves = best.leaves
        # What no fact decided, the day did: before a measure is in force nothing needs authorising.
        because = self._grounds(best, best.told) or (Ground(("as_of", None), self.facts.as_of, pointer=("as_of",)),)
        grade, demanded = self._grades(best, leaves)
        contrary = tuple(
            self._ground(key, alternative.values, in_favour=False) for key, alternative in self.sides.set_aside
        )
        if verdict == "not_applicable":
            grade = demanded = None
        return self._judged(
            verdict, because=because, basis=None if verdict == "not_applicable" else self._basis(best, leaves),
            grade=grade, demanded_grade=demanded, attested=self._attested(leaves), contrary=contrary,
            set_aside=bool(contrary),
        )  # fmt: skip

    def _too_weak(self, best: Look) -> Judged:
        """The facts meet the condition, the evidence does not: claimed but unproven."""
        weighing = self._weighing(best)
        weak = [leaf for leaf in best.leaves if weighing.favour(leaf) < REACHES]
        aged = self._weighing(best, stale=True)
        stale = all(aged.favour(leaf._replace(since=None)) >= REACHES for leaf in weak)
        shown = [self._glance(leaf) for leaf in weak]
        named = " and ".join(dict.fromkeys(leaf.path for leaf in weak))
        needs = tuple(
            OpenFact(
                self._key(leaf),
                self._evidence_wanted(
                    leaf, newer=aged.favour(leaf) > weighing.favour(leaf), together=named if len(weak) > 1 else ""
                ),
            )
            for leaf in dict.fromkeys(leaf._replace(record=None, since=None) for leaf in weak)
        )
        grade, demanded = self._grades(best, tuple(weak))
        reasons = {one.reason for one in shown if one is not None and one.reason}
        reason = "evidence_stale" if stale and weak else "evidence_insufficient"
        if best.word == "not_applicable":
            reason = "applicability_unknown"
        elif reasons and not stale:
            reason = next((word for word in REASONS if word in reasons), reason)
        return self._presumed(
            self._judged(
                "not_determined", because=self._grounds(best, best.told), reason=reason,
                basis=self._basis(best, best.leaves), grade=grade, demanded_grade=demanded, needs=needs,
                structural=self._structural(), attested=self._attested(best.leaves))
        )  # fmt: skip

    def _adverse(self, looks: Sequence[Look], contrary: tuple[Ground, ...] = ()) -> Judged:
        best = max(looks, key=lambda one: one.weight)
        grade, demanded = self._grades(best, best.leaves, in_favour=False)
        judged = self._judged(
            "not_met", because=self._grounds(best, best.leaves, in_favour=False),
            basis=self._basis(best, best.leaves, in_favour=False), structural=self._structural(), grade=grade,
            demanded_grade=demanded, attested=self._attested(best.leaves), contrary=contrary,
        )  # fmt: skip
        if best.weight < REACHES:
            # All that speaks against the project is too old to fail it now, and nobody has shown otherwise.
            judged = judged._replace(
                verdict="not_determined",
                reason="evidence_stale",
                presumption="against",
                contrary=(),
                needs=tuple(OpenFact(self._key(leaf), "") for leaf in best.leaves if self._is_graded(leaf)),
            )
            return self._presumed(judged)
        return judged._replace(since=self._breached_since(best))

    # ── both ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _disputed(self, favourable: list[Look], adverse: list[Look], unknown: list[Look]) -> Judged:
        sides = self.sides
        if adverse:
            against = sides.against(adverse)
            kinder = sides.favour([*favourable, *unknown], adverse)
            if kinder <= 0 or against >= kinder + self.pack.margin_adverse:
                return self._adverse(adverse, self._contrary(adverse, [*favourable, *unknown], in_favour=True))
        if favourable:
            best = max(favourable, key=lambda one: one.weight)
            other = [*adverse, *unknown]
            day = sides.newest_against(other, best)
            against = sides.against(other, best)
            enough = sides.favour(favourable, since=day) >= against + self.pack.margin_favourable
            if enough and sides.reaches(favourable, since=day):
                judged = self._favourable(favourable)
                contrary = self._contrary(favourable, other, in_favour=False)
                return judged._replace(contrary=(*judged.contrary, *contrary), set_aside=True)
        if not adverse or not favourable:
            judged = self._open(unknown)
            if favourable and not adverse and judged.reason == "no_evidence":
                judged = judged._replace(reason="evidence_conflicts")
            return self._against(judged._replace(because=judged.because or self._both_sides()))
        return self._conflict()

    def _conflict(self) -> Judged:
        judged = self._judged(
            "not_determined", because=self._both_sides(), reason="evidence_conflicts", structural=self._structural(),
            needs=tuple(OpenFact(self._short(key), "") for key in self.sides.alternatives),
            demanded_grade=max(map(self.grader.asks, dict.fromkeys(key[0] for key in self.sides.alternatives))),
        )  # fmt: skip
        return self._against(judged)

    def _beyond_bound(self) -> Judged:
        """More values than can be combined: what one fact alone shows decides, or nothing does."""
        fails = self.sides.one_fact_fails()
        if fails is None:
            return self._conflict()
        key, alternative = fails
        ground = self._ground(key, alternative.values, in_favour=False)
        return self._judged("not_met", because=(ground,), basis="asserted", grade=ground.grade,
                            structural=self._structural())  # fmt: skip

    def _both_sides(self) -> tuple[Ground, ...]:
        return tuple(
            self._ground(key, alternative.values, remark="statements differ")
            for key, found in self.sides.alternatives.items()
            for alternative in found
            if alternative.statements
        )

    def _contrary(self, winning: list[Look], losing: list[Look], *, in_favour: bool) -> tuple[Ground, ...]:
        """What is stated for the losing side, and not for the winning one."""
        best = max(winning, key=lambda one: one.weight)
        found: dict[tuple[Key, Alternative], None] = {}
        for one in losing:
            # That nothing is shown, or was not collected, speaks in nobody's favour.
            found.update({(key, chosen): None for key, chosen in one.chosen.items()
                          if best.chosen[key] != chosen and chosen.statements
                          and not (in_favour and chosen.value is UNKNOWN and chosen.values[0].reason)})  # fmt: skip
        return tuple(self._ground(key, chosen.values, in_favour=in_favour) for key, chosen in found)

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
                value = _value_of(placed)
                if value is None:
                    continue
                told = Alternative((value,))
                again = self.sides.look({**best.chosen, key: told})
                if again.score == ADVERSE:
                    worse.append(self._ground(key, (value,), in_favour=False, remark="of a later day"))
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
        keys = list(dict.fromkeys(self._key(leaf) for leaf in facts))
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
        against = self._grounds(first, first.leaves, in_favour=False)
        shown = tuple(ground for leaf in partly for ground in self._of_leaf(first, leaf))
        judged = self._judged(
            "not_determined", because=tuple(dict.fromkeys([*against, *shown])), reason=reason, needs=needs,
            demanded_grade=demanded, structural=self._structural(), questions=questions,
            attested=self._attested(first.leaves),
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
        if judged.presumption is None or self.judge.burden != "presumed_not_met":
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
                return self._grounds(look, found.against.leaves, in_favour=False)
        return None

    def _structural(self) -> bool:
        """Whether host law is the cause: a tree of the pack says so, or the law's own terms would fail."""
        if self.condition.structural and evaluate(self.condition.structural, self.view) is True:
            return True
        law = View(self.facts, self.workforce, self.judge.terms.parameters, law_only=True)
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

    # ── since when ──────────────────────────────────────────────────────────────────────────────────────────────

    def _breached_since(self, best: Look) -> date | None:
        """The earliest day for which any statement, overtaken or not, shows the breach; None where nothing dates it.

        A report that shows it for its own day gives no start: nobody knows how long it had been so.
        """
        starts: list[date | None] = []
        asked = [leaf for leaf in best.leaves if leaf.question]
        for leaf in best.leaves:
            if not self._is_graded(leaf):
                continue
            for placed in self.facts.stated(*leaf.key):
                value = _value_of(placed)
                if value is None:
                    continue
                again = self.sides.look({**best.chosen, leaf.key: Alternative((value,))})
                if again.score == ADVERSE and leaf.key in {one.key for one in again.leaves}:
                    starts.append(_start(placed))
        starts += [self.answers.given[leaf.question].given for leaf in asked if leaf.question in self.answers.given]
        known = [day for day in starts if day is not None]
        return min(known) if known and len(known) == len(starts) else None

    # ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────

    def _judged(self, verdict: str, **rest: Any) -> Judged:
        judged = Judged(self.condition, self.class_, self.workforce, verdict)._replace(**rest)
        unsafe = judged.reason == "unsafe_to_collect" or not self.judge.safe_to_speak
        return judged._replace(unsafe=unsafe)

    def _weighing(self, one: Look, **how: Any) -> Weighing:
        return Weighing(self.grader, {**self.sides.agreed, **one.chosen}, contested=self.sides.alternatives, **how)

    def _is_graded(self, leaf: Leaf) -> bool:
        return not leaf.question and leaf.path not in DESCRIPTIVE

    def _short(self, key: Key) -> Key:
        """A key as it is reported: the subject's own facts without a workforce."""
        path, workforce = key
        return (path, None) if workforce == self.workforce else key

    def _key(self, leaf: Leaf) -> Key:
        return self._short(leaf.key)

    def _attested(self, leaves: Iterable[Leaf]) -> tuple[int, ...]:
        """The attestations among what makes a condition what it is."""
        asked = dict.fromkeys(leaf.question for leaf in leaves if leaf.question)
        return tuple(self.answers.given[question].entry for question in asked if question in self.answers.given)

    def _grounds(self, one: Look, leaves: Iterable[Leaf], *, in_favour: bool = True) -> tuple[Ground, ...]:
        plain = dict.fromkeys(leaf._replace(record=None, since=None) for leaf in leaves if not leaf.question)
        return tuple(ground for leaf in plain for ground in self._of_leaf(one, leaf, in_favour=in_favour))

    def _of_leaf(self, one: Look, leaf: Leaf, *, in_favour: bool = True) -> tuple[Ground, ...]:
        if leaf.path in DESCRIPTIVE:
            told = self.facts.resolve(*leaf.key)
            if not told.known:
                return ()
            return (Ground(self._key(leaf), told.value, pointer=told.pointer),)
        weighing = self._weighing(one)
        return (self._ground(leaf.key, weighing.values(leaf), in_favour=in_favour),)

    def _ground(self, key: Key, values: Sequence[Value], *, in_favour: bool = True, remark: str = "") -> Ground:
        known = [one for one in values if in_favour is False or not one.lower] or list(values)
        first = known[0]
        grade = max(0, self.grader.favour(values)) if in_favour else self.grader.against(values)
        statements = tuple(dict.fromkeys(placed for one in known for placed in one.statements))
        sources = tuple(
            dict.fromkeys(placed for one in known for _, source in one.sources for placed in source.statements)
        )
        value = None if first.value is UNKNOWN else first.value
        return Ground(self._short(key), value, (*statements, *sources), grade, remark or first.remark)

    def _grades(self, one: Look, leaves: Iterable[Leaf], *, in_favour: bool = True) -> tuple[int | None, int | None]:
        """The lowest grade among graded facts, and what is asked of that fact."""
        weighing = self._weighing(one)
        found = []
        for leaf in leaves:
            if self._is_graded(leaf) and any(value.known for value in weighing.values(leaf)):
                asked = self.grader.asks(leaf.path)
                weight = weighing.favour(leaf) if in_favour else weighing.against(leaf)
                found.append((max(0, weight - REACHES if weight >= REACHES else weight), -asked))
        if not found:
            return None, None
        grade, wanted = min(found)
        return grade, -wanted

    def _basis(self, one: Look, leaves: Iterable[Leaf], *, in_favour: bool = True) -> str:
        """The weakest way in which a deciding fact is known; what people attest, they assert."""
        bases = []
        weighing = self._weighing(one)
        # A list is known in one way, whichever of its records decided.
        for leaf in dict.fromkeys(leaf._replace(record=None, since=None) for leaf in leaves):
            if leaf.question:
                bases.append("asserted")
            elif self._is_graded(leaf):
                values = weighing.values(leaf)
                grade = self.grader.favour(values, None, None, stale=True) if in_favour else self.grader.against(values)
                bases.append(self.facts.register.basis(self.grader.cites(values), grade))
        return min(bases, key=_BASES.index) if bases else "documented"

    def _evidence_wanted(self, leaf: Leaf, *, newer: bool, together: str) -> str:
        fresh = " that is newer: what is cited is stale" if newer else ""
        asked = f"met with evidence of grade E{self.grader.asks(leaf.path)} or better{fresh}"
        return f"{asked}, if all of {together} have theirs" if together else asked


def _value_of(placed: Placed) -> Value | None:
    return None if placed.statement.value is None else Value(placed.statement.value, (placed,))


def _start(placed: Placed) -> date | None:
    """Since when a statement shows what it states: since the day it names itself; arrears count themselves."""
    if placed.path == "wages.arrears_days" and isinstance(placed.statement.value, int | float):
        return shifted(placed.newest, -int(placed.statement.value))
    return placed.day


def _few_combinations(values: list[Sequence[Value]]) -> list[tuple[Value, ...]]:
    return list(islice(product(*values), _MOST_TRIES))


def worst(verdicts: list[str]) -> str:
    """The verdict on a cluster, from those of its core conditions: the worst that applies."""
    if "not_met" in verdicts:
        return "not_met"
    if "not_determined" in verdicts:
        return "not_determined"
    if "met_by_alternative" in verdicts:
        return "met_by_alternative"
    return "met" if "met" in verdicts else "not_applicable"
