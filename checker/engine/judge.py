"""Conditions judged on one project under fixed terms: in force or not, for which subjects, with which demands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.engine.attested_answers import NO_ANSWERS
from checker.engine.case import Asked, Case
from checker.engine.equal_workforces import EqualWorkforces
from checker.engine.evaluate import View
from checker.engine.evidence import CORROBORATED
from checker.engine.judged import Judged, OpenFact
from checker.engine.weights import Grader
from checker.ground.days import shifted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.domain.pack import Condition
    from checker.engine.attested_answers import Answers
    from checker.engine.facts import FactBase
    from checker.packs.terms import Terms

__all__ = ["Judge"]


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
        asked = Asked(
            condition, class_, workforce, self.seen(condition, workforce), self.grader(condition, class_),
            self.answers.get((condition.id, workforce), NO_ANSWERS), self.terms.pack, self.burden, self.safe_to_speak,
        )  # fmt: skip
        return Case(asked).verdict()

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
        least = CORROBORATED if self.burden == "documentary" else 0
        capped = condition.cluster in terms.pack.speech_clusters and not self.safe_to_speak
        oldest = shifted(facts.as_of, -condition.shelf_life_days) if facts.delivery else None
        demand = max(terms.demand(class_, delivery=facts.delivery), least)
        key = (demand, capped, oldest, class_ == "FLOOR")
        if key not in self._graders:
            self._graders[key] = Grader(
                facts, demand=demand, document_demand=max(terms.document_demand, least), capped=capped, oldest=oldest,
                adverse_oldest=shifted(facts.as_of, -terms.pack.adverse_shelf_life_days), floor=class_ == "FLOOR",
            )  # fmt: skip
        return self._graders[key]
