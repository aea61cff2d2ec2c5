"""The tree of `authorised: measures`: each measure of a sanctions regime that the facts touch is authorised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.domain.tree import All, AnyOf, Constant, Each, FactRef, ItemRef, Node, Not, Scaled, Test

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["authorised"]


def authorised(measures: Iterable[Mapping[str, Any]]) -> Node:
    """Every row of a regime's table of measures holds."""
    return All(tuple(_authorised_row(measure, measure["touched_when"]) for measure in measures))


def _authorised_row(measure: Mapping[str, Any], touched_when: Node | None) -> Node:
    """One row of a regime's table: not in force on the day, or not touched, or authorised."""
    name, today = Constant(measure["measure"]), Scaled("as_of", 1)
    out_of_force: list[Node] = [Test(FactRef("as_of"), "before", Constant(measure["from"]))]
    if measure["until"]:
        out_of_force.append(Not(Test(FactRef("as_of"), "on_or_before", Constant(measure["until"]))))
    # An answer from before the measure was in force did not know of it.
    untouched: list[Node] = [
        Test(FactRef("sanctions.measures_touched"), "contains_none", Constant((name.value,)), since=measure["from"])
    ]
    if touched_when:
        untouched.append(Not(touched_when))
    open_ended = Test(ItemRef("valid_until"), "is", Constant("none"))
    valid = AnyOf((open_ended, Test(ItemRef("valid_until"), "on_or_after", today)))
    granted = Test(ItemRef("granted"), "on_or_before", today)
    covered = Each("some", "sanctions.authorisations", All((Test(ItemRef("measure"), "is", name), granted, valid)))
    return AnyOf((*out_of_force, All(tuple(untouched)), covered))
