"""Tracks, evidence asked for and sanctions measures of two packs, compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.packs.differing import Difference, moved, of_way, shown
from checker.packs.strictness import CLASS_ORDER, Way, tree_way

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checker.packs.model import Pack, Regime, Track

__all__ = ["compare_demands", "compare_regimes", "compare_tracks", "track_for"]

_PURPOSES = ("commercial", "developmental", "humanitarian", "exchange")


def track_for(pack: Pack, purpose: str) -> Track | None:
    """The track that judges a purpose."""
    return next((track for track in pack.tracks if purpose in track.purposes), None)


def compare_tracks(old: Pack, new: Pack) -> Iterator[Difference]:
    """What each purpose is judged by; purposes that share a track are compared once."""
    yield from dict.fromkeys(difference for purpose in _PURPOSES for difference in _for_purpose(purpose, old, new))


def _for_purpose(purpose: str, old: Pack, new: Pack) -> Iterator[Difference]:
    before, after = track_for(old, purpose), track_for(new, purpose)
    if before is None or after is None:
        if before is not after:
            track = before or after
            assert track is not None
            yield Difference("added" if after else "removed", f"track {track.name}", f"the purpose {purpose}")
        return
    what = f"track {before.name}"
    gone = {cluster.id for cluster in new.clusters}
    for cluster in before.clusters:
        # A cluster that is gone as a whole is told condition by condition.
        if cluster not in after.clusters and cluster in gone:
            yield Difference("relaxed", what, f"does not judge {cluster}")
    for cluster in after.clusters:
        if cluster not in before.clusters:
            yield Difference("tightened", what, f"judges {cluster}")
    if before.worst != after.worst:
        way = Way.STRICTER if after.worst == "block" else Way.LAXER
        yield from of_way(way, what, f"worst outcome {before.worst} to {after.worst}")
    if before.classes != after.classes:
        yield from _track_classes(what, before, after)
    days = before.deadline_days, after.deadline_days
    if None in days:
        # Without days there is no deadline to wait for.
        way = Way.SAME if days[0] == days[1] else Way.STRICTER if days[1] is None else Way.LAXER
        yield from of_way(way, what, f"deadline_days {shown(days[0])} to {shown(days[1])}")
    else:
        yield from moved(what, "deadline_days", *days, stricter=-1)


def _track_classes(what: str, old: Track, new: Track) -> Iterator[Difference]:
    for cluster in dict.fromkeys((*old.clusters, *new.clusters)):
        for class_ in CLASS_ORDER:
            was, now = _on(old, cluster, class_), _on(new, cluster, class_)
            if was != now:
                way = Way.STRICTER if CLASS_ORDER.index(now) > CLASS_ORDER.index(was) else Way.LAXER
                yield from of_way(way, what, f"{class_} of {cluster} counts as {now}, not as {was}")


def _on(track: Track, cluster: str, class_: str) -> str:
    for clusters, from_, to in track.classes:
        if cluster in clusters and class_ == from_:
            class_ = to
    return class_


def compare_demands(old: Pack, new: Pack) -> Iterator[Difference]:
    """The grades of evidence that each class asks for."""
    before, after = old.demands, new.demands
    yield from moved("evidence documents", "grade", before["documents"], after["documents"], stricter=1)
    for class_ in reversed(CLASS_ORDER):
        for stage in ("planning", "delivery"):
            yield from moved(f"evidence {class_}", stage, before[class_][stage], after[class_][stage], stricter=1)


def compare_regimes(old: Pack, new: Pack) -> Iterator[Difference]:
    """The sanctions regimes, row by row."""
    for name, regime in old.regimes.items():
        what = f"regime {name}"
        if name not in new.regimes:
            yield Difference("removed", what, regime.title)
            continue
        yield from _measures(what, regime, new.regimes[name])
        if regime.title != new.regimes[name].title:
            yield Difference("changed", what, "its title")
    for name, regime in new.regimes.items():
        if name not in old.regimes:
            yield Difference("added", f"regime {name}", regime.title)


def _measures(what: str, old: Regime, new: Regime) -> Iterator[Difference]:
    before = [row for row in old.measures if row not in new.measures]
    after = [row for row in new.measures if row not in old.measures]
    for row in before:
        other = next((one for one in after if one["measure"] == row["measure"]), None)
        said = f"the measure {row['measure']} from {row['from']}"
        if other is None:
            yield Difference("relaxed", what, f"without {said}")
            continue
        after.remove(other)
        yield from _row(what, said, row, other)
    for row in after:
        yield Difference("tightened", what, f"with the measure {row['measure']} from {row['from']}")


def _row(what: str, said: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    yield from moved(what, f"{said}: from", old["from"], new["from"], stricter=-1)
    if old["until"] is None or new["until"] is None:
        way = Way.SAME if old["until"] == new["until"] else Way.STRICTER if new["until"] is None else Way.LAXER
        yield from of_way(way, what, f"{said}: until {shown(old['until'])} to {shown(new['until'])}")
    else:
        yield from moved(what, f"{said}: until", old["until"], new["until"], stricter=1)
    touched = old["touched_when"], new["touched_when"]
    if None in touched:
        # Without a tree only what the file states is touched.
        way = Way.SAME if touched[0] is touched[1] else Way.LAXER if touched[1] is None else Way.STRICTER
    else:
        way = tree_way(*touched).turned()
    yield from of_way(way, what, f"{said}: when it is touched")
    if old["title"] != new["title"]:
        yield Difference("changed", what, f"{said}: its title")
