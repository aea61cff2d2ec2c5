"""The entries that would answer a report's open questions of judgement, ready to be filled in.

They are YAML. Values stand in double quotes and lines are folded, so that the text says the same
when it is copied into a file; what people must say themselves is blank, and a blank is refused.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from checker.formats.shared.wrap import COLUMNS
from checker.ground.escape import visible, width
from checker.report.model import JUDGEMENT, OTHER_FACTS_FIRST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.report.model import Report

__all__ = ["ready_entries"]

_MOST = 20
# A line that begins so would command a CI runner.
_COMMANDS = ("::", "##")


def ready_entries(report: Report) -> list[str]:
    """The lines of a file of attestations for a report's open questions; none where there are none."""
    asked = [
        (result.condition, subject, need.question)
        for result in report.results
        for need in result.needs
        # What no answer decides yet waits for facts: nobody need attest it before they are known.
        if need.path == JUDGEMENT and need.would_decide != OTHER_FACTS_FIRST
        for subject in result.subjects
    ]
    # One entry answers the same question of several packs.
    asked = list(dict.fromkeys(asked))
    if not asked:
        return []
    lines = ["attestations:"]
    for condition, subject, question in asked[:_MOST]:
        lines += _entry(report, condition, subject, question)
    rest = len(asked) - _MOST
    return [*lines, f"  # and {rest} more, alike but for condition, subject and question"] if rest > 0 else lines


def _entry(report: Report, condition: str, subject: str, question: str) -> Iterator[str]:
    given = date.fromisoformat(report.settings.known_on or report.settings.as_of)
    given = min(given, date.fromisoformat(report.settings.as_of))
    days = min((pack.attestation_days for pack in report.packs), default=0)
    lapses = given + timedelta(days=min(days, (date.max - given).days))
    yield f"  - condition: {_text(condition)}"
    yield from _folded("    question: ", question)
    yield from _folded("    project: ", report.project.id)
    yield from _folded("    subject: ", subject)
    yield "    answer:      # true or false"
    yield "    by:"
    yield "      - {name: , role: }"
    yield "      - {name: , role: }"
    yield "    reason:"
    yield f"    given: {given}"
    yield f"    lapses: {lapses}"
    yield f"    sha256: {report.project.sha256}"


def _folded(key: str, said: str) -> Iterator[str]:
    """A key with its value in double quotes, over as many lines as it needs: a line break is read as a blank."""
    line, indent = key, " " * (len(key) - len(key.lstrip()) + 2)
    for number, word in enumerate(_text(" ".join(said.split())).split(" ")):
        if number and width(f"{line} {word}") > COLUMNS and not word.startswith(_COMMANDS):
            yield line
            line = indent + word
        else:
            line += word if not number else f" {word}"
    yield line


def _text(said: str) -> str:
    """The text as YAML in double quotes, with what a terminal would obey as escapes."""
    import json

    shown = json.dumps(said, ensure_ascii=False)
    return shown if visible(shown) == shown else json.dumps(said)
