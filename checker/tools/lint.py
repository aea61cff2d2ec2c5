"""What is right in form and still wrong with a pack: what a careful reviewer would send back.

Loading finds what cannot run. This finds what runs and misleads: rules that always come out the
same, rules said twice, parameters that nobody reads, remedies that tell nobody what to do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.tree import All, AnyOf, FactRef, ItemRef, Not, Scaled, parameters_of, walk
from checker.tools.coverage import coverage
from checker.tools.value_space import possible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.domain.pack import Citation, Condition, Pack
    from checker.domain.tree import Node
    from checker.packs.cases import Case

__all__ = ["Remark", "lint"]

_SHORT = 40
_TITLE = 60
_EMPTY_ADVICE = re.compile(
    r"^(please )?((comply|ensure (full )?compliance|be compliant|none|n/?a|tbd|todo)\b"
    r"|(fix|meet|satisfy|fulfil|remedy|correct) (it|(this|the) (condition|requirement|fault|breach|problem))\b)",
    re.IGNORECASE,
)
_NO_ARTICLE = re.compile(r"^(tbd|todo|n/?a|none|\?+|-+|various|passim|all|see text)?$", re.IGNORECASE)


class Remark(NamedTuple):
    """One finding. ``grave`` ones fail the lint; the others are for the reader to know."""

    where: str
    message: str
    grave: bool = True


def lint(pack: Pack, cases: list[Case]) -> Iterator[Remark]:
    """Every remark on a loaded pack, in the order of its conditions."""
    judged = {cluster for track in pack.tracks for cluster in track.clusters}
    for cluster in pack.clusters:
        if cluster.id not in judged:
            yield Remark("pack.yaml", f"no track judges the cluster {cluster.id}: its conditions never apply")
    yield from _unused_parameters(pack)
    yield from _said_twice(pack)
    for condition in pack.conditions:
        yield from _texts(condition)
        yield from _one_way(condition, pack)
    idle = {condition.id for condition in pack.conditions if condition.cluster not in judged}
    for item in coverage(pack, cases):
        if item.missing and item.condition not in idle:
            yield Remark(item.condition, f"no case is {', '.join(item.missing)}")
    for condition in pack.conditions:
        for citation in condition.citations:
            if not citation.confirmed:
                said = f"{_short(citation)} {citation.article}"
                yield Remark(condition.id, f"the text of {said} was not confirmed", grave=False)


def _short(citation: Citation) -> str:
    return citation.short or citation.instrument


def _unused_parameters(pack: Pack) -> Iterator[Remark]:
    trees = [tree for condition in pack.conditions for tree in _trees(condition)]
    trees += [row["touched_when"] for regime in pack.regimes.values() for row in regime.measures if row["touched_when"]]
    used = {name for tree in trees for name in parameters_of(tree)}
    for name in pack.parameters:
        if name not in used:
            yield Remark("pack.yaml", f"no condition reads the parameter `{name}`")
    for path in _unread_facts(pack, trees):
        yield Remark("facts.schema.json", f"no condition reads the fact `{path}`")


def _trees(condition: Condition) -> list[Node]:
    found = [condition.applies, condition.requires, condition.alternative, condition.structural]
    found += [condition.presumption.when] if condition.presumption else []
    found += [rule.when for rule in condition.warnings]
    return [tree for tree in found if tree is not None]


def _said_twice(pack: Pack) -> Iterator[Remark]:
    """Conditions that ask the same: a fault on the same authority, worth knowing where two instruments agree."""
    seen: dict[Any, Condition] = {}
    for condition in pack.conditions:
        dates = condition.in_force_from, condition.in_force_until
        asked = [_in_order(tree) for tree in (condition.applies, condition.requires, condition.alternative)]
        key = condition.scope, *asked, dates
        first = seen.setdefault(key, condition)
        if first is condition:
            continue
        shared = {one.instrument for one in first.citations} & {one.instrument for one in condition.citations}
        rests = "" if shared else ", which rests on another source"
        yield Remark(condition.id, f"asks the same as {first.id}{rests}", grave=bool(shared))


def _in_order(node: Node | None) -> Any:
    """A tree that does not depend on the order in which its parts are written."""
    match node:
        case All(parts) | AnyOf(parts):
            return type(node), frozenset(map(_in_order, parts))
        case Not(part):
            return Not, _in_order(part)
        case _:
            return node


def _texts(condition: Condition) -> Iterator[Remark]:
    if len(condition.title) > _TITLE or condition.title.endswith("."):
        yield Remark(condition.id, f"the title is a phrase of at most {_TITLE} characters, without a full stop")
    if not condition.requirement.endswith("."):
        yield Remark(condition.id, "the requirement is a sentence")
    advice = " ".join(condition.remedy.split())
    echoes = advice.rstrip(".").lower() in (condition.requirement.rstrip(".").lower(), condition.title.lower())
    if len(advice) < _SHORT or echoes or _EMPTY_ADVICE.match(advice):
        yield Remark(condition.id, "the remedy does not say what to do, and what would show it")
    for citation in condition.citations:
        if _NO_ARTICLE.match(citation.article.strip()):
            yield Remark(condition.id, f"{_short(citation)} is cited without an article")


def _one_way(condition: Condition, pack: Pack) -> Iterator[Remark]:
    """Whether no answers at all make the condition met, make it fail, or make it apply."""
    goal = AnyOf((condition.requires, condition.alternative)) if condition.alternative else condition.requires
    truths = possible(goal, condition, pack)
    if truths is not None and True not in truths:
        yield Remark(condition.id, "no answers whatever make it met")
    if truths is not None and False not in truths:
        yield Remark(condition.id, "no answers whatever make it fail")
    applying = possible(condition.applies, condition, pack) if condition.applies else None
    if applying is not None and True not in applying:
        yield Remark(condition.id, "no answers whatever make it apply")


def _unread_facts(pack: Pack, trees: Iterable[Node]) -> Iterator[str]:
    """The paths of the pack's own facts, not of those it has from others, that no tree reads."""
    read = {path for tree in trees for node in walk(tree) for path in _read(node)}
    yield from (path for path in pack.own if path.partition(".")[0] == pack.id and path not in read)


def _read(node: Node) -> Iterator[str]:
    match getattr(node, "ref", None):
        case FactRef(name) | ItemRef(name):
            yield name
    match getattr(node, "operand", None):
        case Scaled(path, _):
            yield path
    if path := getattr(node, "path", ""):
        yield path
