"""Parameters, evidence asked for and sanctions measures of two packs, compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.domain.tree import Not, parameters_of, walk
from checker.domain.words import CLASSES
from checker.packs.compare.difference import LOOSER, Difference, moved, of_way, shown
from checker.packs.compare.tree_strictness import Way, asks_for_measures, fixed, goal_of, joined, tree_way
from checker.packs.measures import authorised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checker.domain.pack import HostLaw, Pack, Parameter, Regime
    from checker.domain.tree import Node

__all__ = ["ParameterMoves", "demand_differences", "parameter_differences", "regime_differences"]

# The nodes read to compare values; beyond that nothing is proven, so that no pack takes long.
_MOST_STEPS = 200_000


class ParameterMoves:
    """Whether a pack asks more with a parameter at another value, from the trees that read it.

    Where host law asks more than a value, it governs: both values are read with each such law too.
    """

    def __init__(self, pack: Pack) -> None:
        self._laws = {name: _laws(parameter) for name, parameter in pack.parameters.items()}
        self._trees: dict[str, list[tuple[Node, bool, int]]] = {}
        self._steps = 0
        for tree, turned in _readers(pack):
            for name in parameters_of(tree):
                self._trees.setdefault(name, []).append((tree, turned, len(walk(tree))))

    def way(self, name: str, old: Any, new: Any) -> Way:
        """How the pack with the new value stands to the pack with the old one."""
        if old == new:
            return Way.SAME
        pairs = [(old, new), *((max(old, law), max(new, law)) for law in self._laws.get(name, ()))]
        return joined(self._tree(name, tree, pair) for tree in self._trees.get(name, ()) for pair in pairs)

    def _tree(self, name: str, reader: tuple[Node, bool, int], pair: tuple[Any, Any]) -> Way:
        tree, turned, size = reader
        self._steps += size
        if self._steps > _MOST_STEPS:
            return Way.OTHER
        way = tree_way(*(fixed(tree, name, value) for value in pair))
        return way.turned() if turned else way


def _laws(parameter: Parameter) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(row.value for row in parameter.host_law))


def _readers(pack: Pack) -> Iterator[tuple[Node, bool]]:
    """The trees that decide, and whether the pack is the stricter the more often one holds."""
    yield from _trees(pack)
    ways = (True,) if _asked_for(pack) else (True, False)
    for regime in pack.regimes.values():
        for row in regime.measures:
            if row["touched_when"] is not None:
                yield from ((row["touched_when"], turned) for turned in ways)


def _trees(pack: Pack) -> Iterator[tuple[Node, bool]]:
    for condition in pack.conditions:
        yield goal_of(condition), False
        if condition.applies is not None:
            yield condition.applies, True
        if condition.presumption and condition.presumption.when is not None:
            yield condition.presumption.when, True


def _asked_for(pack: Pack) -> bool:
    """Whether more measures make the pack stricter: none of its trees lets through what is not authorised."""
    return all(asks_for_measures(Not(tree) if turned else tree, pack.measures) for tree, turned in _trees(pack))


def parameter_differences(old: Pack, new: Pack, moves: ParameterMoves) -> Iterator[Difference]:
    """The parameters by name: their defaults, their bounds, and the host law that moves them."""
    for name, parameter in old.parameters.items():
        if name in new.parameters:
            yield from _parameter(moves, parameter, new.parameters[name])
        else:
            yield Difference("removed", f"parameter {name}", "no longer a parameter")
    for name, parameter in new.parameters.items():
        if name not in old.parameters:
            yield Difference("added", f"parameter {name}", f"default {shown(parameter.default)}")


def _parameter(moves: ParameterMoves, old: Parameter, new: Parameter) -> Iterator[Difference]:
    what = f"parameter {old.name}"
    if (old.type, old.choices) != (new.type, new.choices):
        yield Difference("altered", what, "its type or its choices")
        return
    if old.default != new.default:
        said = f"default {shown(old.default)} to {shown(new.default)}"
        way = moves.way(old.name, old.default, new.default)
        yield from of_way(way, what, said)
        if way is Way.SAME:
            yield Difference("reworded", what, f"{said}, which no condition notices")
    for name, narrower in (("minimum", 1), ("maximum", -1)):
        before, after = getattr(old, name), getattr(new, name)
        if before is None or after is None:
            bound = Way.SAME if before == after else Way.STRICTER if before is None else Way.LAXER
            yield from of_way(bound, what, f"{name} {shown(before)} to {shown(after)}")
        else:
            yield from moved(what, name, before, after, stricter=narrower)
    yield from _host_laws(moves, old, new)
    if (old.title, old.unit) != (new.title, new.unit):
        yield Difference("reworded", what, "its title or unit")


def _host_laws(moves: ParameterMoves, old: Parameter, new: Parameter) -> Iterator[Difference]:
    """Rows of host law: one more makes the value greater in its country, which may be stricter or not."""

    def terms(row: HostLaw) -> tuple[Any, ...]:
        return row.country, row.value, row.from_, row.until

    before, after = set(map(terms, old.host_law)), set(map(terms, new.host_law))
    for rows, gone, word in ((old.host_law, before - after, "without"), (new.host_law, after - before, "with")):
        for row in rows:
            if terms(row) in gone:
                way = moves.way(old.name, old.default, max(old.default, row.value))
                said = f"{word} the host law of {row.country} ({row.value})"
                yield from of_way(way.turned() if word == "without" else way, f"parameter {old.name}", said)
    if before == after and old.host_law != new.host_law:
        yield Difference("reworded", f"parameter {old.name}", "the sources of its host law")


def demand_differences(old: Pack, new: Pack) -> Iterator[Difference]:
    """The grades of evidence that each class asks for."""
    before, after = old.demands, new.demands
    yield from moved("evidence documents", "grade", before["documents"], after["documents"], stricter=1)
    for class_ in CLASSES:
        for stage in ("planning", "delivery"):
            yield from moved(f"evidence {class_}", stage, before[class_][stage], after[class_][stage], stricter=1)


def regime_differences(old: Pack, new: Pack) -> Iterator[Difference]:
    """The sanctions regimes; one that is added must not be laxer than the usual one, since anybody may choose it."""
    proven = _asked_for(old)
    for one in _regimes(old, new):
        yield one if proven or one.kind in ("removed", "reworded") else one._replace(kind="altered")


def _regimes(old: Pack, new: Pack) -> Iterator[Difference]:
    for name, regime in old.regimes.items():
        what = f"regime {name}"
        if name not in new.regimes:
            yield Difference("removed", what, regime.title)
            continue
        yield from _measures(what, regime, new.regimes[name])
        if regime.title != new.regimes[name].title:
            yield Difference("reworded", what, "its title")
    usual = next(iter(old.regimes.values()), None)
    for name, regime in new.regimes.items():
        if name not in old.regimes:
            what = f"regime {name}"
            laxer = [one for one in (_measures(what, usual, regime) if usual else ()) if one.kind in LOOSER]
            if not laxer:
                yield Difference("added", what, regime.title)
            for one in laxer:
                yield one._replace(said=f"added, against the usual one: {one.said}")


def _measures(what: str, old: Regime, new: Regime) -> Iterator[Difference]:
    before = [row for row in old.measures if row not in new.measures]
    after = [row for row in new.measures if row not in old.measures]
    for row in before:
        said = f"the measure {row['measure']} from {row['from']}"
        others = [one for one in after if one["measure"] == row["measure"]]
        if not others:
            yield Difference("relaxed", what, f"without {said}")
            continue
        ways = [tree_way(authorised((row,)), authorised((one,))) for one in others]
        best = next((index for index, way in enumerate(ways) if way in (Way.SAME, Way.STRICTER)), 0)
        after.remove(others[best])
        yield from of_way(ways[best], what, f"{said}: {_row_said(row, others[best])}")
        if ways[best] is Way.SAME:
            yield Difference("reworded", what, f"{said}: its title")
    for row in after:
        yield Difference("tightened", what, f"with the measure {row['measure']} from {row['from']}")


def _row_said(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    days = [f"{name} {shown(old[name])} to {shown(new[name])}" for name in ("from", "until") if old[name] != new[name]]
    return ", ".join([*days, *(["when it is touched"] if old["touched_when"] != new["touched_when"] else [])])
