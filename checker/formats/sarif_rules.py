"""The rules of a SARIF run: one for each condition, with its help, sources and weight. It knows no results."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from checker.formats.markdown import link, text
from checker.formats.shared.texts import CLASSES, shortened
from checker.formats.shared.uri import web_link
from checker.ground.escape import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.report.model import Report, Result, Rule, Source

__all__ = ["LONGEST", "plain", "rule_id", "rules_of"]

_RULE_LEVELS = {"FLOOR": "error", "CP": "error", "CS": "warning", "COV": "warning", "REG": "note"}
# What GitHub takes of the name and description of a rule.
_NAME, _DESCRIPTION = 255, 1024
LONGEST = 4000


def rule_id(of: Result | Rule) -> str:
    """The id of a rule, the same whatever other packs are in the run: ``engagement-threshold:HIRE-1``."""
    return f"{of.pack}:{of.condition}"


def rules_of(reports: Sequence[Report]) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """A rule for each condition of each pack, open or not, and where in the list it stands."""
    first: dict[str, tuple[Report, Rule]] = {}
    for report in reports:
        for rule in report.rules:
            first.setdefault(rule_id(rule), (report, rule))
    unsafe = {rule_id(result) for report in reports for result in report.results if result.unsafe}
    rules = [_rule(rule, report.sources(rule), safe=one in unsafe) for one, (report, rule) in first.items()]
    return rules, {identity: number for number, identity in enumerate(first)}


def _rule(rule: Rule, sources: tuple[Source, ...], *, safe: bool) -> dict[str, Any]:
    # Where one subject cannot be asked safely, the help that all share says what is safe.
    remedy = rule.remedy_unsafe if safe and rule.remedy_unsafe else rule.remedy
    made = {
        "id": rule_id(rule),
        "name": _pascal(rule.title)[:_NAME] or rule.condition,
        "shortDescription": {"text": shortened(plain(rule.title), _DESCRIPTION)},
        "fullDescription": {"text": shortened(plain(rule.requirement), _DESCRIPTION)},
        "help": {"text": _help(rule, remedy, sources), "markdown": _help_markdown(rule, remedy, sources)},
        "defaultConfiguration": {"level": _RULE_LEVELS[rule.class_]},
        "properties": {
            "pack": rule.pack,
            "class": rule.class_,
            "cluster": rule.cluster,
            "core": rule.core,
            "tags": ["human-rights", rule.cluster, rule.class_, *(["core"] if rule.core else [])],
        },
    }
    links = [found for source in sources if (found := web_link(source.url))]
    if links:
        made["helpUri"] = links[0]
    return made


def _pascal(title: str) -> str:
    """A title as one word: ``WagesPassThroughOtherHands``."""
    return "".join(word[:1].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", title.replace("'", "")))


def _help(rule: Rule, remedies: tuple[str, ...], sources: tuple[Source, ...]) -> str:
    lines = [rule.requirement, "", f"{rule.class_}: {CLASSES[rule.class_]}."]
    lines += [f"What would mend it: {remedy}" for remedy in remedies]
    lines += ["Sources:", *(f"- {_source(source)}{_url(source)}" for source in sources)] if sources else []
    return "\n".join(map(plain, lines))


def _help_markdown(rule: Rule, remedies: tuple[str, ...], sources: tuple[Source, ...]) -> str:
    lines = [text(rule.requirement), f"**{rule.class_}**: {text(CLASSES[rule.class_])}."]
    lines += [f"**What would mend it:** {text(remedy)}" for remedy in remedies]
    listed = "\n".join(f"- {link(_source(source), source.url)}" for source in sources)
    return "\n\n".join([*lines, *(["**Sources**", listed] if listed else [])])


def _source(source: Source) -> str:
    note = f": {source.note}" if source.note else ""
    return f"{source.instrument}, {source.article}{note}{'' if source.confirmed else ' (text not confirmed)'}"


def _url(source: Source) -> str:
    found = web_link(source.url)
    return f", {found}" if found else ""


def plain(said: str) -> str:
    """Text on one line in which nothing is a link: SARIF reads ``[text](target)`` in plain text too."""
    return shortened(visible(" ".join(said.split())), LONGEST).replace("](", "\\](")
