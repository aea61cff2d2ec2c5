"""The verdict on one condition for one subject, with its reason, grade and deciding facts.

Nothing here guesses: an unknown fact leaves the verdict open, a good fact on weak evidence is
not met, and an adverse fact needs no grade.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.domain.tree import AnyOf
from checker.domain.vocabulary import DESCRIPTIVE
from checker.domain.words import REASONS, VERDICT_BASES
from checker.engine.attested_answers import NO_ANSWERS
from checker.engine.equal_workforces import Likeness
from checker.engine.evaluate import View, evaluate
from checker.engine.evidence import CORROBORATED, GradeContext
from checker.engine.explain import attested, deciders, judgements, missing, would_decide, would_decide_attested
from checker.ground.days import shifted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from checker.domain.pack import Condition
    from checker.domain.tree import Node
    from checker.engine.attested_answers import Answers
    from checker.engine.explain import Key
    from checker.engine.facts import FactBase, Resolved
    from checker.ground.truth import Truth
    from checker.packs.terms import Terms

__all__ = ["Judge", "Judged", "OpenFact", "OpenQuestion", "worst"]


class OpenFact(NamedTuple):
    """A fact that is open, or whose evidence is too weak."""

    key: Key
    would_decide: str


class OpenQuestion(NamedTuple):
    """A question of judgement that nobody's attestation answers."""

    question: str
    would_decide: str


class Judged(NamedTuple):
    """A verdict in the engine's own terms; facts are named by key and looked up by who reports them.

    ``attested`` are the numbers of the attestations among what decided it.
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
    because: tuple[Key, ...] = ()
    needs: tuple[OpenFact, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    attested: tuple[int, ...] = ()
    since: date | None = None
    like: int | None = None  # the first workforce that states the same of what the condition reads


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
        self.likeness = Likeness(facts)

    def judge_each(self, condition: Condition) -> list[Judged]:
        """The verdicts on a condition, for every workforce where it is about them, else for the project."""
        several = condition.scope == "workforce" and self.terms.on_track(condition) and self.facts.workforces
        if not several:
            return [self.judge(condition, None)]
        found: dict[int, Judged] = {}
        for group in self.likeness.groups(condition, self.answers):
            first = self.judge(condition, group[0])._replace(like=group[0])
            found |= {index: first._replace(workforce=index) for index in group}
        return [found[index] for index in sorted(found)]

    def judge(self, condition: Condition, workforce: int | None) -> Judged:
        """The verdict on a condition for a workforce (by index), or for the project."""
        class_ = self.terms.class_of(condition)
        blank = Judged(condition, class_, workforce, "not_applicable")
        if not self.terms.on_track(condition) or not self._in_force(condition):
            return blank
        if condition.scope == "workforce" and workforce is None:
            if self.facts.workforces == ():
                return blank
            need = OpenFact(("workforces", None), "")
            return blank._replace(verdict="not_determined", reason="no_evidence", needs=(need,))
        return _Case(self, condition, class_, workforce).verdict()

    def _in_force(self, condition: Condition) -> bool:
        day = self.facts.as_of
        after = condition.in_force_from is None or condition.in_force_from <= day
        return after and (condition.in_force_until is None or day <= condition.in_force_until)

    def view(
        self,
        workforce: int | None,
        accept: Callable[[Resolved], bool] | None = None,
        answers: Mapping[str, bool] | None = None,
    ) -> View:
        """What conditions see of a subject's facts and of attested answers, under the burden of proof."""
        if self.burden == "documentary":
            strong = accept

            def accept(resolved: Resolved) -> bool:
                return self._counts_as_document(resolved) and (strong is None or strong(resolved))

        return View(self.facts, workforce, self.terms.parameters, accept=accept, answers=answers)

    def seen(self, condition: Condition, workforce: int | None) -> View:
        """What a condition sees of a subject: its facts, and what people attest on the condition's questions."""
        given = self.answers.get((condition.id, workforce), NO_ANSWERS).given
        return self.view(workforce, answers={question: answer.value for question, answer in given.items()})

    def _counts_as_document(self, resolved: Resolved) -> bool:
        if resolved.path in DESCRIPTIVE:
            return True
        return self.facts.grade(resolved, GradeContext()) >= CORROBORATED


class _Case:
    """One condition and one subject."""

    def __init__(self, judge: Judge, condition: Condition, class_: str, workforce: int | None) -> None:
        self.condition = condition
        self.class_ = class_
        self.workforce = workforce
        self.facts = judge.facts
        self.judge = judge
        self.answers = judge.answers.get((condition.id, workforce), NO_ANSWERS)
        self.attested = {question: answer.value for question, answer in self.answers.given.items()}
        self.view = judge.view(workforce, answers=self.attested)
        facts = judge.facts
        capped = condition.cluster in judge.terms.pack.speech_clusters and not judge.safe_to_speak
        oldest = shifted(facts.as_of, -condition.shelf_life_days) if facts.delivery else None
        self.context = GradeContext(capped, oldest)
        self.demand = judge.terms.demand(class_, delivery=facts.delivery)
        alternative = condition.alternative
        self.goal: Node = AnyOf((condition.requires, alternative)) if alternative else condition.requires

    def verdict(self) -> Judged:
        condition, view = self.condition, self.view
        applies: Truth = evaluate(condition.applies, view) if condition.applies else True
        if applies is False:
            assert condition.applies is not None
            attestations = self._attestations(condition.applies, view)
            return self._judged("not_applicable", because=deciders(condition.applies, view), attested=attestations)
        truth = evaluate(self.goal, view)
        if truth is True:
            return self._met()
        if truth is False and applies is True:
            return self._not_met()
        return self._open(applies, truth)

    def _judged(self, verdict: str, *, because: list[Key] | None = None, **rest: object) -> Judged:
        keys = tuple(because or ())
        judged = Judged(self.condition, self.class_, self.workforce, verdict, because=keys)
        return judged._replace(**rest)  # type: ignore[arg-type]

    def _attestations(self, node: Node, view: View) -> tuple[int, ...]:
        """The attestations among what makes a node true or false."""
        return tuple(self.answers.given[question].entry for question in attested(node, view))

    def _met(self) -> Judged:
        """Met where the facts that carry it have the evidence asked for; an attestation has no grade and lends none."""
        strong = self.judge.view(self.workforce, self._strong_enough, self.attested)
        if evaluate(self.goal, strong) is not True:
            return self._too_weak()
        direct = evaluate(self.condition.requires, strong) is True
        node = self.condition.requires if direct else self.condition.alternative
        assert node is not None
        # What no fact decided, the day did: before a measure is in force nothing needs authorising.
        attestations = self._attestations(node, strong)
        keys = deciders(node, strong) or ([] if attestations else [("as_of", None)])
        grade, demanded = self._grades(keys)
        verdict = "met" if direct else "met_by_alternative"
        return self._judged(
            verdict, because=keys, basis=self._basis(keys, attestations), grade=grade, demanded_grade=demanded,
            attested=attestations)  # fmt: skip

    def _too_weak(self) -> Judged:
        """The facts meet the condition, the evidence does not: claimed but unproven."""
        keys = deciders(self.goal, self.view)
        weak = [key for key in keys if not self._strong_enough(self._resolve(key))]
        stale = all(self._grade(self._resolve(key), stale=True) >= self._demand(self._resolve(key)) for key in weak)
        grade, demanded = self._grades(weak)
        needs = tuple(OpenFact(key, self._evidence_wanted(self._resolve(key), stale=stale)) for key in weak)
        reason = "evidence_stale" if stale and weak else "evidence_insufficient"
        attestations = self._attestations(self.goal, self.view)
        return self._presumed(
            self._judged(
                "not_determined", because=keys, reason=reason, basis=self._basis(keys, attestations), grade=grade,
                demanded_grade=demanded, needs=needs, structural=self._structural(), attested=attestations)
        )  # fmt: skip

    def _not_met(self) -> Judged:
        keys = deciders(self.goal, self.view)
        grade, demanded = self._grades(keys)
        attestations = self._attestations(self.goal, self.view)
        return self._judged(
            "not_met", because=keys, basis=self._basis(keys, attestations), structural=self._structural(), grade=grade,
            demanded_grade=demanded, since=self._breached_since(keys), attested=attestations)  # fmt: skip

    def _breached_since(self, keys: list[Key]) -> date | None:
        """The day from which the condition has failed; a breach that rests on an attestation is no older than it."""
        since = min(map(self._since, keys), default=None)
        if evaluate(self.goal, self.view.what_if_attested({})) is False:
            return since
        questions = attested(self.goal, self.view)
        return max(filter(None, [since, *(self.answers.given[question].given for question in questions)]))

    def _since(self, key: Key) -> date:
        """The day from which a deciding fact has stood in the way, through values that changed and still failed."""
        resolved = self._resolve(key)
        start = min((item.day for item in resolved.statements), default=self.facts.as_of)
        if key[1] is not None or not resolved.statements:
            return start
        earlier = [
            item
            for item in self.facts.stated(resolved.path, self.workforce)
            if item.basis == resolved.basis and item.statement.value is not None and item.day < start
        ]
        for item in sorted(earlier, key=lambda item: item.day, reverse=True):
            if evaluate(self.goal, self.view.what_if(resolved.path, item.statement.value)) is not False:
                break
            start = item.day
        return start

    def _open(self, applies: Truth, truth: Truth) -> Judged:
        """Unknown: what is missing, why, and which answer would decide."""
        trees: tuple[Node, ...] = (self.goal,)
        unknown = [self.goal] if truth is None else []
        if applies is None and self.condition.applies:
            trees = (self.condition.applies, self.goal)
            unknown.insert(0, self.condition.applies)
        keys = list(dict.fromkeys(key for tree in unknown for key in missing(tree, self.view)))
        questions = self._open_questions(unknown)
        reasons = {self._why_unknown(key) for key in keys}
        reasons |= {self.answers.unsettled.get(one.question, "no_evidence") for one in questions}
        reason = next((word for word in REASONS if word in reasons), "no_evidence")
        if applies is None:
            reason = "applicability_unknown"
        needs = tuple(OpenFact(key, would_decide(key, trees, self._ground_verdict, self.view)) for key in keys)
        partial = [key for key in keys if self._resolve(key).statements or self._resolve(key).parts]
        against = deciders(self.goal, self.view) if truth is False else []
        attestations = self._attestations(self.goal, self.view) if truth is False else ()
        demanded = max(
            (self._demand(self._resolve(key)) for key in keys if key[0] not in DESCRIPTIVE), default=self.demand
        )
        return self._presumed(
            self._judged(
                "not_determined", because=[*against, *partial], reason=reason, needs=needs, demanded_grade=demanded,
                structural=self._structural(), questions=questions, attested=attestations)
        )  # fmt: skip

    def _open_questions(self, unknown: list[Node]) -> tuple[OpenQuestion, ...]:
        """The questions of judgement that keep trees unknown, and what an answer would do."""
        asked = dict.fromkeys(question for tree in unknown for question in judgements(tree, self.view))
        return tuple(
            OpenQuestion(question, would_decide_attested(question, self._ground_verdict, self.view))
            for question in asked
        )

    def _presumed(self, judged: Judged) -> Judged:
        """Marks a presumption against, and applies it where the burden of proof says so."""
        presumption = self.condition.presumption
        if presumption is None:
            return judged
        if presumption.when is not None and evaluate(presumption.when, self.view) is not True:
            return judged
        judged = judged._replace(presumption="against")
        if self.judge.burden != "presumed_not_met":
            return judged
        keys = deciders(presumption.when, self.view) if presumption.when else []
        because = tuple(dict.fromkeys([*judged.because, *keys]))
        return judged._replace(verdict="not_met", reason=None, basis="presumed", because=because)

    def _structural(self) -> bool:
        """Whether host law is the cause: a tree of the pack says so, or the law's own terms would fail."""
        if self.condition.structural and evaluate(self.condition.structural, self.view) is True:
            return True
        law = View(self.facts, self.workforce, self.judge.terms.parameters, law_only=True)
        if evaluate(self.goal, law) is not False:
            return False
        return any(path not in DESCRIPTIVE for path, _ in deciders(self.goal, law))

    def _ground_verdict(self, view: View) -> str | None:
        """The verdict that a view leads to, evidence aside; None while it is open."""
        applies = evaluate(self.condition.applies, view) if self.condition.applies else True
        if applies is False:
            return "not_applicable"
        truth = evaluate(self.goal, view)
        if truth is True:
            return "met"
        return "not_met" if truth is False and applies is True else None

    def _resolve(self, key: Key) -> Resolved:
        path, workforce = key
        return self.facts.resolve(path, self.workforce if workforce is None else workforce)

    def _demand(self, resolved: Resolved) -> int:
        if resolved.path in DESCRIPTIVE:
            return 0
        return self.judge.terms.document_demand if self.facts.row(resolved.path).by_document else self.demand

    def _grade(self, resolved: Resolved, *, stale: bool = False) -> int:
        by_document = self.facts.row(resolved.path).by_document
        context = self.context._replace(oldest=None) if stale or by_document else self.context
        return self.facts.grade(resolved, context)

    def _strong_enough(self, resolved: Resolved) -> bool:
        return resolved.path in DESCRIPTIVE or self._grade(resolved) >= self._demand(resolved)

    def _grades(self, keys: list[Key]) -> tuple[int | None, int | None]:
        """The lowest grade among graded facts, and what is asked of that fact."""
        graded = [
            resolved for key in keys if (resolved := self._resolve(key)).path not in DESCRIPTIVE and resolved.known
        ]
        if not graded:
            return None, None
        grade, wanted = min((self._grade(resolved), -self._demand(resolved)) for resolved in graded)
        return grade, -wanted

    def _basis(self, keys: list[Key], attestations: tuple[int, ...] = ()) -> str | None:
        """The weakest way in which a deciding fact is known; what people attest, they assert."""
        bases = ["asserted"] if attestations else []
        for key in keys:
            resolved = self._resolve(key)
            if resolved.path not in DESCRIPTIVE and resolved.known:
                bases.append(self.facts.register.basis(self.facts.cited(resolved), self._grade(resolved, stale=True)))
        return min(bases, key=VERDICT_BASES.index) if bases else "documented"

    def _why_unknown(self, key: Key) -> str:
        resolved = self._resolve(key)
        if resolved.known:
            return "evidence_insufficient" if self.judge.burden == "documentary" else "no_evidence"
        return resolved.reason or "no_evidence"

    def _evidence_wanted(self, resolved: Resolved, *, stale: bool) -> str:
        newer = " that is newer" if stale else ""
        return f"met with evidence of grade E{self._demand(resolved)} or better{newer}"


def worst(verdicts: list[str]) -> str:
    """The verdict on a cluster, from those of its core conditions: the worst that applies."""
    if "not_met" in verdicts:
        return "not_met"
    if "not_determined" in verdicts:
        return "not_determined"
    if "met_by_alternative" in verdicts:
        return "met_by_alternative"
    return "met" if "met" in verdicts else "not_applicable"
