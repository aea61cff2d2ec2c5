"""The words of a report, the same in every format: verdicts, reasons, classes, outcomes, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.words import CLASSES as CLASS_ORDER, SETTLED, UNSETTLED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.report.model import Because, Report, Result

__all__ = [
    "CLASSES",
    "OUTCOMES",
    "REASONS",
    "VERDICTS",
    "Word",
    "because_phrase",
    "by_gravity",
    "counts",
    "counts_phrase",
    "explanation",
    "finding_phrase",
    "gravity",
    "headline",
    "next_steps",
    "relaxation_phrases",
    "setting_phrases",
    "shortened",
    "source_phrases",
    "stands_in_way",
    "subject_phrase",
    "value_phrase",
    "why_open",
]


class Word(NamedTuple):
    """How a verdict or an outcome is shown: its label, its tone (good, open, bad, none), and what it means."""

    label: str
    tone: str
    meaning: str


VERDICTS = {
    "met": Word("met", "good", "the facts meet the condition, on the evidence asked for"),
    "met_by_alternative": Word("met by alternative", "good", "the condition's alternative is met"),
    "not_met": Word("not met", "bad", "a fact stands against the condition"),
    "not_determined": Word("not determined", "open", "claimed without proof, in conflict, or not known"),
    "not_applicable": Word("not applicable", "none", "the condition does not concern this subject"),
}
REASONS = {
    "no_evidence": "nothing is stated",
    "evidence_insufficient": "claimed, but the evidence is too weak",
    "evidence_conflicts": "the statements conflict",
    "evidence_stale": "the evidence is too old",
    "access_refused": "access was refused",
    "unsafe_to_collect": "it was unsafe to ask",
    "applicability_unknown": "it is open whether this applies",
}
OUTCOMES = {
    "release": Word("release", "good", "the money may move"),
    "hold": Word("hold", "open", "no money may move yet"),
    "block": Word("block", "bad", "no money may move"),
    "corrective_action": Word("corrective action", "open", "aid goes on, and this must be put right"),
}
CLASSES = {
    "FLOOR": "must be met before any money moves; cannot be waived",
    "CP": "must be met before the disbursement",
    "CS": "must be met by a deadline after the first disbursement",
    "COV": "must hold at every monitoring date",
    "REG": "recorded about host law; not held against the project",
}
_SUBJECTS = 8
_FACTS = 6
_LINE = 1000
_RELAXATIONS = 100


def by_gravity(results: Iterable[Result]) -> list[Result]:
    """Results as an officer needs them: not met before not determined, then by class, core points first."""
    return sorted(results, key=gravity)


def gravity(result: Result) -> tuple[int, int, bool]:
    """The place of a result in that order; lower is graver."""
    return (*UNSETTLED, *SETTLED).index(result.verdict), CLASS_ORDER.index(result.class_), not result.core


def relaxation_phrases(report: Report) -> list[str]:
    """What the packs let through that a pack they extend does not, each with the reason of its authors."""
    found = [f"{pack.id} relaxes {said}" for pack in report.packs for said in pack.relaxes]
    rest = len(found) - _RELAXATIONS
    return [*found[:_RELAXATIONS], f"and {rest} more, which the JSON report has"] if rest > 0 else found


def stands_in_way(report: Report, result: Result) -> bool:
    """Whether a result blocks or holds the money: it is open, and the outcome names its condition."""
    return result.verdict in UNSETTLED and result.condition in (*report.outcome.blocking, *report.outcome.holding)


def headline(report: Report) -> str:
    """The outcome in a line: ``HOLD: no money may move yet (disbursement `first`)``."""
    word = OUTCOMES[report.outcome.word]
    which = f" (disbursement `{report.settings.disbursement}`)" if report.settings.disbursement else ""
    return f"{word.label.upper()}: {word.meaning}{which}"


def setting_phrases(report: Report) -> list[str]:
    """What was checked and how: purpose, stage, day, rules, and what is not as usual."""
    project, settings = report.project, report.settings
    packs = ", ".join(f"{pack.id} {pack.version} ({pack.profile})" for pack in report.packs)
    phrases = [project.id, project.purpose, settings.stage, f"as of {settings.as_of}", f"rules {packs}"]
    if settings.regime != "actual":
        phrases.append(f"sanctions regime {settings.regime}")
    if settings.burden != "neutral":
        phrases.append(f"burden of proof {settings.burden}")
    if settings.known_on:
        phrases.append(f"as known on {settings.known_on}")
    return phrases


def counts(results: Iterable[Result]) -> dict[str, int]:
    """How many verdicts there are of each kind, counted by subject."""
    found = dict.fromkeys(VERDICTS, 0)
    for result in results:
        found[result.verdict] += len(result.subjects)
    return found


def counts_phrase(results: Iterable[Result]) -> str:
    """The same in words, both ways of being met as one."""
    found = counts(results)
    return (
        f"{found['not_met']} not met, {found['not_determined']} not determined, "
        f"{found['met'] + found['met_by_alternative']} met, {found['not_applicable']} not applicable"
    )


def why_open(result: Result) -> str:
    """Why a verdict is not determined, in words; empty where it is determined."""
    if result.reason is None:
        return ""
    why = REASONS[result.reason]
    if result.reason in ("evidence_insufficient", "evidence_stale") and result.grade:
        why += f" (grade {result.grade}, asked {result.demanded_grade})"
    return f"{why}; a presumption stands against the project" if result.presumption else why


def subject_phrase(result: Result, *, most: int = _SUBJECTS) -> str:
    """The subjects of a result: ``w1``, or ``w1, w2 and 122 more``."""
    subjects = result.subjects
    rest = len(subjects) - most
    return f"{', '.join(subjects[:most])} and {rest} more" if rest > 0 else ", ".join(subjects)


def value_phrase(value: Any, mark: str = "`") -> str:
    """A fact's value in words; ``mark`` stands around single values."""
    if value is None:
        return "not stated"
    if isinstance(value, bool):
        return f"{mark}{'true' if value else 'false'}{mark}"
    if isinstance(value, list):
        return f"[{', '.join(map(_item, value))}]" if value else "an empty list"
    return f"{mark}{_item(value)}{mark}"


def _item(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(f"{key}={item}" for key, item in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)


def because_phrase(because: Because, mark: str = "`") -> str:
    """A deciding fact in a line: path, value, basis, evidence, grade."""
    evidence = f"evidence {', '.join(because.evidence)}" if because.evidence else "no evidence"
    graded = f", {evidence}, grade {because.grade}" if because.grade else ""
    basis = f" ({because.statement_basis}{graded})" if because.statement_basis else ""
    remark = f": {because.remark}" if because.remark else ""
    return f"{because.path} is {value_phrase(because.value, mark)}{basis}{remark}"


def shortened(text: str, most: int) -> str:
    """The text, cut with an ellipsis where it is longer than ``most`` characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def finding_phrase(result: Result) -> str:
    """A verdict in a sentence that stands alone: with what fails, why it is open, or what is met."""
    said = f"{result.condition} is {VERDICTS[result.verdict].label}"
    if result.verdict == "not_met":
        return f"{said}: {result.title}."
    return f"{said}: {why_open(result)}." if result.reason else f"{said}: {result.requirement}"


def explanation(result: Result) -> list[str]:
    """What an open verdict asks, what decided it and what would change it, a line each.

    Many facts are counted, long lines are cut. Of other verdicts it says what decided them.
    """
    lines = [f"Asks: {result.requirement}"] if result.verdict in UNSETTLED else []
    lines += [because_phrase(item) for item in result.because[:_FACTS]]
    if len(result.because) > _FACTS:
        lines.append(f"and {len(result.because) - _FACTS} more facts")
    for need in result.needs[:_FACTS]:
        decides = f": {need.would_decide}" if need.would_decide else ""
        lines.append(f"Answer: {need.question} ({need.path}){decides}")
    if len(result.needs) > _FACTS:
        lines.append(f"and {len(result.needs) - _FACTS} more questions")
    if result.verdict in UNSETTLED and (result.because or not result.needs):
        lines += [f"Mend: {remedy}" for remedy in result.remedy]
    if result.sources:
        lines.append(f"Source: {'; '.join(source_phrases(result))}")
    return [shortened(line, _LINE) for line in lines]


def source_phrases(result: Result) -> list[str]:
    """Each instrument once by its short name, with its articles: ``ILO C095 8, 9``."""
    articles: dict[str, list[str]] = {}
    for source in result.sources:
        doubt = "" if source.confirmed else " (text not confirmed)"
        articles.setdefault(source.short, []).append(source.article + doubt)
    return [f"{short} {', '.join(found)}" for short, found in articles.items()]


def next_steps(report: Report) -> list[str]:
    """What the reader may do now, in order, from what the outcome rests on."""
    outcome = report.outcome
    failed = [result for result in report.results if result.verdict == "not_met"]
    open_ = [result for result in report.results if result.verdict == "not_determined"]
    in_way = {*outcome.blocking, *outcome.holding}
    steps = []
    if outcome.word == "release":
        steps.append("Release the disbursement, and keep this report with the file: it names the rules and the input.")
    if outcome.blocking and outcome.word == "block":
        steps.append(
            f"Move no money while {_ids(outcome.blocking)} is not met: a FLOOR condition cannot be waived. "
            "Mend it as its entry says, then check again."
        )
    mend = [result.condition for result in failed if result.condition in in_way and result.class_ != "FLOOR"]
    if mend:
        steps.append(f"Agree with the project how it mends {_ids(mend)}; each entry says what would show the change.")
    ask = [result.condition for result in open_ if result.condition in in_way]
    if ask:
        steps.append(f"Ask for what is missing on {_ids(ask)}; each entry says which answer would decide.")
    if outcome.exit_harm:
        steps.append(f"Weigh who is hurt before aid is suspended: {outcome.exit_harm}")
    if outcome.worker_protection:
        steps.append(f"Protect the workers: {outcome.worker_protection}")
    later = [
        result.condition
        for result in (*failed, *open_)
        if result.condition not in in_way and result.class_ != "REG"
    ]  # fmt: skip
    if later:
        steps.append(f"Put the rest into the action plan: {_ids(later)}.")
    return steps


def _ids(identities: Iterable[str]) -> str:
    """Condition ids once each, cut where there are many."""
    unique = list(dict.fromkeys(identities))
    rest = len(unique) - 12
    return f"{', '.join(unique[:12])} and {rest} more" if rest > 0 else ", ".join(unique)
