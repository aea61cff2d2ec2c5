"""Which workforces state the same about what a condition reads: they are judged once.

Equal are workforces whose statements (value, basis, evidence, day, contested, not collected) and
descriptive facts are equal, and for whom the same attestations speak; only their places in the
file differ.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from checker.domain.implications import sources_of
from checker.domain.tree import Count, Each, FactRef, Scaled, Test, walk
from checker.domain.vocabulary import DERIVED, DESCRIPTIVE, SIGNS_OF_EMPLOYMENT
from checker.engine.attested_answers import NO_ANSWERS
from checker.engine.derived import SIGNS_OF_A_SEX
from checker.engine.statements import section_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checker.domain.pack import Condition
    from checker.domain.tree import Node
    from checker.engine.attested_answers import Answers
    from checker.engine.facts import FactBase
    from checker.project.models import Workforce

__all__ = ["EqualWorkforces", "paths_of"]

# What a fact that is not stated is worked out from.
_WORKED_OUT = {
    "employer_headcount": ("employer", "headcount"),
    "disability.employed_by_employer": ("employer", "disability.employed"),
    "association.reprisals_not_remedied": ("association.reprisals_last_12_months",),
    "women_work_or_apply": SIGNS_OF_A_SEX,
    "men_work_or_apply": SIGNS_OF_A_SEX,
    "works_for_another": ("worker_class", "employer", *SIGNS_OF_EMPLOYMENT),
}


class EqualWorkforces:
    """Groups the workforces of one project, condition by condition."""

    def __init__(self, facts: FactBase) -> None:
        self._facts = facts
        self._workforces = facts.workforces or ()
        self._marks: dict[str, list[Any]] = {}

    def groups(
        self, condition: Condition, answers: Mapping[tuple[str, int | None], Answers] | None = None
    ) -> list[list[int]]:
        """Indices of workforces that the condition and the answers to it cannot tell apart, in the file's order."""
        answers = answers or {}
        read = (path for path in paths_of(condition) if path not in DERIVED)
        paths = [path for path in read if self._facts.row(path).scope == "workforce"]
        marks = [self._marked(path) for path in paths]
        found: dict[tuple[Any, ...], list[int]] = {}
        for index in range(len(self._workforces)):
            attested = answers.get((condition.id, index), NO_ANSWERS).mark
            found.setdefault((attested, *(mark[index] for mark in marks)), []).append(index)
        return list(found.values())

    def _marked(self, path: str) -> list[Any]:
        """For each workforce a number that is the same where what it states itself is the same."""
        if path not in self._marks:
            numbers: dict[Any, int] = {}
            self._marks[path] = [
                numbers.setdefault(said, len(numbers)) for said in map(partial(self._own, path), self._workforces)
            ]
        return self._marks[path]

    def _own(self, path: str, workforce: Workforce) -> Any:
        """What an entry states itself, as a key; None where it inherits."""
        if path in DESCRIPTIVE:
            return repr(getattr(workforce, path))
        section, _, name = path.partition(".")
        facts = section_of(workforce, section, own=path in self._facts.own)
        stated = facts.stated.get(name) if facts is not None else None
        if stated is None:
            return None
        return tuple(
            (repr(one.value), one.basis, one.evidence, one.as_of, one.contested, one.contested_by, one.not_collected)
            for one in stated
        )


def paths_of(condition: Condition) -> tuple[str, ...]:
    """The facts that a condition's trees read."""
    presumed = condition.presumption.when if condition.presumption else None
    trees = (condition.applies, condition.requires, condition.alternative, condition.structural, presumed)
    read = [path for tree in trees if tree is not None for node in walk(tree) for path in _read(node)]
    read += [part for path in read for part in _WORKED_OUT.get(path, ())]
    # What other facts imply of these is read as well.
    read += [test.path for path in read for row in sources_of(path) for test in (*row.when, *row.unless)]
    return tuple(dict.fromkeys(read))


def _read(node: Node) -> Iterator[str]:
    if isinstance(node, Test) and isinstance(node.ref, FactRef):
        yield node.ref.path
    if isinstance(node, Each | Count):
        yield node.path
    if isinstance(node, Test | Count) and isinstance(node.operand, Scaled):
        yield node.operand.path
