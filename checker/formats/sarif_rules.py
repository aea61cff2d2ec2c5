"""The rules of a SARIF run: one for each condition, with its help, sources and weight. It knows no results."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from checker.formats.markdown import link, text
from checker.formats.shared.texts import CLASSES, shortened
from checker.formats.shared.uri import web_link
from checker.ground.escape import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.report.model import Report, Result, SourceRef

__all__ = ["LONGEST", "plain", "rules_of"]

_RULE_LEVELS = {"FLOOR": "error", "CP": "error", "CS": "warning", "COV": "warning", "REG": "note"}
# What GitHub takes of the name and description of a rule.
_NAME, _DESCRIPTION = 255, 1024
LONGEST = 4000


def rules_of(reports: Iterable[Report]) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """A rule for each condition, open or not, and where in the list it stands."""
    first: dict[str, Result] = {}
    for report in reports:
        for result in report.results:
            first.setdefault(result.condition, result)
    return [_rule(result) for result in first.values()], {identity: number for number, identity in enumerate(first)}


def _rule(result: Result) -> dict[str, Any]:
    rule = {
        "id": result.condition,
        "name": _pascal(result.title)[:_NAME] or result.condition,
        "shortDescription": {"text": shortened(plain(result.title), _DESCRIPTION)},
        "fullDescription": {"text": shortened(plain(result.requirement), _DESCRIPTION)},
        "help": {"text": _help(result), "markdown": _help_markdown(result)},
        "defaultConfiguration": {"level": _RULE_LEVELS[result.class_]},
        "properties": {
            "class": result.class_,
            "cluster": result.cluster,
            "core": result.core,
            "tags": ["human-rights", result.cluster, result.class_, *(["core"] if result.core else [])],
        },
    }
    links = [found for source in result.sources if (found := web_link(source.url))]
    if links:
        rule["helpUri"] = links[0]
    return rule


def _pascal(title: str) -> str:
    """A title as one word: ``WagesPassThroughOtherHands``."""
    return "".join(word[:1].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", title.replace("'", "")))


def _help(result: Result) -> str:
    lines = [result.requirement, "", f"{result.class_}: {CLASSES[result.class_]}."]
    lines += [f"What would mend it: {remedy}" for remedy in result.remedy]
    lines += (
        ["Sources:", *(f"- {_source(source)}{_url(source)}" for source in result.sources)] if result.sources else []
    )
    return "\n".join(map(plain, lines))


def _help_markdown(result: Result) -> str:
    lines = [text(result.requirement), f"**{result.class_}**: {text(CLASSES[result.class_])}."]
    lines += [f"**What would mend it:** {text(remedy)}" for remedy in result.remedy]
    sources = "\n".join(f"- {link(_source(source), source.url)}" for source in result.sources)
    return "\n\n".join([*lines, *(["**Sources**", sources] if sources else [])])


def _source(source: SourceRef) -> str:
    note = f": {source.note}" if source.note else ""
    return f"{source.instrument}, {source.article}{note}{'' if source.confirmed else ' (text not confirmed)'}"


def _url(source: SourceRef) -> str:
    found = web_link(source.url)
    return f", {found}" if found else ""


def plain(said: str) -> str:
    """Text on one line in which nothing is a link: SARIF reads ``[text](target)`` in plain text too."""
    return shortened(visible(" ".join(said.split())), LONGEST).replace("](", "\\](")
