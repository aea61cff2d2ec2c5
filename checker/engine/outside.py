"""Why a pack has nothing to say of a project: its purpose, its workforces, or the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from checker.domain.pack import Pack
    from checker.engine.facts import FactBase
    from checker.engine.outcome import PackVerdicts
    from checker.ground.places import Pointer

__all__ = ["Outside", "fits", "nothing_applies", "why_outside"]


class Outside(NamedTuple):
    """Why nothing of a pack applies, and the place in the file that decides it."""

    said: str
    pointer: Pointer


def nothing_applies(pack_verdicts: PackVerdicts) -> bool:
    """Whether every verdict of the pack is that the condition does not apply."""
    return all(one.verdict == "not_applicable" for one in pack_verdicts.judged)


def fits(pack: Pack, facts: FactBase) -> bool:
    """Whether the pack judges the project's purpose, and what there is: workforces, or the project as a whole."""
    track = next((track for track in pack.tracks if facts.project.purpose in track.purposes), None)
    if track is None:
        return False
    scopes = {cluster.scope for cluster in pack.clusters if cluster.id in track.clusters}
    return "project" in scopes or facts.project.workforces != ()


def why_outside(pack_verdicts: PackVerdicts, facts: FactBase) -> Outside:
    """Why nothing of the pack applies to the project."""
    pack, purpose = pack_verdicts.terms.pack, facts.project.purpose
    if pack_verdicts.terms.track is None:
        judged = " and ".join(dict.fromkeys(name for track in pack.tracks for name in track.purposes))
        return Outside(f"{pack.id} judges {judged} projects, and the purpose of this one is {purpose}", ("purpose",))
    if not fits(pack, facts):
        return Outside(f"{pack.id} judges workforces, and the file says that there are none", ("workforces",))
    return Outside(f"none of its conditions is in force on {facts.as_of} and applies to a project like this", ())
