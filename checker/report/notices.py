"""What a reader should know that changes no verdict: diverging law, ignored statements, a pack's own warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.domain.words import UNSETTLED
from checker.engine.evaluate import View, evaluate
from checker.engine.outside import nothing_applies, why_outside
from checker.ground.errors import quote
from checker.ground.places import dotted
from checker.report.model import Notice
from checker.report.personal_data import personal_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.engine.facts import FactBase
    from checker.engine.judge import Judged
    from checker.engine.outcome import Findings
    from checker.ground.places import Document, Pointer

__all__ = ["warnings_of"]


def warnings_of(found: tuple[Findings, ...], facts: FactBase, document: Document) -> Iterable[Notice]:
    """All warnings of a check, each once, in a stable order."""
    every = [*_divergence(facts, document), *_discounted_evidence(facts, document), *_personal_data(document)]
    every.extend(_unread_extensions(found, facts, document))
    for findings in found:
        if nothing_applies(findings):
            said, pointer = why_outside(findings, facts)
            every.append(
                _warning(
                    "pack-not-applicable", f"nothing of {findings.terms.pack.id} applies: {said}", pointer, document
                )
            )
        every.extend(_of_pack(findings, facts, document))
        every.extend(_deadlines(findings, facts, document))
    return dict.fromkeys(every)


def _warning(code: str, message: str, pointer: Pointer, document: Document) -> Notice:
    span = document.span(pointer)
    return Notice(code, message, dotted(pointer), span.line, span.column)


def _divergence(facts: FactBase, document: Document) -> Iterator[Notice]:
    for path, _, law, practice in facts.law_and_practice_diverge():
        line = document.span(practice.pointer).line
        said, done = (_say(item.statement.value) for item in (law, practice))
        message = f"law and practice diverge on {path}: law says {said}, practice (line {line}) is {done}"
        yield _warning("law-and-practice-diverge", message, law.pointer, document)


def _discounted_evidence(facts: FactBase, document: Document) -> Iterator[Notice]:
    for index, item in enumerate(facts.project.evidence or ()):
        if item.independent is True and not facts.register.independent(item):
            message = f"the evidence {item.id} says it is independent, but its issuer is a party with an interest"
            yield _warning("not-independent", message, ("evidence", index, "independent"), document)
        if not facts.register.counts(item.id):
            message = f"the evidence {item.id} speaks of a later time or was not yet known, and does not count"
            yield _warning("evidence-not-counted", message, ("evidence", index), document)


def _personal_data(document: Document) -> Iterator[Notice]:
    for pointer, what in sorted(personal_data(document.data), key=str):
        yield _warning("personal-data", f"this text may hold {what}: a project file names no person", pointer, document)


def _unread_extensions(found: tuple[Findings, ...], facts: FactBase, document: Document) -> Iterator[Notice]:
    """Facts under the name of a pack that is not part of the check: another financier's, or a misspelt name."""
    read = frozenset(name for findings in found for name in findings.terms.pack.ids)
    own = dict.fromkeys(path.partition(".")[0] for path in facts.own)
    project = facts.project
    holders: list[tuple[Pointer, Any]] = [((), project), (("workforce_defaults",), project.workforce_defaults)]
    holders += [(("workforces", index), item) for index, item in enumerate(facts.workforces or ())]
    said: set[str] = set()
    for base, holder in holders:
        for name in (holder.extensions if holder else None) or ():
            if name not in read and name not in said:
                said.add(name)
                has = (
                    f"packs with facts of their own: {', '.join(own)}"
                    if own
                    else "its packs have no facts of their own"
                )
                message = f"what stands under {quote(name)} was not read: no such pack is part of this check; {has}"
                yield _warning("extension-not-read", message, (*base, "extensions", name), document)


def _of_pack(findings: Findings, facts: FactBase, document: Document) -> Iterator[Notice]:
    verdicts = {(item.condition.id, item.workforce): item.verdict for item in findings.judged}
    for item in findings.judged:
        if item.verdict == "not_applicable":
            continue
        view = View(facts, item.workforce, findings.terms.parameters)
        for rule in item.condition.warnings:
            others = (verdicts.get((other, item.workforce), "") in allowed for other, allowed in rule.with_.items())
            fits = rule.verdicts is None or item.verdict in rule.verdicts
            if fits and all(others) and (rule.when is None or evaluate(rule.when, view) is True):
                message = f"{item.condition.id}: {rule.message}"
                yield _warning(rule.code, message, _place_of(item, facts), document)


def _deadlines(findings: Findings, facts: FactBase, document: Document) -> Iterator[Notice]:
    finance = facts.project.finance
    dated = finance and any(item.due for item in finance.disbursements or ())
    open_ = [item.condition.id for item in findings.judged if item.class_ == "CS" and item.verdict in UNSETTLED]
    if open_ and facts.delivery and not dated:
        names = ", ".join(dict.fromkeys(open_))
        message = f"no disbursement has a date, so the deadlines of {names} cannot be counted and are taken as passed"
        yield _warning("deadline-unknown", message, ("finance",) if finance else (), document)


def _place_of(item: Judged, facts: FactBase) -> Pointer:
    for path, workforce in item.because:
        resolved = facts.resolve(path, item.workforce if workforce is None else workforce)
        if resolved.statements:
            return resolved.statements[0].pointer
    return ("workforces", item.workforce) if item.workforce is not None else ()


def _say(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
