"""Tracks and profiles of two packs, compared by what they make of the conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.domain.vocabulary import PURPOSES
from checker.packs.compare.condition_hold import Reading, held, hold_said, hold_way
from checker.packs.compare.difference import Difference, of_way, shown
from checker.packs.compare.tree_strictness import Way
from checker.packs.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.domain.pack import Pack, Profile, Track
    from checker.packs.compare.condition_hold import Hold
    from checker.packs.compare.pack_tables import ParameterMoves

__all__ = ["profile_differences", "readings", "track_differences"]


def readings(pack: Pack) -> list[Reading]:
    """The pack on each of its tracks under each of its profiles."""
    return [_read(pack, track, profile) for track in pack.tracks for profile in pack.profiles.values()]


def _read(pack: Pack, track: Track, profile: Profile) -> Reading:
    return Reading(Terms(pack, profile, track, {}, {}))


def track_differences(old: Pack, new: Pack) -> Iterator[Difference]:
    """What each purpose is judged by; purposes that share a track are compared once."""
    yield from dict.fromkeys(difference for purpose in PURPOSES for difference in _for_purpose(purpose, old, new))


def _track_for(pack: Pack, purpose: str) -> Track | None:
    return next((track for track in pack.tracks if purpose in track.purposes), None)


def _for_purpose(purpose: str, old: Pack, new: Pack) -> Iterator[Difference]:
    before, after = _track_for(old, purpose), _track_for(new, purpose)
    if before is None or after is None:
        if after is not None:
            # What a pack does not judge it lets nothing through for.
            said = f"judges the purpose {purpose}, which was not judged and so never released"
            yield Difference("relaxed", f"track {after.name}", said)
        elif before is not None:
            yield Difference("removed", f"track {before.name}", f"the purpose {purpose}")
        return
    what = f"track {before.name}"
    there = {cluster.id for cluster in new.clusters}
    for cluster in before.clusters:
        # A cluster that is gone as a whole is told condition by condition.
        if cluster not in after.clusters and cluster in there:
            yield Difference("relaxed", what, f"does not judge {cluster}")
    for cluster in after.clusters:
        if cluster not in before.clusters:
            yield Difference("tightened", what, f"judges {cluster}")
    if before.worst != after.worst:
        way = Way.STRICTER if after.worst == "block" else Way.LAXER
        yield from of_way(way, what, f"worst outcome {before.worst} to {after.worst}")
    shared = [profile for name, profile in old.profiles.items() if name in new.profiles]
    ways = [_holds(new, (before, profile), (after, profile)) for profile in shared]
    for said, way in dict.fromkeys(one for found in ways for one in found):
        yield from of_way(way, what, said)
    if before.deadline_days != after.deadline_days and not any(ways):
        said = f"deadline_days {shown(before.deadline_days)} to {shown(after.deadline_days)}"
        yield Difference("reworded", what, f"{said}, which no condition takes")


def _holds(pack: Pack, old: tuple[Track, Profile], new: tuple[Track, Profile]) -> dict[tuple[str, Way], None]:
    """What becomes of the pack's conditions on one track under one profile, read on another under another."""
    if old == new:
        return {}
    before, after = _read(pack, *old), _read(pack, *new)
    found: dict[tuple[str, Way], None] = {}
    for condition in pack.conditions:
        if before.terms.on_track(condition) and after.terms.on_track(condition):
            was, now = held(condition, before), held(condition, after)
            way = hold_way(was, now)
            if way is not Way.SAME:
                # A condition's own terms are the same on both sides; only what the two make of them is said.
                found[_reading_said(condition.cluster, was, now), way] = None
    return found


def _reading_said(cluster: str, old: Hold, new: Hold) -> str:
    if old._replace(gates=new.gates) == new:
        return f"{old.class_} {'now holds' if new.gates else 'no longer holds'} money back"
    return f"{cluster}: {hold_said(old, new)}"


def profile_differences(old: Pack, new: Pack, moves: ParameterMoves) -> Iterator[Difference]:
    """Profiles by name; one that is added must not be laxer than the usual one, since anybody may choose it."""
    for name, profile in old.profiles.items():
        what = f"profile {name}"
        if name not in new.profiles:
            yield Difference("removed", what, profile.title)
            continue
        other = new.profiles[name]
        for said, way in dict.fromkeys(_moves(profile, other, new, moves)):
            yield from of_way(way, what, said)
        if (profile.title, profile.summary) != (other.title, other.summary):
            yield Difference("reworded", what, "its title or summary")
    usual = new.profiles[new.default_profile]
    for name, profile in new.profiles.items():
        if name not in old.profiles:
            yield from _added(f"profile {name}", profile.title, _moves(usual, profile, new, moves))
    if old.default_profile != new.default_profile:
        yield from _default(old, new, moves)


def _added(what: str, title: str, moves: Iterable[tuple[str, Way]]) -> Iterator[Difference]:
    laxer = [(said, way) for said, way in dict.fromkeys(moves) if way in (Way.LAXER, Way.OTHER)]
    if not laxer:
        yield Difference("added", what, title)
    for said, way in laxer:
        yield from of_way(way, what, f"added, against the usual one: {said}")


def _default(old: Pack, new: Pack, moves: ParameterMoves) -> Iterator[Difference]:
    said = f"{old.default_profile} to {new.default_profile}"
    before = new.profiles.get(old.default_profile)
    if before is None:
        yield Difference("altered", "default_profile", said)
        return
    found = list(_moves(before, new.profiles[new.default_profile], new, moves))
    laxer = [(why, way) for why, way in found if way in (Way.LAXER, Way.OTHER)]
    if not laxer:
        yield Difference("tightened" if found else "reworded", "default_profile", said)
    for why, way in laxer:
        yield from of_way(way, "default_profile", f"{said}: {why}")


def _moves(old: Profile, new: Profile, pack: Pack, moves: ParameterMoves) -> Iterator[tuple[str, Way]]:
    """How one profile stands to another, in its parameters and in what it makes of the classes."""
    for name in dict.fromkeys((*old.parameters, *new.parameters)):
        default = pack.parameters[name].default
        before, after = old.parameters.get(name, default), new.parameters.get(name, default)
        way = moves.way(name, before, after)
        if way is not Way.SAME:
            yield f"{name} {shown(before)} to {shown(after)}", way
    for track in pack.tracks:
        yield from _holds(pack, (track, old), (track, new))
