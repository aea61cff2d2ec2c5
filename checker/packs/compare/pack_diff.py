"""What one pack asks that another does not: added, removed, tightened, relaxed, altered, reworded.

``altered`` is a change of meaning of which nobody can prove whether it is stricter; ``reworded`` is
one of words and sources only. The same comparison serves ``pack diff`` and the rule that a pack that
extends another may only tighten it. Each part is compared with all others left as they were, so that
parts that are each no laxer are no laxer together.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from checker.domain.pack import Profile
from checker.domain.words import CLASSES
from checker.packs.compare.condition_hold import Reading, held, hold_said, hold_way
from checker.packs.compare.difference import Difference, moved, of_way
from checker.packs.compare.pack_profiles import profile_differences, readings, track_differences
from checker.packs.compare.pack_tables import (
    ParameterMoves,
    demand_differences,
    parameter_differences,
    regime_differences,
)
from checker.packs.compare.tree_diff import changes_said
from checker.packs.compare.tree_strictness import Way, goal_of, tree_way, without_table
from checker.packs.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.domain.pack import Condition, Pack

__all__ = ["pack_differences"]

_WORDS = ("title", "requirement", "why", "remedy", "remedy_unsafe", "citations", "provenance", "warnings", "structural")
_HEAD = ("title", "authority", "summary", "worker_protection")
_BARE = Profile("", "", "", {}, (), None)


def pack_differences(old: Pack, new: Pack) -> list[Difference]:
    """All differences, in the order of the packs."""
    return list(_Comparison(old, new).all())


class _Comparison:
    def __init__(self, old: Pack, new: Pack) -> None:
        self.old = old
        self.new = new
        self.bare = Reading(Terms(old, _BARE, None, {}, {}))
        self.readings = readings(old)

    def all(self) -> Iterator[Difference]:
        yield from self.conditions()
        moves = ParameterMoves(self.old)
        yield from parameter_differences(self.old, self.new, moves)
        yield from profile_differences(self.old, self.new, moves)
        yield from track_differences(self.old, self.new)
        yield from demand_differences(self.old, self.new)
        yield from regime_differences(self.old, self.new)
        for name in ("shelf_life_days", "cure_days"):
            yield from moved(name, "days", getattr(self.old, name), getattr(self.new, name), stricter=-1)
        # Older evidence against a project, and a kinder side that must be better: both make it harder to pass.
        for name, unit, stricter in (
            ("adverse_shelf_life_days", "days", 1), ("margin_favourable", "grades", 1), ("margin_adverse", "grades", -1)
        ):  # fmt: skip
            yield from moved(name, unit, getattr(self.old, name), getattr(self.new, name), stricter=stricter)
        yield from self.attestations()
        yield from self.speech()
        yield from self.texts()

    def attestations(self) -> Iterator[Difference]:
        """People who may answer for less long, or on fewer classes, settle less."""
        what, days, classes = "attestation_days", "attestation_days", "attestation_classes"
        yield from moved(what, days, self.old.attestation_days, self.new.attestation_days, stricter=-1)
        before, after = set(self.old.attestation_classes), set(self.new.attestation_classes)
        for name in (name for name in reversed(CLASSES) if name in before ^ after):
            way = Way.LAXER if name in after else Way.STRICTER
            said = "may settle" if name in after else "may no longer settle"
            yield from of_way(way, classes, f"an attestation {said} a question of class {name}")

    def conditions(self) -> Iterator[Difference]:
        before = {condition.id: condition for condition in self.old.conditions}
        after = {condition.id: condition for condition in self.new.conditions}
        for identity, condition in before.items():
            if identity not in after:
                yield Difference("removed", identity, f"{condition.class_}: {condition.title}")
            else:
                yield from self.condition(condition, after[identity])
        for identity, condition in after.items():
            if identity not in before:
                yield Difference("added", identity, f"{condition.class_}: {condition.title}")

    def condition(self, old: Condition, new: Condition) -> Iterator[Difference]:
        if old == new:
            return
        what = old.id
        yield from self.hold(old, new)
        if old.core != new.core:
            way = Way.STRICTER if new.core else Way.LAXER
            yield from of_way(way, what, "now core to its cluster" if new.core else "no longer core to its cluster")
        if old.scope != new.scope:
            yield Difference("altered", what, f"judged per {new.scope}, not per {old.scope}")
        yield from self.trees(old, new)
        yield from self.periods(old, new)
        words = [name for name in _WORDS if getattr(old, name) != getattr(new, name)]
        if words:
            yield Difference("reworded", what, f"its {', '.join(words)}".replace("citations", "sources"))

    def hold(self, old: Condition, new: Condition) -> Iterator[Difference]:
        """How the class binds by itself, and where a track or a profile makes something else of it."""
        if "cure_days" in old.usual and "cure_days" in new.usual:
            # The pack's usual period is compared once, for the pack.
            new = replace(new, cure_days=old.cure_days)
        before, after = (held(one, self.bare) for one in (old, new))
        if before == after:
            return
        plain, said = hold_way(before, after), hold_said(before, after)
        others: dict[str, Way] = {}
        for reading in self.readings:
            terms, was, now = reading.terms, held(old, reading), held(new, reading)
            way = hold_way(was, now)
            if terms.on_track(old) and way not in (Way.SAME, plain):
                where = f"on the track {terms.track.name} under the profile {terms.profile.name}" if terms.track else ""
                others.setdefault(f"{hold_said(was, now)} {where}", way)
        if plain is Way.SAME and not others:
            yield Difference("reworded", old.id, f"{said}, which makes no difference to its class")
        yield from of_way(plain, old.id, said)
        for where, way in others.items():
            yield from of_way(way, old.id, where)

    def trees(self, old: Condition, new: Condition) -> Iterator[Difference]:
        """What it requires, where it applies and what is presumed, each with the places that differ."""
        packs = self.old, self.new
        goals = (self.plain(goal_of(one), pack) for one, pack in zip((old, new), packs, strict=True))
        changes = self.places(old, new, "requires") + self.places(old, new, "alternative")
        yield from self.tree(old.id, "what it requires", tree_way(*goals), changes)
        applies = tree_way(self.plain(old.applies, self.old), self.plain(new.applies, self.new)).turned()
        yield from self.tree(old.id, "where it applies", applies, self.places(old, new, "applies"))
        before, after = old.presumption, new.presumption
        if before is None or after is None:
            way = Way.SAME if before is after else Way.STRICTER if after else Way.LAXER
            yield from of_way(way, old.id, "it has a presumption" if after else "it has no presumption")
        else:
            whens = self.plain(before.when, self.old), self.plain(after.when, self.new)
            places = changes_said(*whens, "presumption.when", packs)
            yield from self.tree(old.id, "its presumption", tree_way(*whens).turned(), places)

    def tree(self, what: str, name: str, way: Way, changes: list[str]) -> Iterator[Difference]:
        if way is Way.SAME and changes:
            yield Difference("reworded", what, f"{name}, said otherwise: {'; '.join(changes)}")
        yield from of_way(way, what, f"{name}: {'; '.join(changes)}")

    def places(self, old: Condition, new: Condition, name: str) -> list[str]:
        before, after = self.plain(getattr(old, name), self.old), self.plain(getattr(new, name), self.new)
        return changes_said(before, after, name, (self.old, self.new))

    @staticmethod
    def plain(node: Any, pack: Pack) -> Any:
        """The tree without the table of measures, which is compared for itself."""
        return without_table(node, pack.measures) if node is not None else node

    def periods(self, old: Condition, new: Condition) -> Iterator[Difference]:
        if not ("shelf_life_days" in old.usual and "shelf_life_days" in new.usual):
            yield from moved(old.id, "shelf_life_days", old.shelf_life_days, new.shelf_life_days, stricter=-1)
        yield from _bound(old, new, "in_force_from", stricter=-1)
        yield from _bound(old, new, "in_force_until", stricter=1)

    def speech(self) -> Iterator[Difference]:
        before, after = set(self.old.speech_clusters), set(self.new.speech_clusters)
        for cluster in sorted(before - after):
            yield Difference("relaxed", "speech_clusters", f"without {cluster}")
        for cluster in sorted(after - before):
            yield Difference("tightened", "speech_clusters", f"with {cluster}")

    def texts(self) -> Iterator[Difference]:
        for name in sorted({*self.old.sources, *self.new.sources}):
            before, after = self.old.sources.get(name), self.new.sources.get(name)
            if before != after:
                word = "added" if before is None else "removed" if after is None else "changed"
                yield Difference("reworded", f"source {name}", word)
        titles = {cluster.id: cluster.title for cluster in self.old.clusters}
        for cluster in self.new.clusters:
            if titles.get(cluster.id, cluster.title) != cluster.title:
                yield Difference("reworded", f"cluster {cluster.id}", "its title")
        for name in _HEAD:
            if getattr(self.old, name) != getattr(self.new, name):
                yield Difference("reworded", "pack", f"its {name}".replace("_", " "))


def _bound(old: Condition, new: Condition, name: str, *, stricter: int) -> list[Difference]:
    """A day from or until which a condition is in force; without one it always is."""
    before, after = getattr(old, name), getattr(new, name)
    if before is not None and after is not None:
        return moved(old.id, name, before, after, stricter=stricter)
    way = Way.SAME if before == after else Way.STRICTER if after is None else Way.LAXER
    return of_way(way, old.id, f"{name} {before or 'none'} to {after or 'none'}")
