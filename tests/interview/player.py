"""A person who answers an interview: well, or with what stands against the project."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from checker.cli.keeper import FileKeeper
from checker.domain.options import Options
from checker.interview.dialogue import Interview
from checker.interview.turns import Ask, End, Say
from tests.build import shipped
from tests.conftest import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OPENING = {"title": "Water works", "purpose": "commercial", "stage": "proposal", "as_of": "2026-06-30", "country": "KP",
           "workforces": "operators"}  # fmt: skip
ALL_AT_ONCE = {"proposal": "contract; works; 2026-06-01; Labour contract; a fund",
               "operation": "inspection; monitor; 2026-06-01; Visit 3; yes"}  # fmt: skip


def _good() -> dict[str, Any]:
    """What the invented proposal that is released states, and what a project without sanctions measures would."""
    project = yaml.safe_load((EXAMPLES / "invented-release" / "project.yaml").read_text("utf-8"))
    found = {}
    for holder in (project, project["workforces"][0]):
        for section, facts in holder.items():
            for name, raw in facts.items() if isinstance(facts, dict) else ():
                found[f"{section}.{name}"] = raw["value"] if isinstance(raw, dict) and "value" in raw else raw
    return found | {
        "sanctions.measures_touched": [], "sanctions.joint_venture_with_host_entity": False,
        "nationality": "KP", "workplace_country": "KP",
    }  # fmt: skip


GOOD = _good()


def typed(value: Any) -> str:
    """A value as a person types it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        entries = isinstance(value and value[0], dict)
        words = ["; ".join(map(typed, one.values())) if isinstance(one, dict) else str(one) for one in value]
        return (" | " if entries else ", ").join(words) or "none"
    return str(value)


def well(ask: Ask, stage: str = "proposal") -> str:
    """An answer that speaks for the project; not known where the example says nothing."""
    if ask.text.startswith("Which document"):
        return ALL_AT_ONCE[stage]
    if ask.text.startswith("Which of these"):
        return ""
    return typed(GOOD[ask.question.path]) if ask.question and ask.question.path in GOOD else "not known"


def badly(ask: Ask, stage: str = "proposal") -> str:
    """An answer that stands against the project, where one alone does."""
    for _, said in ask.question.decides if ask.question else ():
        if found := re.search(r"not met if (?:`(\w+)`|more than (\d+))", said):
            return {"true": "yes", "false": "no"}.get(found[1], found[1] or "99")
    return well(ask, stage)


def sitting(
    path: Path, answer: Callable[[Ask], str | None], *, until: str | None = None
) -> tuple[int, list[str], End | None]:
    """One sitting: how many answers were taken, what was told, and its end where it came to one.

    It is stopped where ``answer`` gives None.
    """
    options = Options(
        packs=(shipped(),),
    )
    keeper = FileKeeper(str(path))
    steps = Interview(keeper, options, until=until, today="2026-06-30").steps()
    count, told = 0, []
    step = next(steps)
    while not isinstance(step, End):
        if isinstance(step, Say):
            told.append(step.text)
            step = next(steps)
            continue
        text = answer(step)
        if text is None:
            return count, told, None
        step = steps.send(text)
        count += not (isinstance(step, Ask) and step.why)
    return count, told, step


def opening_or(answer: Callable[[Ask, str], str], stage: str = "proposal") -> Callable[[Ask], str]:
    """Answers the questions of the opening alike, and the rest by ``answer``."""
    words = {"called": "title", "purpose": "purpose", "stage": "stage", "day are": "as_of", "hosts": "country",
             "Which workforces": "workforces"}  # fmt: skip

    def both(ask: Ask) -> str:
        name = next((name for word, name in words.items() if word in ask.text and ask.question is None), "")
        if name == "stage":
            return stage
        return OPENING[name] if name else answer(ask, stage)

    return both
