"""What one pack asks that another does not: added, removed, tightened, relaxed, altered, changed.

``altered`` is a change of meaning of which nobody can derive whether it is stricter; ``changed``
is one of words and sources only. The same comparison serves ``pack diff`` and the rule that a pack
that extends another may only tighten it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.packs.compare_tables import compare_demands, compare_regimes, compare_tracks, track_for
from checker.packs.differing import Difference, moved, of_way, shown
from checker.packs.strictness import CLASS_ORDER, Way, directions, goal_of, tree_way, value_way, with_measures
from checker.packs.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.packs.model import Condition, Pack, Parameter, Profile

__all__ = ["compare"]

_WORDS = ("title", "requirement", "why", "remedy", "citations", "provenance", "warnings", "structural")
_STAGES = ("planning", "delivery")
_HEAD = ("title", "authority", "summary", "worker_protection", "themes")


def compare(old: Pack, new: Pack) -> list[Difference]:
    """All differences, in the order of the packs."""
    return list(_Comparison(old, new).all())


class _Comparison:
    def __init__(self, old: Pack, new: Pack) -> None:
        self.old = old
        self.new = new
        self.ways = _agreed(directions(old), directions(new))

    def all(self) -> Iterator[Difference]:
        yield from self.conditions()
        for name, parameter in self.old.parameters.items():
            if name in self.new.parameters:
                yield from self.parameter(parameter, self.new.parameters[name])
            else:
                yield Difference("removed", f"parameter {name}", "no longer a parameter")
        for name, parameter in self.new.parameters.items():
            if name not in self.old.parameters:
                yield Difference("added", f"parameter {name}", f"default {shown(parameter.default)}")
        yield from self.profiles()
        yield from compare_tracks(self.old, self.new)
        yield from compare_demands(self.old, self.new)
        yield from compare_regimes(self.old, self.new)
        for name in ("shelf_life_days", "cure_days"):
            yield from moved(name, name, getattr(self.old, name), getattr(self.new, name), stricter=-1)
        yield from self.attestations()
        yield from self.speech()
        yield from self.texts()

    def attestations(self) -> Iterator[Difference]:
        """People who may answer for less long, or on fewer classes, settle less."""
        what, days, classes = "attestation_days", "attestation_days", "attestation_classes"
        yield from moved(what, days, self.old.attestation_days, self.new.attestation_days, stricter=-1)
        before, after = set(self.old.attestation_classes), set(self.new.attestation_classes)
        for name in (name for name in CLASS_ORDER if name in before ^ after):
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
        if old.class_ != new.class_:
            yield from self.class_(old, new)
        if old.core != new.core:
            way = Way.STRICTER if new.core else Way.LAXER
            yield from of_way(way, what, "now core to its cluster" if new.core else "no longer core to its cluster")
        if old.scope != new.scope:
            yield Difference("altered", what, f"judged per {new.scope}, not per {old.scope}")
        yield from of_way(self.goal_way(old, new), what, "what it requires")
        applies = tree_way(self.plain(old.applies, self.old), self.plain(new.applies, self.new)).turned()
        yield from of_way(applies, what, "where it applies")
        yield from self.periods(old, new)
        yield from self.presumption(old, new)
        words = [name for name in _WORDS if getattr(old, name) != getattr(new, name)]
        if words:
            yield Difference("changed", what, f"its {', '.join(words)}".replace("citations", "sources"))

    def goal_way(self, old: Condition, new: Condition) -> Way:
        before, after = (self.plain(goal_of(one), pack) for one, pack in ((old, self.old), (new, self.new)))
        return tree_way(before, after)

    @staticmethod
    def plain(node: Any, pack: Pack) -> Any:
        """The tree without the table of measures, which is compared for itself."""
        return with_measures(node, pack.measures, ()) if node is not None and pack.measures else node

    def class_(self, old: Condition, new: Condition) -> Iterator[Difference]:
        """A class moved up is stricter, unless a track, a profile or the evidence asked for makes less of it."""
        yield from moved_class(old.id, old.class_, new.class_)
        for before, after in self.readings():
            if not (before.on_track(old) and after.on_track(new)):
                continue
            was, now = before.class_of(old), after.class_of(new)
            where = f"on the track {after.track.name} under the profile {after.profile.name}" if after.track else ""
            lower = CLASS_ORDER.index(now) < CLASS_ORDER.index(was)
            if lower and CLASS_ORDER.index(new.class_) > CLASS_ORDER.index(old.class_):
                yield Difference("relaxed", old.id, f"class {was} to {now} {where}")
            for stage in _STAGES:
                asked, asks = (pack.demands[word][stage] for pack, word in ((self.old, was), (self.new, now)))
                if asks < asked and not lower:
                    yield Difference("relaxed", old.id, f"evidence {asked} to {asks} ({stage}) {where}")
            if before.gates(was) and not after.gates(now):
                yield Difference("relaxed", old.id, f"no longer holds money back {where}")

    def readings(self) -> Iterator[tuple[Terms, Terms]]:
        """Both packs read for each purpose and profile that both have."""
        for purpose in ("commercial", "developmental", "humanitarian", "exchange"):
            tracks = track_for(self.old, purpose), track_for(self.new, purpose)
            for name in self.old.profiles:
                if name in self.new.profiles:
                    yield (
                        Terms(self.old, self.old.profiles[name], tracks[0], {}, {}),
                        Terms(self.new, self.new.profiles[name], tracks[1], {}, {}),
                    )

    def periods(self, old: Condition, new: Condition) -> Iterator[Difference]:
        for name in ("shelf_life_days", "cure_days"):
            # The pack's usual period is compared once, for the pack.
            if not (name in old.usual and name in new.usual):
                yield from moved(old.id, name, getattr(old, name), getattr(new, name), stricter=-1)
        days = old.deadline_days, new.deadline_days
        if None not in days:
            yield from moved(old.id, "deadline_days", *days, stricter=-1)
        elif days[0] != days[1] and old.class_ == new.class_ == "CS":
            yield Difference("altered", old.id, f"deadline_days {shown(days[0])} to {shown(days[1])}")
        yield from moved(old.id, "disbursement", old.disbursement, new.disbursement, stricter=-1)
        for name, stricter in (("in_force_from", -1), ("in_force_until", 1)):
            before, after = getattr(old, name), getattr(new, name)
            if before is None or after is None:
                way = Way.SAME if before == after else Way.STRICTER if after is None else Way.LAXER
                yield from of_way(way, old.id, f"{name} {shown(before)} to {shown(after)}")
            else:
                yield from moved(old.id, name, before, after, stricter=stricter)

    def presumption(self, old: Condition, new: Condition) -> Iterator[Difference]:
        before, after = old.presumption, new.presumption
        if before is None or after is None:
            way = Way.SAME if before is after else Way.STRICTER if after else Way.LAXER
        else:
            way = tree_way(before.when, after.when).turned()
        yield from of_way(way, old.id, "its presumption")

    def parameter(self, old: Parameter, new: Parameter) -> Iterator[Difference]:
        what, direction = f"parameter {old.name}", self.ways.get(old.name, 0)
        if (old.type, old.choices) != (new.type, new.choices):
            yield Difference("altered", what, "its type or its choices")
            return
        way = value_way(old.default, new.default, direction)
        yield from of_way(way, what, f"default {shown(old.default)} to {shown(new.default)}")
        for name, narrower in (("minimum", 1), ("maximum", -1)):
            before, after = getattr(old, name), getattr(new, name)
            if before is None or after is None:
                bound = Way.SAME if before == after else Way.STRICTER if before is None else Way.LAXER
                yield from of_way(bound, what, f"{name} {shown(before)} to {shown(after)}")
            else:
                yield from moved(what, name, before, after, stricter=narrower)
        for row in old.host_law:
            if row not in new.host_law:
                yield Difference("relaxed", what, f"host law of {row.country} ({row.value}) left out or changed")
        for row in new.host_law:
            if row not in old.host_law:
                yield Difference("tightened", what, f"host law of {row.country} ({row.value}) added or changed")
        if (old.title, old.unit) != (new.title, new.unit):
            yield Difference("changed", what, "its title or unit")

    def profiles(self) -> Iterator[Difference]:
        old, new = self.old.profiles, self.new.profiles
        for name, profile in old.items():
            what = f"profile {name}"
            if name not in new:
                yield Difference("removed", what, profile.title)
            elif _meaning(profile) != _meaning(new[name]):
                laxer = list(self.laxer(self.old, profile, self.new, new[name]))
                yield from (Difference("relaxed", what, said) for said in laxer)
                if not laxer:
                    yield Difference("tightened", what, "its parameters, classes or gates")
            elif profile != new[name]:
                yield Difference("changed", what, "its title or summary")
        for name, profile in new.items():
            if name not in old:
                # Whoever may choose a profile may choose this one.
                usual = self.new.profiles[self.new.default_profile]
                laxer = list(self.laxer(self.new, usual, self.new, profile))
                yield from (Difference("relaxed", f"profile {name}", f"added, and laxer: {said}") for said in laxer)
                if not laxer:
                    yield Difference("added", f"profile {name}", profile.title)
        if self.old.default_profile != self.new.default_profile:
            said = f"{self.old.default_profile} to {self.new.default_profile}"
            yield Difference("altered", "default_profile", said)

    def laxer(self, old: Pack, profile: Profile, new: Pack, other: Profile) -> Iterator[str]:
        """In what a profile lets through more than another one."""
        for name, parameter in new.parameters.items():
            if name not in old.parameters or (name not in profile.parameters and name not in other.parameters):
                continue
            before = profile.parameters.get(name, old.parameters[name].default)
            after = other.parameters.get(name, parameter.default)
            if value_way(before, after, self.ways.get(name, 0)) in (Way.LAXER, Way.OTHER):
                yield f"{name} {shown(before)} to {shown(after)}"
        seen = set()
        for track in new.tracks:
            strong, weak = Terms(new, profile, track, {}, {}), Terms(new, other, track, {}, {})
            for condition in new.conditions:
                was, now = strong.class_of(condition), weak.class_of(condition)
                if CLASS_ORDER.index(now) < CLASS_ORDER.index(was) and (condition.cluster, was, now) not in seen:
                    seen.add((condition.cluster, was, now))
                    yield f"{condition.cluster} {was} to {now}"
        gone = [word for word in reversed(CLASS_ORDER) if _gates(profile, word) and not _gates(other, word)]
        if gone:
            yield f"{', '.join(gone)} no longer hold money back"

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
                yield Difference("changed", f"source {name}", word)
        titles = {cluster.id: cluster.title for cluster in self.old.clusters}
        for cluster in self.new.clusters:
            if titles.get(cluster.id, cluster.title) != cluster.title:
                yield Difference("changed", f"cluster {cluster.id}", "its title")
        for name in _HEAD:
            if getattr(self.old, name) != getattr(self.new, name):
                yield Difference("changed", "pack", f"its {name}".replace("_", " "))


def _agreed(first: dict[str, int], second: dict[str, int]) -> dict[str, int]:
    """The directions in which both packs' trees read a parameter; one that only one reads is its own."""
    return {name: first.get(name, way) if first.get(name, way) == way else 0 for name, way in second.items()} | {
        name: way for name, way in first.items() if name not in second
    }


def _meaning(profile: Profile) -> tuple[Any, ...]:
    return profile.parameters, profile.classes, profile.gates


def _gates(profile: Profile, class_: str) -> bool:
    return class_ != "REG" and (profile.gates is None or class_ in profile.gates)


def moved_class(what: str, old: str, new: str) -> list[Difference]:
    """The difference that a change of class makes."""
    way = Way.STRICTER if CLASS_ORDER.index(new) > CLASS_ORDER.index(old) else Way.LAXER
    return of_way(way, what, f"class {old} to {new}")
