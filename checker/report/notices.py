"""What a reader should know that changes no verdict: diverging law, ignored statements, a pack's own warnings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from checker.domain.options import DEFAULT_REGIME
from checker.domain.vocabulary import GRAVE_IF
from checker.domain.words import UNSETTLED
from checker.engine.equal_workforces import paths_of
from checker.engine.outside import nothing_applies, why_outside
from checker.ground.errors import quote
from checker.ground.places import dotted
from checker.report.model import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from checker.engine.facts import FactBase
    from checker.engine.judged import Judged
    from checker.engine.labels import Contradiction
    from checker.engine.outcome import PackVerdicts
    from checker.ground.places import Document, Pointer

__all__ = ["warnings_of"]

# What looks like personal data in free text. It is warned of, and nothing is judged by it.
_FREE_TEXT = frozenset({"title", "summary", "note", "scope", "exit_harm", "name"})
_PERSONAL = (
    (re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}"), "an e-mail address"),
    (re.compile(r"(?<![\w/.-])(?:\+\d[\d ()-]{7,18}\d|\d{9,14})(?![\w/-])"), "a telephone or identity number"),
    (re.compile(r"\b(?:passport|citizen card|identity card)\s*(?:no|number|nr)\b", re.IGNORECASE), "an identity paper"),
    (re.compile(r"\b(?:his|her|worker's|whose)\s+songbun\b|성분", re.IGNORECASE), "the songbun of a person"),
)


def warnings_of(
    found: tuple[PackVerdicts, ...], facts: FactBase, document: Document, labels: Sequence[Contradiction] = ()
) -> Iterable[Notice]:
    """All warnings of a check, each once, in a stable order."""
    every = [
        *_labels(labels, document), *_set_aside(found, document), *_contradicted(facts, document),
        *_later(facts, document), *_unread(found, facts, document), *_scenario(found, document),
        *_divergence(facts, document), *_discounted_evidence(facts, document), *_personal_data(document),
    ]  # fmt: skip
    every.extend(_unread_extensions(found, facts, document))
    for pack_verdicts in found:
        if nothing_applies(pack_verdicts):
            said, pointer = why_outside(pack_verdicts, facts)
            every.append(
                _warning(
                    "pack-not-applicable",
                    f"nothing of {pack_verdicts.terms.pack.id} applies: {said}",
                    pointer,
                    document,
                )
            )
        every.extend(_of_pack(pack_verdicts, document))
        every.extend(_deadlines(pack_verdicts, facts, document))
    return dict.fromkeys(every)


def _warning(code: str, message: str, pointer: Pointer, document: Document) -> Notice:
    span = document.span(pointer)
    return Notice(code, message, dotted(pointer), span.line, span.column)


def _labels(labels: Sequence[Contradiction], document: Document) -> Iterator[Notice]:
    for label in labels:
        line = document.span(label.other).line
        judged = f"did not say {label.label}" if label.stated else "were stated"
        message = f"{label.said} (line {line}): FLOOR conditions are judged as if it {judged}"
        yield _warning("label-contradicted", message, label.pointer, document)


def _set_aside(found: tuple[PackVerdicts, ...], document: Document) -> Iterator[Notice]:
    """What spoke against a project and did not prevail; it is never passed over in silence."""
    for pack_verdicts in found:
        for judged in pack_verdicts.judged:
            for ground in judged.contrary if judged.set_aside else ():
                for placed in ground.statements:
                    value = _say(placed.statement.value)
                    said = f"the adverse statement that {placed.path} is {value} (grade E{ground.grade}) was set aside"
                    message = f"{judged.condition.id}: {said} by clear and convincing evidence, or newer and no weaker"
                    yield _warning("adverse-statement-set-aside", message, placed.pointer, document)


def _contradicted(facts: FactBase, document: Document) -> Iterator[Notice]:
    """What other facts imply or suggest against a stated one, with the lines of both."""
    for conclusion, _, placed in facts.contradictions():
        lines = " and ".join(dict.fromkeys(str(document.span(item.pointer).line) for item in placed[1:]))
        message = f"{conclusion.said}; the file also states {conclusion.path} {_say(placed[0].statement.value)}"
        message += f" (beside line {lines})" if lines else ""
        yield _warning("facts-contradict", message, placed[0].pointer, document)


def _later(facts: FactBase, document: Document) -> Iterator[Notice]:
    """Statements about a later day than the one judged: they are left out, and said."""
    for path, subject in facts.stated_facts():
        for placed in facts.later(path, subject):
            message = f"{path} is stated for {placed.speaks_of}, after the day judged, {facts.as_of}, and is left out"
            yield _warning("statement-of-a-later-day", message, placed.pointer, document)


def _unread(found: tuple[PackVerdicts, ...], facts: FactBase, document: Document) -> Iterator[Notice]:
    """Grave facts that no condition of the packs reads."""
    conditions = [condition for one in found for condition in one.terms.pack.conditions]
    read = {path for condition in conditions for path in paths_of(condition)}
    for path, adverse in GRAVE_IF.items():
        if path in read:
            continue
        for subject in range(len(facts.workforces or ())) if facts.row(path).scope == "workforce" else [None]:
            for placed in facts.stated(path, subject):
                value = placed.statement.value
                if value is adverse or (isinstance(value, tuple) and adverse and value):
                    message = f"no condition of the packs of this check reads {path}, which is {_say(value)}"
                    yield _warning("grave-fact-not-read", message, placed.pointer, document)


def _scenario(found: tuple[PackVerdicts, ...], document: Document) -> Iterator[Notice]:
    for regime in dict.fromkeys(one.terms.pack.regime for one in found if one.terms.pack.regime):
        if regime != DEFAULT_REGIME:
            message = f"the sanctions world is the scenario {regime}, not the actual one: it releases nothing"
            yield _warning("scenario", message, ("regime",), document)


def _divergence(facts: FactBase, document: Document) -> Iterator[Notice]:
    for path, _, law, practice in facts.law_and_practice_diverge():
        line = document.span(practice.pointer).line
        said, done = (_say(item.statement.value) for item in (law, practice))
        message = f"law and practice diverge on {path}: law says {said}, practice (line {line}) is {done}"
        yield _warning("law-and-practice-diverge", message, law.pointer, document)


def _discounted_evidence(facts: FactBase, document: Document) -> Iterator[Notice]:
    for index, item in enumerate(facts.project.evidence or ()):
        if item.independent is True and not facts.register.independent(item):
            whose = "comes from a party with an interest, or whom one chose" if item.issuer else "names no issuer"
            message = f"the evidence {item.id} says it is independent, but it {whose}"
            yield _warning("not-independent", message, ("evidence", index, "independent"), document)
        if item.issuer and (close := facts.register.resembling(item.issuer)):
            message = f"the issuer {quote(item.issuer)} of {item.id} is spelt much like the party {quote(close)}"
            yield _warning("resembles-a-party", message, ("evidence", index, "issuer"), document)
        if not facts.register.counts(item.id):
            message = f"the evidence {item.id} speaks of a later time or was not yet known, and does not count"
            yield _warning("evidence-not-counted", message, ("evidence", index), document)


def _personal_data(document: Document) -> Iterator[Notice]:
    for pointer, what in sorted(_looks_personal(document.data), key=str):
        yield _warning("personal-data", f"this text may hold {what}: a project file names no person", pointer, document)


def _unread_extensions(found: tuple[PackVerdicts, ...], facts: FactBase, document: Document) -> Iterator[Notice]:
    """Facts under the name of a pack that is not part of the check: another financier's, or a misspelt name."""
    read = frozenset(name for one in found for name in one.terms.pack.ids)
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


def _of_pack(pack_verdicts: PackVerdicts, document: Document) -> Iterator[Notice]:
    verdicts = {(item.condition.id, item.workforce): item.verdict for item in pack_verdicts.judged}
    for item in pack_verdicts.judged:
        if item.verdict == "not_applicable":
            continue
        for rule in item.raised:
            others = (verdicts.get((other, item.workforce), "") in allowed for other, allowed in rule.with_.items())
            if (rule.verdicts is None or item.verdict in rule.verdicts) and all(others):
                message = f"{item.condition.id}: {rule.message}"
                yield _warning(rule.code, message, _place_of(item), document)


def _deadlines(pack_verdicts: PackVerdicts, facts: FactBase, document: Document) -> Iterator[Notice]:
    finance = facts.project.finance
    dated = finance and any(item.due for item in finance.disbursements or ())
    open_ = [item.condition.id for item in pack_verdicts.judged if item.class_ == "CS" and item.verdict in UNSETTLED]
    if open_ and facts.delivery and not dated:
        names = ", ".join(dict.fromkeys(open_))
        message = f"no disbursement has a date, so the deadlines of {names} cannot be counted and are taken as passed"
        yield _warning("deadline-unknown", message, ("finance",) if finance else (), document)


def _place_of(item: Judged) -> Pointer:
    for ground in item.because:
        if ground.statements:
            return ground.statements[0].pointer
    return ("workforces", item.workforce) if item.workforce is not None else ()


def _say(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _looks_personal(data: Any) -> Iterator[tuple[Pointer, str]]:
    """Where free text looks like personal data, and like which."""
    stack: list[tuple[Pointer, Any]] = [((), data)]
    while stack:
        pointer, node = stack.pop()
        entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, value in entries:
            if isinstance(value, dict | list):
                stack.append(((*pointer, key), value))
            elif isinstance(value, str) and key in _FREE_TEXT:
                for sign, what in _PERSONAL:
                    if sign.search(value):
                        yield (*pointer, key), what
