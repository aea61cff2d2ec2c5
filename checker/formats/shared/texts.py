"""The words of a report, the same in every format: verdicts, reasons, classes, outcomes, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.domain.words import CLASSES as CLASS_ORDER, SETTLED, UNSETTLED
from checker.report.value_phrase import value_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.report.model import Because, FindingKey, Report, Result, Source

__all__ = [
    "CLASSES",
    "MARKED",
    "OUTCOMES",
    "REASONS",
    "VERDICTS",
    "Word",
    "because_phrase",
    "by_gravity",
    "changed_phrases",
    "contrary_label",
    "counts",
    "counts_phrase",
    "explanation",
    "finding_phrase",
    "gravity",
    "headline",
    "marked_phrases",
    "names",
    "next_steps",
    "outcome_word",
    "place_of",
    "relaxation_phrases",
    "setting_phrases",
    "shortened",
    "shown_to_all",
    "source_phrases",
    "subject_phrase",
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
# What a cluster's mark says; the verdict of a cluster is that of its core.
MARKED = "a condition outside the core is not met or stands in the way"
_SUBJECTS = 8
_FACTS = 6
_LINE = 1000
_RELAXATIONS = 100


def by_gravity(report: Report, results: Iterable[Result]) -> list[Result]:
    """Results as an officer needs them: not met before not determined, then by class, core points first."""
    return sorted(results, key=lambda result: gravity(report, result))


def gravity(report: Report, result: Result) -> tuple[int, int, bool]:
    """The place of a result in that order; lower is graver."""
    rule = report.rule(result)
    return (*UNSETTLED, *SETTLED).index(result.verdict), CLASS_ORDER.index(rule.class_), not rule.core


def shown_to_all(result: Result) -> bool:
    """Whether a format that lists no settled verdicts lists this one: it is open, or something stands against it."""
    return result.verdict in UNSETTLED or bool(result.contrary)


def relaxation_phrases(report: Report) -> list[str]:
    """What is let through that the pack, or one that it extends, does not: with the authors' reason, or a value."""
    found = [f"{pack.id} relaxes {said}" for pack in report.packs for said in pack.relaxes]
    return _some_phrases([*found, *_changed(report, looser=True)])


def changed_phrases(report: Report) -> list[str]:
    """The parameters that a user or a profile changed, but for those that are looser: these are relaxations."""
    return _some_phrases(_changed(report, looser=False))


def _changed(report: Report, *, looser: bool) -> list[str]:
    words = {"looser": "loosened", "stricter": "tightened", None: "changed"}
    return [
        f"`{one.name}` of {pack.id} is {value_phrase(one.value, '')}, {words[one.direction]} from "
        f"{value_phrase(one.default, '')}"
        for pack in report.packs
        for one in pack.changed_parameters
        if (one.direction == "looser") is looser
    ]


def _some_phrases(found: list[str]) -> list[str]:
    rest = len(found) - _RELAXATIONS
    return [*found[:_RELAXATIONS], f"and {rest} more, which the JSON report has"] if rest > 0 else found


def marked_phrases(report: Report) -> list[str]:
    """The clusters whose verdict alone would say too little, each with the reason."""
    return [
        f"{report.cluster_name(one)} is {VERDICTS[one.verdict].label}, and {MARKED}"
        for one in report.clusters
        if one.marked
    ]


def names(report: Report, keys: Iterable[FindingKey]) -> list[str]:
    """The conditions that findings are of, each once."""
    return list(dict.fromkeys(map(report.name, keys)))


def outcome_word(report: Report) -> Word:
    """The outcome in words; what would be released in a scenario only is not released."""
    word, scenario = OUTCOMES[report.outcome.word], report.outcome.scenario
    if scenario is None:
        return word
    if report.outcome.word == "release":
        meaning = f"the money could move if the sanctions regime `{scenario}` were in force, and it is a scenario"
        return Word("would release", "open", meaning)
    return word._replace(meaning=f"{word.meaning}, in the scenario of the sanctions regime `{scenario}`")


def headline(report: Report) -> str:
    """The outcome in a line: ``HOLD: no money may move yet (disbursement `first`)``."""
    word = outcome_word(report)
    which = f" (disbursement `{report.settings.disbursement}`)" if report.settings.disbursement else ""
    return f"{word.label.upper()}: {word.meaning}{which}"


def setting_phrases(report: Report) -> list[str]:
    """What was checked and how: purpose, stage, day, rules, and what is not as usual."""
    project, settings = report.project, report.settings
    packs = ", ".join(f"{pack.id} {pack.version} ({pack.profile})" for pack in report.packs)
    phrases = [project.id, project.purpose, settings.stage, f"as of {settings.as_of}", f"rules {packs}"]
    if settings.regime != "actual":
        phrases.append(f"sanctions regime {settings.regime} (a scenario)")
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


def because_phrase(because: Because, mark: str = "`") -> str:
    """A fact in a line: path, value, basis, evidence, grade, and the day that it speaks of."""
    told = [because.statement_basis] if because.statement_basis else []
    if told and because.grade:
        told += [f"evidence {', '.join(because.evidence)}" if because.evidence else "no evidence"]
        told += [f"grade {because.grade}"]
    if because.day:
        told.append(f"speaks of {because.day}")
    remark = f": {because.remark}" if because.remark else ""
    known = f" ({', '.join(told)})" if told else ""
    return f"{because.path} is {value_phrase(because.value, mark)}{known}{remark}"


def contrary_label(result: Result) -> str:
    """What the statements on the other side of a verdict are called."""
    return "In its favour" if result.verdict == "not_met" else "Against it"


def shortened(text: str, most: int) -> str:
    """The text, cut with an ellipsis where it is longer than ``most`` characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def finding_phrase(report: Report, result: Result) -> str:
    """A verdict in a sentence that stands alone: with what fails, why it is open or not applicable, or what is met."""
    said, rule = f"{report.name(result)} is {VERDICTS[result.verdict].label}", report.rule(result)
    if result.verdict == "not_met":
        return f"{said}: {rule.title}."
    if result.why_not_applicable:
        return f"{said}: {result.why_not_applicable}."
    return f"{said}: {why_open(result)}." if result.reason else f"{said}: {rule.requirement}"


def explanation(report: Report, result: Result) -> list[str]:
    """What an open verdict asks, what stands on both sides and what would change it, a line each.

    Many facts are counted, long lines are cut. Of other verdicts it says what decided them, and what stands against.
    """
    rule = report.rule(result)
    lines = [f"Asks: {rule.requirement}"] if result.verdict in UNSETTLED else []
    lines += [because_phrase(item) for item in result.because[:_FACTS]]
    if len(result.because) > _FACTS:
        lines.append(f"and {len(result.because) - _FACTS} more facts")
    label = contrary_label(result)
    lines += [f"{label}: {because_phrase(item)}, at {place_of(item)}" for item in result.contrary[:_FACTS]]
    if len(result.contrary) > _FACTS:
        lines.append(f"{label}: {len(result.contrary) - _FACTS} more facts")
    for need in result.needs[:_FACTS]:
        decides = f": {need.would_decide}" if need.would_decide else ""
        lines.append(f"Answer: {need.question} ({need.path}){decides}")
    if len(result.needs) > _FACTS:
        lines.append(f"and {len(result.needs) - _FACTS} more questions")
    if result.because or not result.needs:
        lines += [f"Mend: {remedy}" for remedy in report.remedy(result)]
    if rule.sources:
        lines.append(f"Source: {'; '.join(source_phrases(report.sources(rule)))}")
    return [shortened(line, _LINE) for line in lines]


def place_of(item: Because) -> str:
    """Where a fact stands: ``project.yaml:12:5``."""
    return f"{item.file}:{item.line}:{item.column}"


def source_phrases(sources: Iterable[Source]) -> list[str]:
    """Each instrument once by its short name, with its articles: ``ILO C095 8, 9``."""
    articles: dict[str, list[str]] = {}
    for source in sources:
        doubt = "" if source.confirmed else " (text not confirmed)"
        articles.setdefault(source.short, []).append(source.article + doubt)
    return [f"{short} {', '.join(found)}" for short, found in articles.items()]


def next_steps(report: Report) -> list[str]:
    """What the reader may do now, in order, from what the outcome rests on."""
    outcome = report.outcome
    failed = [result for result in report.results if result.verdict == "not_met"]
    open_ = [result for result in report.results if result.verdict == "not_determined"]
    steps = []
    if outcome.word == "release" and outcome.scenario:
        steps.append("Release nothing on this report: it judges a scenario. Check again under the regime in force.")
    elif outcome.word == "release":
        steps.append("Release the disbursement, and keep this report with the file: it names the rules and the input.")
    if outcome.blocking and outcome.word == "block":
        steps.append(
            f"Move no money while {_ids(names(report, outcome.blocking))} is not met: a FLOOR condition cannot be "
            "waived. Mend it as its entry says, then check again."
        )
    mend = [one for one in failed if report.in_the_way(one) and report.rule(one).class_ != "FLOOR"]
    if mend:
        said = _ids(map(report.name, mend))
        steps.append(f"Agree with the project how it mends {said}; each entry says what would show the change.")
    ask = [one for one in open_ if report.in_the_way(one)]
    if ask:
        said = _ids(map(report.name, ask))
        steps.append(f"Ask for what is missing on {said}; each entry says which answer would decide.")
    if outcome.exit_harm:
        steps.append(f"Weigh who is hurt before aid is suspended: {outcome.exit_harm}")
    if outcome.worker_protection:
        steps.append(f"Protect the workers: {outcome.worker_protection}")
    later = [
        one for one in (*failed, *open_) if not report.in_the_way(one) and report.rule(one).class_ != "REG"
    ]  # fmt: skip
    if later:
        steps.append(f"Put the rest into the action plan: {_ids(map(report.name, later))}.")
    return steps


def _ids(identities: Iterable[str]) -> str:
    """Condition ids once each, cut where there are many."""
    unique = list(dict.fromkeys(identities))
    rest = len(unique) - 12
    return f"{', '.join(unique[:12])} and {rest} more" if rest > 0 else ", ".join(unique)
